//! The year behind the demo's partnership: what two leads met about, decided, tried and held. Synthetic, and about nobody.
//!
//! Every line goes through the use cases, with the clock moved to the day on which it was written. Days in the fields are
//! counted from today, and one that falls on a weekend is moved to the Monday after it.

mod agreement;
pub mod directory;
pub mod listings;
mod meetings;
mod programs;
mod staff;
mod sustain;

use crate::demo::DemoClock;
use crate::people::Pair;
use app::{App, Session, workspace};
use domain::day::Day;
use domain::ids::EntryId;
use domain::workspace::Noun;

/// Days that the partnership has behind it.
pub(crate) const BEGAN: i64 = 370;
const DAY: i64 = 24 * 60;

/// Which lead writes.
#[derive(Clone, Copy)]
enum By {
    Dana,
    Maya,
}

/// What a field is given.
#[derive(Clone, Copy)]
enum Typed {
    /// As somebody would type it.
    Text(&'static str),
    /// A day, counted from today: before it when negative.
    Day(i32),
    /// Somebody, by what they sign in with.
    Who(&'static str),
    /// Another entry, by its name in these tables.
    Of(Noun, &'static str),
}
use Typed::{Day as On, Of, Text, Who};

/// Something that was written: how many days ago, by whom, of which entry, and what.
struct Line {
    ago: i64,
    by: By,
    noun: Noun,
    name: &'static str,
    fields: &'static [(&'static str, Typed)],
}

/// One line of the tables.
const fn line(ago: i64, by: By, noun: Noun, name: &'static str, fields: &'static [(&'static str, Typed)]) -> Line {
    Line { ago, by, noun, name, fields }
}

/// Whose year it is, and when today is.
struct Year<'a> {
    app: &'a App,
    pair: &'a Pair,
    today: Day,
}

impl Year<'_> {
    fn lead(&self, by: By) -> &Session {
        match by {
            By::Dana => &self.pair.lakeside[0],
            By::Maya => &self.pair.harbor[0],
        }
    }
    fn day(&self, from_today: i32) -> Day {
        let days = from_today.unsigned_abs();
        let mut day = if from_today < 0 { self.today.earlier(days) } else { self.today.later(days) };
        while day.is_weekend() {
            day = day.next();
        }
        day
    }
    fn entry(&self, noun: Noun, name: &str) -> EntryId {
        if noun == Noun::Step || noun == Noun::Continuity {
            return noun.only(self.pair.partnership, name);
        }
        noun.only(self.pair.partnership, &format!("demo {name}"))
    }
    fn typed(&self, typed: Typed) -> String {
        match typed {
            Text(text) => text.to_owned(),
            On(days) => self.day(days).code(),
            Who(name) => self.who(name).map_or_else(String::new, |who| who.member().to_string()),
            Of(noun, name) => self.entry(noun, name).to_string(),
        }
    }
    fn who(&self, name: &str) -> Option<&Session> {
        self.pair
            .lakeside
            .iter()
            .chain(&self.pair.harbor)
            .find(|one| one.name().as_str().to_lowercase().starts_with(name))
    }
    async fn write(&self, line: &Line) -> app::Result<()> {
        let typed: Vec<(&str, String)> = line.fields.iter().map(|(field, of)| (*field, self.typed(*of))).collect();
        let read = |code: &str| typed.iter().find(|(field, _)| *field == code).map(|(_, text)| text.as_str());
        let changes = line.noun.read(read).map_err(|_| app::Error::Invalid("together-unreadable"))?;
        let of = (line.noun, self.entry(line.noun, line.name));
        // Whoever writes here has read everything.
        workspace::write(self.app, self.lead(line.by), self.pair.partnership, of, (u32::MAX, changes)).await.map(drop)
    }
}

/// Writes the year, day by day.
pub(crate) async fn write(app: &App, pair: &Pair, clock: &DemoClock, today: Day) -> app::Result<()> {
    let year = Year { app, pair, today };
    let tables = [meetings::LINES, programs::LINES, sustain::LINES];
    let lines = tables.into_iter().flatten().map(|line| (line.ago, Deed::Written(line)));
    let mut deeds: Vec<(i64, Deed)> = lines.collect();
    deeds.extend(staff::deeds().into_iter().map(|(ago, deed)| (ago, Deed::OfStaff(deed))));
    deeds.extend(agreement::DEEDS.iter().map(|(ago, deed)| (*ago, Deed::Agreed(*deed))));
    deeds.sort_by_key(|(ago, _)| std::cmp::Reverse(*ago));
    for (ago, deed) in deeds {
        clock.move_to(workday(today, ago) * DAY);
        match deed {
            Deed::Written(line) => year.write(line).await?,
            Deed::OfStaff(deed) => staff::write(&year, deed).await?,
            Deed::Agreed(deed) => agreement::write(&year, deed).await?,
        }
    }
    Ok(())
}

/// Days ago, on the workday on which what was planned for that day took place: nothing is written about a meeting before it.
fn workday(today: Day, ago: i64) -> i64 {
    let day = today.earlier(u32::try_from(ago).unwrap_or_default());
    let later = (0..3).find(|days| !day.later(*days).is_weekend()).unwrap_or_default();
    (ago - i64::from(later)).max(0)
}

/// What was done on a day.
#[derive(Clone, Copy)]
enum Deed {
    Written(&'static Line),
    OfStaff(staff::Deed),
    Agreed(agreement::Deed),
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::roadmap::RoadmapStep;
    use std::collections::BTreeMap;

    /// Days ago on which something is, by the tables.
    type DayOf = BTreeMap<(&'static str, &'static str), i64>;

    #[test]
    fn nobody_writes_that_something_was_held_before_its_day() {
        let lines = || [meetings::LINES, programs::LINES, sustain::LINES].into_iter().flatten();
        let day = |line: &'static Line| {
            let of = |(field, typed): &(&str, Typed)| match typed {
                On(days) if *field == "day" => Some(-i64::from(*days)),
                _ => None,
            };
            Some(((line.noun.code(), line.name), line.fields.iter().find_map(of)?))
        };
        let days: DayOf = lines().filter_map(day).collect();
        for line in lines().filter(|line| line.fields.iter().any(|(field, _)| *field == "held")) {
            assert!(line.ago <= days[&(line.noun.code(), line.name)], "{} {}", line.noun.code(), line.name);
        }
    }

    #[test]
    fn every_step_but_one_is_looked_after_on_both_sides() {
        let named = |step: &str, owner: &str| {
            let of = |line: &&Line| line.noun == Noun::Step && line.name == step;
            meetings::LINES.iter().filter(of).any(|line| line.fields.iter().any(|(field, _)| *field == owner))
        };
        let both =
            |step: &&RoadmapStep| named(step.code(), "owner_health_center") && named(step.code(), "owner_advocacy");
        let lacks: Vec<_> = RoadmapStep::ALL.iter().filter(|step| !both(step)).map(|step| step.code()).collect();
        assert_eq!(lacks, ["visiting_provider"], "what it looks like where nobody is named is shown once");
    }

    #[test]
    fn what_is_planned_for_a_weekend_is_written_of_on_the_workday_after_it() {
        let monday = Day::parse("2026-11-30").unwrap();
        assert_eq!(workday(monday, 2), 0, "Saturday");
        assert_eq!(workday(monday, 1), 0, "Sunday");
        assert_eq!(workday(monday, 3), 3, "Friday");
    }
}
