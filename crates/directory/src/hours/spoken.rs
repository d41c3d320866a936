//! Hours as people write them: "Mon-Fri 9-5", "Open day and night", "lunes a viernes de 9 a 17".
//!
//! Invariant: what is not understood to its last word is not understood at all.

use super::{DAY, Open, day, minutes};

/// What says that it is never closed, alone.
const ALWAYS: &[&str] = &[
    "24 7",
    "24 hours",
    "24 hours a day",
    "24 horas",
    "las 24 horas",
    "always",
    "always open",
    "day and night",
    "dia y noche",
    "24 hours a day 7 days a week",
    "24 horas al dia",
    "las 24 horas del dia",
    "siempre",
];
/// What says nothing of when.
const SMALL: &[&str] =
    &["open", "abierto", "abierta", "from", "de", "desde", "on", "hours", "horario", "los", "the", "and", "y", "las"];
/// What leads from one to another.
const TO: &[&str] = &["to", "a", "through", "thru", "until", "till", "hasta", "al"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Days(u8, u8),
    Time { minutes: u16, is_bare: bool },
    To,
    Comma,
    Closed,
}

/// The spans of the week that the words say; nothing where they say something else too.
pub(crate) fn spans(said: &str) -> Option<Vec<(u16, u16)>> {
    let line = crate::words::line(said);
    let bare =
        line.split(' ').filter(|word| !["open", "abierto", "abierta"].contains(word)).collect::<Vec<_>>().join(" ");
    if ALWAYS.contains(&bare.as_str()) {
        return Some(Open::always().spans);
    }
    let mut open = Open::default();
    let words = read(said)?;
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        rest = part(rest, &mut open)?;
    }
    (!open.spans.is_empty()).then_some(open.spans)
}

/// Days and the times of them, and what follows.
fn part<'a>(words: &'a [Word], open: &mut Open) -> Option<&'a [Word]> {
    let (mut days, mut rest) = (Vec::new(), words);
    loop {
        rest = match rest {
            [Word::Days(first, _), Word::To, Word::Days(_, last), after @ ..] if first <= last => {
                days.extend(*first..=*last);
                after
            }
            [Word::Days(first, last), after @ ..] => {
                days.extend(*first..=*last);
                after
            }
            [Word::Comma, after @ ..] => after,
            _ => break,
        };
    }
    if days.is_empty() {
        return None;
    }
    if let [Word::Closed, after @ ..] = rest {
        return Some(after);
    }
    let mut is_any = false;
    while let [
        Word::Time { minutes: from, is_bare },
        Word::To,
        Word::Time { minutes: to, is_bare: is_bare_to },
        after @ ..,
    ] = rest
    {
        let (from, to) = between((*from, *is_bare), (*to, *is_bare_to))?;
        days.iter().for_each(|day| open.add(*day, from, to));
        (rest, is_any) = (after, true);
        if let [Word::Comma, after @ ..] = rest
            && matches!(after, [Word::Time { .. }, ..])
        {
            rest = after;
        }
    }
    let rest = match rest {
        [Word::Comma, after @ ..] => after,
        other => other,
    };
    is_any.then_some(rest)
}

/// From when to when: "9-5" is a day's work, and "1-5" may be the night.
fn between((from, is_bare): (u16, bool), (to, is_bare_to): (u16, bool)) -> Option<(u16, u16)> {
    const NOON: u16 = 12 * 60;
    match (is_bare, is_bare_to) {
        (true, true) if from >= 6 * 60 && to <= from && to <= NOON => Some((from, to + NOON)),
        (true, true) if from >= 6 * 60 && from < to => Some((from, to)),
        // "9-5 pm", and "1-5 pm".
        (true, false) if to > NOON && from < NOON => Some((if from + NOON < to { from + NOON } else { from }, to)),
        (true, false) if from < to => Some((from, to)),
        (false, true) if from < to && from >= 6 * 60 && to >= NOON => Some((from, to)),
        (false, true) if from < NOON && to <= from => Some((from, to + NOON)),
        (false, false) => Some((from, to)),
        _ => None,
    }
}

/// The words, each as what it says; nothing where one of them says something else.
fn read(said: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let spaced: String = said.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm").replace(['–', '—'], "-");
    let spaced = spaced.replace('-', " - ").replace([';', '\n', '&', '/'], " , ").replace(',', " , ");
    let mut rest = spaced
        .split_whitespace()
        .map(|word| word.trim_end_matches(['.', ':']))
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = rest.next() {
        let plain = crate::words::line(word);
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        words.push(match plain.as_str() {
            _ if word == "-" => Word::To,
            _ if word == "," => Word::Comma,
            "daily" | "everyday" | "diario" | "diariamente" => Word::Days(0, 6),
            "weekdays" => Word::Days(0, 4),
            "weekends" => Word::Days(5, 6),
            "every" if rest.next_if_eq(&"day").is_some() => Word::Days(0, 6),
            "todos" => {
                rest.next_if_eq(&"los")?;
                rest.next().filter(|word| crate::words::line(word) == "dias")?;
                Word::Days(0, 6)
            }
            "closed" | "cerrado" | "cerrada" => Word::Closed,
            "noon" | "mediodia" => Word::Time { minutes: DAY / 2, is_bare: false },
            "midnight" | "medianoche" => Word::Time { minutes: 0, is_bare: false },
            _ if number => {
                let half = rest.next_if(|next| ["am", "pm"].contains(next)).unwrap_or("");
                let is_bare = half.is_empty() && !word.ends_with('m');
                Word::Time { minutes: minutes(&format!("{word}{half}"))?, is_bare }
            }
            other if TO.contains(&other) => Word::To,
            other if SMALL.contains(&other) => continue,
            other => {
                let one = day(other).or_else(|| day(other.strip_suffix('s')?))?;
                Word::Days(one, one)
            }
        });
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(days: std::ops::RangeInclusive<u16>, from: u16, to: u16) -> Vec<(u16, u16)> {
        days.map(|day| (day * DAY + from * 60, day * DAY + to * 60)).collect()
    }

    #[test]
    fn hours_are_read_as_people_write_them_or_not_at_all() {
        for said in
            ["Open day and night", "24/7", "24 hours", "Open 24 hours a day", "Abierto las 24 horas", "Día y noche"]
        {
            assert_eq!(spans(said), Some(Open::always().spans), "{said}");
        }
        for said in [
            "Mon-Fri 9-5",
            "Monday to Friday, 9 am to 5 pm",
            "Monday through Friday from 9:00 a.m. – 5:00 p.m.",
            "Weekdays 9-5 pm",
            "lunes a viernes de 9 a 17",
            "Mondays, Tuesday, Wed, Thu and Fri: 9am-5pm; Sat closed",
        ] {
            assert_eq!(spans(said), Some(week(0..=4, 9, 17)), "{said}");
        }
        assert_eq!(spans("Daily 8-20"), Some(week(0..=6, 8, 20)));
        assert_eq!(spans("Mon 9-12, 13-17"), Some([week(0..=0, 9, 12), week(0..=0, 13, 17)].concat()));
        assert_eq!(spans("Tue 1-5 pm"), Some(week(1..=1, 13, 17)));
        assert_eq!(spans("Mon 8 am-noon; Sat 10-2"), Some([week(0..=0, 8, 12), week(5..=5, 10, 14)].concat()));
        for said in [
            "Mon 1-5",
            "By appointment",
            "9-5",
            "Mon-Fri 9-5 by appointment",
            "closed",
            "Mon",
            "12 Plantedstreet at 9",
            "Mon-Fri 25-30",
            "",
        ] {
            assert_eq!(spans(said), None, "{said}");
        }
    }
}
