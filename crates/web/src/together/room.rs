//! The page that every list of the workspace looks like: facts, then sections of lines.

use crate::ctx::Ctx;
use crate::form::Form;
use crate::texts::Tongue;
use app::workspace::Place;
use askama::Template;
use domain::day::Day;
use domain::ids::EntryId;
use domain::workspace::Entry;

/// A word beside a line.
pub(super) struct Badge {
    pub words: String,
    /// How it looks: done, soon, late, or nothing.
    pub look: &'static str,
}

/// A way on, and what it is about for those who hear links one by one.
pub(super) struct Link {
    pub href: String,
    pub words: String,
    pub about: String,
}

/// A button that does one thing at once.
pub(super) struct Press {
    pub action: String,
    pub words: String,
    pub about: String,
    /// A field that goes with it.
    pub field: (&'static str, String),
}

/// One line.
#[derive(Default)]
pub(super) struct Line {
    pub head: String,
    pub aside: Vec<String>,
    pub words: String,
    pub badges: Vec<Badge>,
    pub links: Vec<Link>,
    pub press: Option<Press>,
}

impl Line {
    pub(super) fn of(head: impl Into<String>) -> Self {
        Self { head: head.into(), ..Self::default() }
    }
    pub(super) fn aside(mut self, words: impl Into<String>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.aside.push(words);
        }
        self
    }
    pub(super) fn headed(mut self, words: impl FnOnce(String) -> String) -> Self {
        self.head = words(self.head);
        self
    }
    pub(super) fn words(mut self, words: impl Into<String>) -> Self {
        self.words = words.into();
        self
    }
    pub(super) fn badge_if(mut self, is: bool, words: impl Into<String>, look: &'static str) -> Self {
        if is {
            self.badges.push(Badge { words: words.into(), look });
        }
        self
    }
    pub(super) fn link_if(mut self, is: bool, href: impl Into<String>, words: impl Into<String>) -> Self {
        if is {
            self.links.push(Link { href: href.into(), words: words.into(), about: self.head.clone() });
        }
        self
    }
    /// The way to change an entry, for those who write; and a word where two wrote at the same time.
    pub(super) fn changed_at(self, page: &Page<'_>, entry: &Entry) -> Self {
        let (t, href) = (page.t, format!("{}/entries/{}", page.home, entry.id()));
        self.badge_if(!entry.disputed().is_empty(), t.say("together-two-versions-short"), "late").link_if(
            page.may_write,
            href,
            t.say("together-change"),
        )
    }
}

/// Lines under a heading.
pub(super) struct Section {
    pub id: &'static str,
    pub title: String,
    /// What stands there when there is no line.
    pub empty: String,
    pub lines: Vec<Line>,
    pub add: Option<Link>,
    /// What stands above the lines.
    pub note: String,
}

impl Section {
    pub(super) fn of(t: &Tongue, id: &'static str, title: &str, empty: &str, lines: Vec<Line>) -> Self {
        let empty = if empty.is_empty() { String::new() } else { t.say(empty).into_owned() };
        Self { id, title: t.say(title).into_owned(), empty, lines, add: None, note: String::new() }
    }
    pub(super) fn add_if(mut self, is: bool, href: String, words: impl Into<String>) -> Self {
        self.add = is.then(|| Link { href, words: words.into(), about: String::new() });
        self
    }
    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

#[derive(Template)]
#[template(path = "together/room.html")]
pub(super) struct Page<'a> {
    pub ctx: &'a Ctx,
    pub t: &'a Tongue,
    pub form: Form,
    pub place: Place,
    pub home: String,
    pub may_write: bool,
    pub title: String,
    pub lead: String,
    /// Where it comes from; the home of the partnership when there is none.
    pub crumb: Option<Link>,
    /// Only our own organization reads it.
    pub is_ours: bool,
    /// What to know before reading.
    pub notes: Vec<String>,
    pub facts: Vec<(String, String)>,
    pub actions: Vec<Link>,
    pub sections: Vec<Section>,
    /// Whose history can be read.
    pub history: Option<EntryId>,
}

impl<'a> Page<'a> {
    pub(super) fn of(ctx: &'a Ctx, place: Place, may_write: bool, title: &str, lead: &str) -> Self {
        let home = super::path(place.partnership);
        let lead = if lead.is_empty() { String::new() } else { ctx.t.say(lead).into_owned() };
        Self {
            ctx,
            t: &ctx.t,
            form: Form::fresh(ctx.app.next_id()),
            place,
            home,
            may_write,
            title: ctx.t.say(title).into_owned(),
            lead,
            crumb: None,
            is_ours: false,
            notes: Vec::new(),
            facts: Vec::new(),
            actions: Vec::new(),
            sections: Vec::new(),
            history: None,
        }
    }
    pub(super) fn ours(mut self) -> Self {
        self.is_ours = true;
        self
    }
    pub(super) fn under(mut self, part: &str, words: &str) -> Self {
        let words = self.t.say(words).into_owned();
        self.crumb = Some(Link { href: format!("{}/{part}", self.home), words, about: String::new() });
        self
    }
    pub(super) fn note(mut self, key: &str) -> Self {
        self.notes.push(self.t.say(key).into_owned());
        self
    }
    pub(super) fn fact(mut self, label: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.facts.push((self.t.say(label).into_owned(), value));
        }
        self
    }
    pub(super) fn action_if(mut self, is: bool, part: &str, words: &str) -> Self {
        if is {
            let words = self.t.say(words).into_owned();
            self.actions.push(Link { href: format!("{}/{part}", self.home), words, about: String::new() });
        }
        self
    }
    pub(super) fn section_if(self, is: bool, section: Section) -> Self {
        if is { self.section(section) } else { self }
    }
    pub(super) fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }
}

/// A day and a time of an entry, in words; nothing without a day.
pub(super) fn when(t: &Tongue, entry: &Entry) -> String {
    super::clock::When::of(t, entry).said(t)
}

/// A code of a field in words; nothing when the field is empty.
pub(super) fn coded(t: &Tongue, list: &str, entry: &Entry, field: &str) -> String {
    match entry.text(field) {
        "" => String::new(),
        code => t.say_code(list, code).into_owned(),
    }
}

/// A number of a field in a sentence; nothing when the field is empty.
pub(super) fn said(t: &Tongue, entry: &Entry, field: &str, key: &str) -> String {
    entry.count(field).map_or_else(String::new, |n| t.with("n", n).say(key).into_owned())
}

/// What is to come, soonest first, and what was held or is past, latest first.
pub(super) fn parted(all: Vec<Entry>, today: Day) -> (Vec<Entry>, Vec<Entry>) {
    let is_over = |entry: &Entry| entry.is_ticked("held") || entry.day("day").is_some_and(|day| day < today);
    let (mut past, mut coming): (Vec<Entry>, Vec<Entry>) = all.into_iter().partition(is_over);
    coming.sort_by_key(|entry| (entry.day("day"), entry.id()));
    past.sort_by_key(|entry| std::cmp::Reverse((entry.day("day"), entry.id())));
    (coming, past)
}

/// Cents as dollars: 125050 is $1,250.50.
pub(super) fn dollars(cents: u64) -> String {
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match cents % 100 {
        0 => format!("${grouped}"),
        part => format!("${grouped}.{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::dollars;

    #[test]
    fn cents_are_read_as_dollars() {
        let read = [(0, "$0"), (5, "$0.05"), (99_900, "$999"), (125_050, "$1,250.50"), (123_456_700, "$1,234,567")];
        for (cents, words) in read {
            assert_eq!(dollars(cents), words);
        }
    }
}
