//! A signature drawn on the screen: strokes of whole numbers in, the path of an SVG out.

/// Most points of a signature; the pad stops there too.
const MOST_POINTS: usize = 6_000;
/// No pad is wider or higher.
const LARGEST: u16 = 4_000;

/// The path of what was drawn: "M12 40L14 44L…". Nothing when it is no drawing.
pub(super) fn path(posted: &str) -> Option<String> {
    let mut path = String::new();
    let mut points = 0;
    for stroke in posted.split(';') {
        for (place, point) in stroke.split(' ').enumerate() {
            let (x, y) = point.split_once(',')?;
            points += 1;
            if points > MOST_POINTS {
                return None;
            }
            path.push(if place == 0 { 'M' } else { 'L' });
            path.push_str(&format!("{} {}", number(x)?, number(y)?));
        }
    }
    (points > 1).then_some(path)
}

fn number(text: &str) -> Option<u16> {
    // A hand that leaves the pad draws below zero.
    let number: i32 = text.parse().ok()?;
    u16::try_from(number.max(0)).ok().filter(|n| *n <= LARGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_become_a_path_and_anything_else_is_no_signature() {
        assert_eq!(path("1,2 3,4;5,6 7,8").as_deref(), Some("M1 2L3 4M5 6L7 8"));
        assert_eq!(path("-3,2 3,4").as_deref(), Some("M0 2L3 4"));
        for none in ["", "1,2", "1,2 x,4", "1,2 3,4\"/><script>", "1,2 99999,4", "1.5,2 3,4"] {
            assert_eq!(path(none), None, "{none}");
        }
        assert_eq!(path(&vec!["1,1"; MOST_POINTS + 1].join(" ")), None);
    }
}
