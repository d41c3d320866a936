//! The service list of an organization as a page, and both lists of a partnership on the two sides of a sheet.

use super::words::{self, Row};
use crate::ctx::{Ctx, Line};
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::listings::{self, ServiceList};
use app::papers::{Cell, Paper, Part, Sheet};
use askama::Template;
use domain::day::Day;
use domain::ids::OrgId;
use domain::org::{Language, OrgKind};
use domain::time::Timestamp;

/// An organization in words: what heads its list.
pub(super) struct Head {
    pub phone: Line,
    pub hotline: Option<Line>,
    pub about: String,
    pub on_call: String,
    pub hours: String,
    pub languages: String,
    pub access: String,
    pub sites: Vec<(String, String)>,
    /// Days to come on which it is closed.
    pub closed: String,
}

impl Head {
    pub(super) fn of(t: &Tongue, list: &ServiceList) -> Self {
        let (name, profile) = (list.name.as_str(), &list.profile);
        Self {
            phone: Line::new(name, list.phone.as_str()),
            hotline: list.hotline.as_ref().map(|phone| Line::new(name, phone.as_str())),
            about: profile.about.in_language(t.language()).to_owned(),
            on_call: profile.on_call.in_language(t.language()).to_owned(),
            hours: words::hours(t, &profile.hours),
            languages: words::languages(t, &profile.languages),
            access: words::joined(profile.access.iter().map(|one| t.label(one))),
            sites: list
                .sites
                .iter()
                .map(|site| (words::site(site), site.remark.in_language(t.language()).to_owned()))
                .collect(),
            closed: words::joined(list.closed.iter().map(|day| t.day(*day))),
        }
    }
}

#[derive(Template)]
#[template(path = "services/show.html")]
struct ShowPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    list: &'a ServiceList,
    head: Head,
    rows: Vec<Row>,
    is_advocacy: bool,
}

pub(super) fn rows(t: &Tongue, list: &ServiceList, now: Timestamp) -> Vec<Row> {
    let today = Day::of(now, t.zone().name());
    list.lines.iter().map(|line| Row::of(t, list, line, (now, today))).collect()
}

/// `GET /services/{org}`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(org): Id<OrgId>) -> Answer {
    let list = listings::show(&ctx.app, &caller, org).await?;
    let (head, rows) = (Head::of(&ctx.t, &list), rows(&ctx.t, &list, ctx.now));
    let is_advocacy = list.kind == OrgKind::Advocacy;
    ctx.show(&ShowPage { ctx: &ctx, t: &ctx.t, list: &list, head, rows, is_advocacy })
}

/// `GET /services/{org}/en.pdf`: our list on one side, the partner's on the other.
pub(super) async fn english(ctx: Ctx, caller: Caller, id: Id<OrgId>) -> Answer {
    paper(&ctx, &caller, id, Language::En).await
}

/// `GET /services/{org}/es.pdf`.
pub(super) async fn spanish(ctx: Ctx, caller: Caller, id: Id<OrgId>) -> Answer {
    paper(&ctx, &caller, id, Language::Es).await
}

async fn paper(ctx: &Ctx, caller: &Caller, Id(org): Id<OrgId>, language: Language) -> Answer {
    let theirs = listings::show(&ctx.app, caller, org).await?;
    let mut sides = vec![theirs];
    if !sides[0].is_ours {
        sides.push(listings::show(&ctx.app, caller, caller.org_id()).await?);
    }
    sides.sort_by_key(|list| list.kind);
    let t = Tongue::new(language, ctx.t.zone().name());
    let bytes = app::papers::draw(sheet(&t, &sides, ctx.now)).await.map_err(Problem::from)?;
    Ok(Page::file("services.pdf", "application/pdf", bytes))
}

/// Both lists as a sheet: a side for each organization.
pub(super) fn sheet(t: &Tongue, sides: &[ServiceList], now: Timestamp) -> Paper {
    let mut parts = Vec::new();
    for list in sides {
        if !parts.is_empty() {
            parts.push(Part::NextPage);
        }
        parts.extend(side(t, list, now));
    }
    let names = sides.iter().map(|list| list.name.to_string()).collect::<Vec<_>>().join(" · ");
    Paper {
        title: t.with("orgs", names).say("listing-paper-title").into_owned(),
        language: t.language(),
        sheet: Sheet::Letter,
        foot: t.with("day", t.date(now)).say("listing-paper-foot").into_owned(),
        parts,
    }
}

/// How far the whole list can be relied on, in a sentence.
fn checked(t: &Tongue, list: &ServiceList, now: Timestamp) -> String {
    match list.checked_at() {
        Some(oldest) if list.n_stale(now) == 0 => {
            t.with("day", t.date(oldest)).say("listing-paper-checked").into_owned()
        }
        _ if list.lines.is_empty() => String::new(),
        _ => t.say("listing-paper-some-stale").into_owned(),
    }
}

fn side(t: &Tongue, list: &ServiceList, now: Timestamp) -> Vec<Part> {
    let head = Head::of(t, list);
    let text = |text: String| Part::Text { text };
    let foreign = |words: &str| domain::language::written(words).filter(|language| *language != t.language());
    let tagged = |part: Part, words: &str| match foreign(words) {
        Some(language) => Part::InLanguage { language, parts: vec![part] },
        None => part,
    };
    let mut parts = vec![Part::Heading { text: list.name.to_string() }];
    if !head.about.is_empty() {
        parts.push(tagged(text(head.about.clone()), &head.about));
    }
    let hotline = head.hotline.map(|line| t.with("phone", line.phone).say("listing-paper-hotline").into_owned());
    let phone = t.with("phone", head.phone.phone).with("hours", head.hours).say("listing-paper-phone").into_owned();
    parts.push(text([Some(phone), hotline].into_iter().flatten().collect::<Vec<_>>().join("\n")));
    parts.push(Part::Aside { text: checked(t, list, now) });
    if !head.closed.is_empty() {
        let closed = format!("{}: {}", t.say("closed-days-list"), head.closed);
        parts.push(Part::Aside { text: closed });
    }
    for (site, remark) in head.sites {
        let aside = |text: &str| Part::Aside { text: text.to_owned() };
        match foreign(&remark) {
            Some(_) => parts.extend([aside(&site), tagged(aside(&remark), &remark)]),
            None if remark.is_empty() => parts.push(aside(&site)),
            None => parts.push(Part::Aside { text: format!("{site}. {remark}") }),
        }
    }
    let cells = |row: Row| {
        let both =
            |a: String, b: String| [a, b].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join("\n");
        let mark = match row.checked_at {
            _ if !row.is_stale => String::new(),
            Some(at) => t.with("day", t.date(at)).say("listing-paper-stale").into_owned(),
            None => t.say("listing-paper-never").into_owned(),
        };
        // Languages that are those of the whole organization stand below, once.
        let spoken = Some(row.languages).filter(|spoken| !spoken.is_empty() && *spoken != head.languages);
        let spoken = spoken.map(|spoken| t.with("languages", spoken).say("listing-paper-languages").into_owned());
        let room = if row.is_open { String::new() } else { row.room.into_owned() };
        let (called, said) = (foreign(&row.name), foreign(&row.remark));
        let name = Cell::default().line(row.name, called).line(room, None).line(row.remark, said);
        let name = name.line(spoken.unwrap_or_default(), None).line(mark, None);
        // With one site, which stands above, its name need not stand on every line.
        let at = both(row.hours, row.site.filter(|_| list.sites.len() > 1).unwrap_or_default());
        let who = both(row.cost.into_owned(), row.eligibility);
        let reach = both(row.reach, row.phone.map(|line| line.phone).unwrap_or_default());
        vec![name, at.into(), who.into(), reach.into()]
    };
    let heads = ["listing-head-what", "listing-head-when", "listing-head-cost", "listing-head-reach"];
    parts.push(Part::Table {
        head: heads.iter().map(|key| t.say(key).into_owned()).collect(),
        widths: vec![5, 6, 7, 5],
        rows: rows(t, list, now).into_iter().map(cells).collect(),
    });
    if !head.languages.is_empty() {
        parts.push(Part::Aside {
            text: t.with("languages", head.languages).say("listing-paper-languages").into_owned(),
        });
    }
    if !head.access.is_empty() {
        parts.push(Part::Aside { text: head.access });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::ListingId;
    use domain::language::LanguageCode;
    use domain::listing::{Cost, Hours, Listing, Offered, OwnName, Profile, Remark, Room};
    use domain::service::Service;
    use domain::text::Label;
    use domain::time::Days;
    use std::collections::BTreeSet;

    const NOW: Timestamp = Timestamp::from_micros(1_795_622_400_000_000);

    fn label(text: &str) -> Label {
        Label::parse(text).unwrap()
    }

    fn line(what: Offered, checked: Option<u32>, languages: &[&str]) -> Listing {
        Listing {
            id: ListingId::from_bytes([1; 16]),
            what,
            site: None,
            hours: Hours::Ask,
            languages: languages.iter().map(|code| LanguageCode::parse(code).unwrap()).collect(),
            eligibility: BTreeSet::new(),
            cost: Cost::Free,
            reach: BTreeSet::new(),
            phone: None,
            room: Room::Open,
            full_until: None,
            remark: Remark::default(),
            verified_at: checked.map(|days| NOW.minus_days(Days(days))),
        }
    }

    /// Everything that stands on the list of an organization, as it is printed.
    fn printed(language: Language, lines: Vec<Listing>) -> String {
        let languages = ["en", "es"].map(|code| LanguageCode::parse(code).unwrap()).into();
        let list = ServiceList {
            org: OrgId::from_bytes([2; 16]),
            kind: OrgKind::Advocacy,
            name: label("Harbor House"),
            phone: label("(312) 555-0100"),
            hotline: None,
            may_write: false,
            is_ours: false,
            profile: Profile { languages, ..Profile::blank() },
            sites: Vec::new(),
            lines,
            closed: vec![Day::parse("2026-12-24").unwrap()],
        };
        let paper = sheet(&Tongue::new(language, "America/Chicago"), &[list], NOW);
        format!("{:?} {}", paper.parts, paper.foot)
    }

    #[test]
    fn a_printed_list_says_when_it_was_checked_and_which_lines_to_ask_about() {
        let legal = || Offered::Coded(Service::Legal);
        let fresh = printed(Language::En, vec![line(legal(), Some(3), &["en", "es"]), line(legal(), Some(10), &[])]);
        assert!(fresh.contains("Every line was checked on November 15, 2026 or later."), "{fresh}");
        let closed = if fresh.contains("Closed: December 24, 2026") { "" } else { &fresh };
        assert_eq!(closed, "", "nobody stands before a closed door");
        assert!(!fresh.contains("ask first") && fresh.contains("Printed November 25, 2026"), "{fresh}");
        let old = printed(Language::En, vec![line(legal(), Some(400), &["ar"]), line(legal(), None, &[])]);
        for words in [
            "Last checked October 21, 2025: ask first",
            "Never checked: ask first",
            "They say so: ask first.",
            "Languages: Arabic",
        ] {
            assert!(old.contains(words), "{words} in {old}");
        }
        assert!(!old.contains("Every line was checked"), "{old}");
    }

    #[test]
    fn words_that_are_there_in_the_other_language_alone_say_which_it_is() {
        let remark = Remark::read("Ask for the night line when you call", "", 240).unwrap();
        let told = || vec![Listing { remark: remark.clone(), ..line(Offered::Coded(Service::Legal), Some(1), &[]) }];
        let tag = "text: \"Ask for the night line when you call\", lang: Some(\"en\")";
        assert!(printed(Language::Es, told()).contains(tag), "{}", printed(Language::Es, told()));
        assert!(!printed(Language::En, told()).contains("lang: Some"));
    }

    #[test]
    fn a_service_of_their_own_has_its_name_in_the_language_of_the_paper() {
        let own = |spanish: Option<&str>| {
            Offered::Own(OwnName { name: label("Art on Fridays"), spanish: spanish.map(label) })
        };
        let both = || vec![line(own(Some("Arte los viernes")), Some(1), &[])];
        assert!(printed(Language::Es, both()).contains("Arte los viernes"));
        assert!(printed(Language::En, both()).contains("Art on Fridays"));
        assert!(printed(Language::Es, vec![line(own(None), Some(1), &[])]).contains("Art on Fridays"));
    }
}
