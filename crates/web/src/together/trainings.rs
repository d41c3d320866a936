//! Cross-trainings and site visits; who of our own was there; and who can describe the partner's services.

use super::lists::known;
use super::room::{Line, Page, Section, coded, parted, said, when};
use super::{path_of, place_of, to};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::trainings::{self, Roll, Staffer};
use app::workspace::{self, Place};
use askama::Template;
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::Timestamp;
use domain::training::{Attendance, HalfPoints, Knows, RoleCover, SCORES, read_heads, read_scores};
use domain::workspace::{Entry, Noun};

/// `GET /together/{id}/trainings`.
pub(super) async fn list(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let may_write = workspace::may_write(&caller);
    let today = Day::of(ctx.now, &caller.org().time_zone);
    let (coming, held) = parted(workspace::entries(&ctx.app, &caller, id, Noun::Training).await?, today);
    let page = Page::of(&ctx, place, may_write, "trainings-title", "trainings-lead");
    let lines = |all: &[Entry]| all.iter().map(|one| line(&page, id, one, today)).collect();
    let (coming, held) = (lines(&coming), lines(&held));
    let page = page
        .action_if(may_write, "trainings/new", "training-new")
        .action_if(may_write, "coverage", "coverage-title")
        .section(Section::of(&ctx.t, "coming", "meetings-coming", "trainings-none-coming", coming))
        .section(Section::of(&ctx.t, "held", "meetings-held", "trainings-none-held", held));
    ctx.show(&page)
}

fn head(t: &Tongue, one: &Entry) -> String {
    let (kind, topic) = (coded(t, "training_kind", one, "kind"), coded(t, "training_topic", one, "topic"));
    format!("{kind}: {topic}")
}

fn line(page: &Page<'_>, id: PartnershipId, one: &Entry, today: Day) -> Line {
    let t = page.t;
    let is_late = !one.is_ticked("held") && one.day("day").is_some_and(|day| day < today);
    Line::of(head(t, one))
        .aside(when(t, one))
        .aside(coded(t, "training_place", one, "place"))
        .aside(heads(t, one))
        .badge_if(one.is_ticked("held"), t.say("meeting-was-held"), "done")
        .badge_if(is_late, t.say("program-was-it-held"), "soon")
        .badge_if(!one.disputed().is_empty(), t.say("together-two-versions-short"), "late")
        .link_if(true, path_of(id, Noun::Training, one.id()), t.say("meeting-open"))
}

/// How many were there of both sides.
fn heads(t: &Tongue, one: &Entry) -> String {
    let both = ["heads_health_center", "heads_advocacy"].map(|side| read_heads(one.text(side)));
    let n: u32 = both.iter().flatten().map(|(_, n)| n).sum();
    if n == 0 { String::new() } else { t.with("n", n).say("training-heads").into_owned() }
}

/// What the software counted for one side, in words.
pub(super) fn counted(t: &Tongue, field: &str, value: &str) -> String {
    if field.starts_with("heads_") {
        let heads = read_heads(value).into_iter().map(|(role, n)| format!("{}: {n}", t.label(role)));
        return heads.collect::<Vec<_>>().join(", ");
    }
    let points = |half: HalfPoints| format!("{}.{}", half.0 / 2, half.0 % 2 * 5);
    read_scores(value).map_or_else(
        || value.to_owned(),
        |(before, after)| {
            t.with("before", points(before)).with("after", points(after)).say("training-scores").into_owned()
        },
    )
}

/// `GET /together/{id}/trainings/{entry}`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    let place = place_of(&ctx, &caller, id).await?;
    let one = known(&ctx, &caller, id, Noun::Training, entry).await?;
    let (t, may_write) = (&ctx.t, workspace::may_write(&caller));
    let counted = |field: &str| match one.text(field) {
        "" => String::new(),
        text => counted(t, field, text),
    };
    let until = one.day("day").filter(|_| one.is_ticked("held"));
    let until = until.map(|day| day.months_later(one.count("months").unwrap_or(trainings::USUAL_MONTHS)));
    let mut page = Page::of(&ctx, place, may_write, "training-title", "")
        .under("trainings", "trainings-title")
        .fact("training-topic", head(t, &one))
        .fact("meeting-day", when(t, &one))
        .fact("meeting-minutes", said(t, &one, "minutes", "meeting-long"))
        .fact("training-host", coded(t, "host", &one, "host"))
        .fact("training-place", coded(t, "training_place", &one, "place"))
        .fact("training-counts-until", until.map_or_else(String::new, |day| t.day(day).into_owned()))
        .fact("training-heads-health-center", counted("heads_health_center"))
        .fact("training-heads-advocacy", counted("heads_advocacy"))
        .fact("training-scores-health-center", counted("scores_health_center"))
        .fact("training-scores-advocacy", counted("scores_advocacy"))
        .fact("together-note", one.text("note"))
        .note("training-what-is-shared")
        .action_if(may_write, &format!("trainings/{entry}/attendance"), "training-attendance")
        .action_if(may_write, &format!("entries/{entry}"), "together-change");
    page.history = Some(entry);
    ctx.show(&page)
}

/// One of our staff on the form.
struct There {
    one: Staffer,
    roles: String,
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "together/attendance.html")]
struct AttendancePage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    path: String,
    head: String,
    staff: Vec<There>,
    former: Vec<String>,
}

fn view<'a>(ctx: &'a Ctx, form: &'a Form, (path, head): (String, String), roll: &Roll) -> AttendancePage<'a> {
    let there = |one: &Staffer| There {
        roles: one.roles.iter().map(|role| ctx.t.label(*role)).collect::<Vec<_>>().join(", "),
        before: form.value(&format!("before-{}", one.member)).to_owned(),
        after: form.value(&format!("after-{}", one.member)).to_owned(),
        one: one.clone(),
    };
    let staff = roll.staff.iter().map(|(one, _)| there(one)).collect();
    let former = roll.former.iter().map(ToString::to_string).collect();
    AttendancePage { ctx, t: &ctx.t, form, path, head, staff, former }
}

/// `GET /together/{id}/trainings/{entry}/attendance`.
pub(super) async fn attendance(ctx: Ctx, caller: Caller, Ids(id, entry): Ids<PartnershipId, EntryId>) -> Answer {
    let training = known(&ctx, &caller, id, Noun::Training, entry).await?;
    let roll = trainings::attendance(&ctx.app, &caller, (id, entry)).await?;
    let mut form = Form::fresh(ctx.app.next_id()).with("seen", seen(&roll));
    let score = |score: Option<u8>| score.map_or_else(String::new, |score| score.to_string());
    for (one, was) in &roll.staff {
        if let Some(was) = was {
            form = form
                .with("there", one.member.to_string())
                .with(&format!("before-{}", one.member), score(was.before))
                .with(&format!("after-{}", one.member), score(was.after));
        }
    }
    ctx.show(&view(&ctx, &form, (path_of(id, Noun::Training, entry), head(&ctx.t, &training)), &roll))
}

/// `POST /together/{id}/trainings/{entry}/attendance`.
pub(super) async fn set_attendance(
    ctx: Ctx,
    caller: Caller,
    Ids(id, entry): Ids<PartnershipId, EntryId>,
    posted: Posted,
) -> Answer {
    let training = known(&ctx, &caller, id, Noun::Training, entry).await?;
    let roll = trainings::attendance(&ctx.app, &caller, (id, entry)).await?;
    let mut form = posted.form(&ctx);
    let (path, head) = (path_of(id, Noun::Training, entry), head(&ctx.t, &training));
    if posted.is_resumed() {
        return ctx.show(&view(&ctx, &form, (path, head), &roll));
    }
    let Some(there) = read(&form, &roll) else {
        form.refuse("there", "training-score");
        return ctx.again(&view(&ctx, &form, (path, head), &roll));
    };
    let was = form.value("seen").parse().ok().map(Timestamp::from_micros);
    match trainings::set_attendance(&ctx.app, &caller, (id, entry), (there, was)).await {
        Ok(()) => to(&path),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            // What stands now was told to them, so saving once more replaces it.
            let form = form.replaced("seen", seen(&roll));
            ctx.again(&view(&ctx, &form, (path, head), &roll))
        }
        Err(error) => Err(error.into()),
    }
}

/// When what the form shows was written down.
fn seen(roll: &Roll) -> String {
    roll.seen.map_or_else(|| "never".to_owned(), |at| at.micros().to_string())
}

/// Who is ticked, with their answers; nothing when an answer is none of 1 to 5.
fn read(form: &Form, roll: &Roll) -> Option<Vec<Attendance>> {
    let score = |name: String| match form.value(&name) {
        "" => Some(None),
        text => text.parse::<u8>().ok().filter(|score| SCORES.contains(score)).map(Some),
    };
    let was_there = |one: &&Staffer| form.has("there", &one.member.to_string());
    let answers = |one: &Staffer| {
        let member = one.member;
        let (before, after) = (score(format!("before-{member}"))?, score(format!("after-{member}"))?);
        Some(Attendance { member, before, after })
    };
    roll.staff.iter().map(|(one, _)| one).filter(was_there).map(answers).collect()
}

/// `GET /together/{id}/coverage`.
pub(super) async fn coverage(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let place: Place = place_of(&ctx, &caller, id).await?;
    let coverage = trainings::coverage(&ctx.app, &caller, id).await?;
    let t = &ctx.t;
    let role = |cover: &RoleCover| {
        let none = cover.know == 0;
        Line::of(t.label(cover.role))
            .aside(t.with("n", cover.know).with("of", cover.here).say("coverage-of"))
            .badge_if(none, t.say("coverage-nobody"), "late")
            .badge_if(cover.soon > 0, t.with("n", cover.soon).say("coverage-soon-n"), "soon")
    };
    let soon = coverage
        .soon()
        .map(|(one, day)| Line::of(one.name.as_str()).aside(t.with("day", t.day(day)).say("coverage-lapses")));
    let (soon, roles) = (soon.collect(), coverage.roles.iter().map(role).collect());
    let at = |(site, roles): &(Option<Label>, Vec<RoleCover>)| {
        let name = site.as_ref().map_or_else(|| t.say("coverage-no-site").into_owned(), ToString::to_string);
        let line = |cover: &RoleCover| role(cover).headed(|head| format!("{name}: {head}"));
        roles.iter().map(line).collect::<Vec<_>>()
    };
    let sites: Vec<Line> = coverage.sites.iter().flat_map(at).collect();
    let has_sites = !sites.is_empty();
    let staff = coverage.staff.iter().map(|(one, knows)| staffer(t, one, *knows)).collect();
    let lead =
        if caller.org().kind == OrgKind::HealthCenter { "coverage-lead-clinic" } else { "coverage-lead-advocates" };
    let page = Page::of(&ctx, place, true, "coverage-title", lead)
        .ours()
        .under("trainings", "trainings-title")
        .note("coverage-counts")
        .section(Section::of(t, "roles", "coverage-roles", "", roles))
        .section_if(has_sites, Section::of(t, "sites", "coverage-sites", "", sites))
        .section(Section::of(t, "soon", "coverage-soon", "coverage-soon-none", soon))
        .section(Section::of(t, "staff", "coverage-staff", "", staff));
    ctx.show(&page)
}

fn staffer(t: &Tongue, one: &Staffer, knows: Knows) -> Line {
    let roles = one.roles.iter().map(|role| t.label(*role)).collect::<Vec<_>>().join(", ");
    let line = Line::of(one.name.as_str()).aside(roles);
    match knows {
        Knows::Never => line.badge_if(true, t.say("coverage-never"), ""),
        Knows::Lapsed(day) => line.badge_if(true, t.with("day", t.day(day)).say("coverage-lapsed"), "late"),
        Knows::Soon(day) => line.badge_if(true, t.with("day", t.day(day)).say("coverage-until"), "soon"),
        Knows::Fresh(day) => line.badge_if(true, t.with("day", t.day(day)).say("coverage-until"), "done"),
    }
}
