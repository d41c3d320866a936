//! A signature drawn on the screen: the path of an SVG, of moves and lines between whole numbers and nothing else.

/// Most points of a signature; the pad stops before.
const MOST_POINTS: usize = 5_000;
/// No pad is wider or higher.
const LARGEST: u16 = 4_000;

/// The path, written anew from the numbers of what was posted. Nothing when it is no drawing.
pub(super) fn path(posted: &str) -> Option<String> {
    let mut path = String::new();
    let mut points = 0;
    for stroke in posted.strip_prefix('M')?.split('M') {
        for (place, point) in stroke.split('L').enumerate() {
            let (x, y) = point.split_once(' ')?;
            let (x, y) = (number(x)?, number(y)?);
            points += 1;
            if points > MOST_POINTS {
                return None;
            }
            path.push_str(&format!("{}{x} {y}", if place == 0 { 'M' } else { 'L' }));
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
    fn strokes_stay_a_path_and_anything_else_is_no_signature() {
        assert_eq!(path("M1 2L3 4M5 6L7 8").as_deref(), Some("M1 2L3 4M5 6L7 8"));
        assert_eq!(path("M-3 2L3 4").as_deref(), Some("M0 2L3 4"));
        for none in ["", "M1 2", "M1 2Lx 4", "M1 2L3 4\"/><script>", "M1 2L99999 4", "M1.5 2L3 4", "1 2L3 4"] {
            assert_eq!(path(none), None, "{none}");
        }
        assert_eq!(path(&format!("M1 1{}", "L1 1".repeat(MOST_POINTS))), None);
    }
}
