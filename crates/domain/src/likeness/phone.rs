//! Telephone numbers, of this country and of others.

/// Area codes that reach an organization and never a person's own telephone.
const TOLL_FREE: &[&str] = &["800", "833", "844", "855", "866", "877", "888"];

/// Digits of a number with the code of another country: fewer are no number, and no more are given out (ITU-T E.164).
const ABROAD: std::ops::RangeInclusive<usize> = 8..=15;

/// Ten digits (eleven with a leading 1) that only a telephone number's marks part, or seven as "555-0142".
pub(super) fn is_in(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_digit() || "-.()+/ ".contains(c))).any(is_phone)
}

/// Whether a number, in whatever form, is one that costs the caller nothing: an organization's.
#[must_use]
pub fn is_toll_free(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let local = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(&digits);
    local.len() == 10 && TOLL_FREE.contains(&&local[..3])
}

fn is_phone(run: &str) -> bool {
    let groups: Vec<&str> = run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let free = |area: &str| TOLL_FREE.contains(&area);
    let whole = lengths.windows(3).enumerate().any(|(at, three)| three == [3, 3, 4] && !free(groups[at]));
    let bare = groups.iter().any(|group| match group.len() {
        10 => !free(&group[..3]),
        11 => group.starts_with('1') && !free(&group[1..4]),
        _ => false,
    });
    let beside = |at: usize, mark: &str| run.contains(&format!("{}{mark}{}", groups[at], groups[at + 1]));
    // "555 0142": an exchange begins with 2 to 9 (North American Numbering Plan), and the last four are no year.
    let spaced = |at: usize| {
        let (exchange, line) = (groups[at], groups[at + 1]);
        let is_year = line.starts_with("19") || line.starts_with("20");
        beside(at, " ")
            && exchange.starts_with(|c: char| ('2'..='9').contains(&c))
            && !is_year
            && !exchange.ends_with("00")
    };
    let local = lengths.windows(2).enumerate().any(|(at, two)| {
        let area = at.checked_sub(1).map(|before| groups[before]);
        two == [3, 4] && (beside(at, "-") || beside(at, ".") || spaced(at)) && !area.is_some_and(free)
    });
    whole || bare || local || is_abroad(run)
}

/// "+52 55 1234 5678": a plus sign right before the code of a country that is not 1.
fn is_abroad(run: &str) -> bool {
    run.split('+').skip(1).any(|number| {
        let n = number.chars().filter(char::is_ascii_digit).count();
        number.starts_with(|c: char| ('2'..='9').contains(&c)) && ABROAD.contains(&n)
    })
}
