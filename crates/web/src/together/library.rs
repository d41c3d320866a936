//! The library of clauses and the template of the procedures, as they are written into the workspace: in the language of
//! whoever begins, and from then on the words of the two.

use crate::texts::Tongue;
use domain::day::Day;
use domain::mou::compare::Compared;
use domain::mou::paper::CARRIED;
use domain::mou::procedure::Part;
use domain::mou::{Clause, Period, Promise, Topic};
use domain::referral::Direction;
use domain::workspace::{Changes, Noun};
use std::borrow::Cow;

/// The two organizations by name: the health center, the advocacy organization.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The health center.
    pub center: &'a str,
    /// The advocacy organization.
    pub advocacy: &'a str,
}

/// Days of a first agreement: a year, looked at again two months before it ends.
const YEAR: u32 = 364;
const REVIEW: u32 = 304;

/// The words of a clause; nothing for one of their own.
fn words(topic: Topic) -> Option<&'static str> {
    Some(match topic {
        Topic::Purpose => "library-purpose",
        Topic::Services => "library-services",
        Topic::Procedure => "library-procedure",
        Topic::Confidentiality => "library-confidentiality",
        Topic::Releases => "library-releases",
        Topic::Carried => "library-carried",
        Topic::ResponseTime => "library-response_time",
        Topic::CoLocation => "library-co_location",
        Topic::Training => "library-training",
        Topic::Counts => "library-counts",
        Topic::Costs => "library-costs",
        Topic::Grievance => "library-grievance",
        Topic::Term => "library-term",
        Topic::Review => "library-review",
        Topic::Termination => "library-termination",
        Topic::Own => return None,
    })
}

/// What a clause of the library sets to begin with.
fn sets(topic: Topic, today: Day) -> Vec<(&'static str, String)> {
    match topic {
        Topic::Releases => vec![("longest_release", "30".to_owned())],
        Topic::Carried => vec![("elements", CARRIED.join(" "))],
        // The procedures promise as much or sooner, and the sooner of the two is kept.
        Topic::ResponseTime => vec![("response", Promise::Hours4.code().to_owned())],
        Topic::Counts => {
            vec![("period", Period::Quarter.code().to_owned()), ("least_shown", "11".to_owned())]
        }
        Topic::Term => vec![("starts", today.code()), ("ends", today.later(YEAR).code())],
        Topic::Review => vec![("review_on", today.later(REVIEW).code())],
        Topic::Termination => vec![("notice_days", "30".to_owned())],
        _ => Vec::new(),
    }
}

/// A clause of the library; nothing for one of their own.
#[must_use]
pub fn clause(t: &Tongue, names: Names<'_>, topic: Topic, today: Day) -> Option<Changes> {
    let text = t.with("center", names.center).with("advocacy", names.advocacy).say(words(topic)?);
    let mut fields = sets(topic, today);
    fields.push(("heading", t.label(topic).into_owned()));
    // Fluent marks what it puts into a text with signs that nobody can see, and that no field takes.
    fields.push(("text", text.replace(['\u{2068}', '\u{2069}'], "")));
    read(Noun::Clause, &fields)
}

/// The whole library.
#[must_use]
pub fn clauses(t: &Tongue, names: Names<'_>, today: Day) -> Vec<(Topic, Changes)> {
    Topic::library().filter_map(|topic| Some((topic, clause(t, names, topic, today)?))).collect()
}

fn read(noun: Noun, fields: &[(&'static str, String)]) -> Option<Changes> {
    noun.read(|code| fields.iter().find(|(field, _)| *field == code).map(|(_, value)| value.as_str())).ok()
}

/// Name, who does it there, who does it back, words there, words back, what else.
fn texts(part: Part) -> [&'static str; 6] {
    match part {
        Part::Offer => [
            "procedure-offer-name",
            "procedure-offer-who-there",
            "procedure-offer-who-back",
            "procedure-offer-say-there",
            "procedure-offer-say-back",
            "procedure-offer-else",
        ],
        Part::Mode => [
            "procedure-mode-name",
            "procedure-mode-who-there",
            "procedure-mode-who-back",
            "procedure-mode-say-there",
            "procedure-mode-say-back",
            "procedure-mode-else",
        ],
        Part::Consent => [
            "procedure-consent-name",
            "procedure-consent-who-there",
            "procedure-consent-who-back",
            "procedure-consent-say-there",
            "procedure-consent-say-back",
            "procedure-consent-else",
        ],
        Part::SafeContact => [
            "procedure-safe_contact-name",
            "procedure-safe_contact-who-there",
            "procedure-safe_contact-who-back",
            "procedure-safe_contact-say-there",
            "procedure-safe_contact-say-back",
            "procedure-safe_contact-else",
        ],
        Part::Connect => [
            "procedure-connect-name",
            "procedure-connect-who-there",
            "procedure-connect-who-back",
            "procedure-connect-say-there",
            "procedure-connect-say-back",
            "procedure-connect-else",
        ],
        Part::Respond => [
            "procedure-respond-name",
            "procedure-respond-who-there",
            "procedure-respond-who-back",
            "procedure-respond-say-there",
            "procedure-respond-say-back",
            "procedure-respond-else",
        ],
        Part::Feedback => [
            "procedure-feedback-name",
            "procedure-feedback-who-there",
            "procedure-feedback-who-back",
            "procedure-feedback-say-there",
            "procedure-feedback-say-back",
            "procedure-feedback-else",
        ],
        Part::Close => [
            "procedure-close-name",
            "procedure-close-who",
            "procedure-close-who",
            "procedure-close-say",
            "procedure-close-say",
            "procedure-close-else",
        ],
    }
}

const fn within(part: Part, direction: Direction) -> Option<Promise> {
    match (part, direction) {
        (Part::Connect, _) => Some(Promise::Minutes15),
        (Part::Respond, Direction::ToAdvocacy) => Some(Promise::Hours1),
        (Part::Respond, Direction::ToHealthCenter) => Some(Promise::Hours4),
        (Part::Feedback, _) => Some(Promise::BusinessDays3),
        _ => None,
    }
}

/// The template of a procedure, in eight steps, with the words to say in both languages.
#[must_use]
pub fn steps(t: &Tongue, direction: Direction) -> Vec<(Part, Changes)> {
    let other = Tongue::new(t.other(), t.zone().name());
    let step = |part: &Part| {
        let [name, who_there, who_back, say_there, say_back, otherwise] = texts(*part);
        let there = direction == Direction::ToAdvocacy;
        let say = |key: &'static str| -> Cow<'static, str> { t.say(key) };
        let fields = [
            ("direction", direction.code().to_owned()),
            ("place", part.place().to_string()),
            ("name", say(name).into_owned()),
            ("who", say(if there { who_there } else { who_back }).into_owned()),
            ("within", within(*part, direction).map_or("", Promise::code).to_owned()),
            ("answers", if *part == Part::Respond { "on" } else { "" }.to_owned()),
            ("script", say(if there { say_there } else { say_back }).into_owned()),
            ("script_other", other.say(if there { say_there } else { say_back }).into_owned()),
            ("fallback", say(otherwise).into_owned()),
        ];
        Some((*part, read(Noun::ProcedureStep, &fields)?))
    };
    Part::ALL.iter().filter_map(step).collect()
}

/// What a clause sets, in words: what it is called, and what it says.
pub(super) fn settings(t: &Tongue, clause: &Clause) -> Vec<(Cow<'static, str>, String)> {
    let one = |field: &&str| {
        let value = clause.settings.get(*field)?;
        Some((t.say(called(field)?), said(t, field, value)))
    };
    clause.topic.settings().iter().filter_map(one).collect()
}

/// What a setting is called.
fn called(field: &str) -> Option<&'static str> {
    Some(match field {
        "longest_release" => "mou-longest-release",
        "elements" => "mou-elements",
        "response" => "mou-response",
        "period" => "mou-period",
        "least_shown" => "mou-least-shown",
        "starts" => "mou-starts",
        "ends" => "mou-ends",
        "review_on" => "mou-review-on",
        "notice_days" => "mou-notice-days",
        _ => return None,
    })
}

fn said(t: &Tongue, field: &str, value: &str) -> String {
    let named = |label: Option<Cow<'static, str>>| label.map_or_else(|| value.to_owned(), Cow::into_owned);
    match field {
        "longest_release" | "notice_days" => {
            named(value.parse::<u32>().ok().map(|days| t.with("n", days).say("mou-days")))
        }
        "elements" => {
            let elements = value.split_whitespace().filter_map(|code| domain::release::Element::parse(code).ok());
            elements.map(|element| t.label(element).into_owned()).collect::<Vec<_>>().join(", ")
        }
        "response" => named(Promise::parse(value).ok().map(|one| t.label(one))),
        "period" => named(Period::parse(value).ok().map(|one| t.label(one))),
        "starts" | "ends" | "review_on" => named(Day::parse(value).map(|day| t.day(day))),
        _ => value.to_owned(),
    }
}

/// A setting that is not the same: what it is called, before, after.
pub(super) type Moved = (Cow<'static, str>, Option<String>, Option<String>);

/// A heading and settings that are not the same.
pub(super) fn moved(t: &Tongue, one: &Compared) -> Vec<Moved> {
    let read = |clause: &Option<Clause>| clause.as_ref().map(|one| settings(t, one)).unwrap_or_default();
    let (before, after) = (read(&one.before), read(&one.after));
    let mut names: Vec<Cow<'static, str>> = before.iter().chain(&after).map(|(name, _)| name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    let find = |list: &[(Cow<'static, str>, String)], name: &str| {
        list.iter().find(|(one, _)| one == name).map(|(_, value)| value.clone())
    };
    let row = |name: Cow<'static, str>| {
        let (old, new) = (find(&before, &name), find(&after, &name));
        (old != new).then_some((name, old, new))
    };
    // Of a clause that is new or left out the heading stands above.
    let heading = one.heading_moved().map(|(old, new)| {
        let said = |words: &str| (!words.is_empty()).then(|| words.to_owned());
        (t.say("mou-heading"), said(old), said(new))
    });
    heading.into_iter().chain(names.into_iter().filter_map(row)).collect()
}
