//! The service list of an organization as a page, and both lists of a partnership on the two sides of a sheet.

use super::words::{self, Row};
use crate::ctx::{Ctx, Line};
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use crate::texts::Tongue;
use app::listings::{self, ServiceList};
use app::papers::{Paper, Part, Sheet};
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

fn side(t: &Tongue, list: &ServiceList, now: Timestamp) -> Vec<Part> {
    let head = Head::of(t, list);
    let text = |text: String| Part::Text { text };
    let mut parts = vec![Part::Heading { text: list.name.to_string() }];
    if !head.about.is_empty() {
        parts.push(text(head.about));
    }
    let hotline = head.hotline.map(|line| t.with("phone", line.phone).say("listing-paper-hotline").into_owned());
    let phone = t.with("phone", head.phone.phone).with("hours", head.hours).say("listing-paper-phone").into_owned();
    parts.push(text([Some(phone), hotline].into_iter().flatten().collect::<Vec<_>>().join("\n")));
    for (site, remark) in head.sites {
        parts.push(Part::Aside {
            text: [site, remark].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(". "),
        });
    }
    let cells = |row: Row| {
        let both =
            |a: String, b: String| [a, b].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join("\n");
        let name = both(row.name, row.remark);
        // With one site, which stands above, its name need not stand on every line.
        let at = both(row.hours, row.site.filter(|_| list.sites.len() > 1).unwrap_or_default());
        let who = both(row.cost.into_owned(), row.eligibility);
        let reach = both(row.reach, row.phone.map(|line| line.phone).unwrap_or_default());
        vec![name, at, who, both(reach, if row.is_open { String::new() } else { row.room.into_owned() })]
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
