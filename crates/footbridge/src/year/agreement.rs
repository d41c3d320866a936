//! What Lakeside and Harbor House agreed on: how they introduce people to each other, both ways, and a memorandum that
//! was signed almost a year ago and amended once.

use super::Year;
use crate::people::Pair;
use app::{App, Session, closed_days, looks, mou, workspace};
use domain::day::Day;
use domain::ids::{EntryId, PartnershipId};
use domain::mou::Topic;
use domain::org::Language;
use domain::referral::Direction;
use domain::workspace::{Changes, Noun};
use web::Tongue;
use web::library::{self, Names};

/// What the two leads did together.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    /// Made both procedures live.
    Live,
    /// Signed the memorandum.
    Signed,
    /// Amended it.
    Amended,
    /// Looked at the totals of the period that was over, if one was.
    Looked,
    /// Named the days on which each is closed.
    Closed,
}

/// Each with how many days ago it was.
pub(super) const DEEDS: [(i64, Deed); 5] =
    [(352, Deed::Live), (345, Deed::Signed), (160, Deed::Amended), (50, Deed::Looked), (6, Deed::Closed)];

/// Writes it, as the two leads would.
pub(super) async fn write(year: &Year<'_>, deed: Deed) -> app::Result<()> {
    match deed {
        Deed::Live => live(year.app, year.pair).await,
        Deed::Signed => signed(year.app, year.pair).await,
        Deed::Amended => amended(year.app, year.pair).await,
        Deed::Looked => looked(year.app, year.pair).await,
        Deed::Closed => closed(year).await,
    }
}

/// The staff days of the clinic, and a day of the advocates.
async fn closed(year: &Year<'_>) -> app::Result<()> {
    let (staff_days, their_own) = (year.day(24), year.day(38));
    closed_days::add(year.app, &year.pair.lakeside[0], (staff_days, staff_days.next())).await?;
    closed_days::add(year.app, &year.pair.harbor[0], (their_own, their_own)).await
}

async fn live(app: &App, pair: &Pair) -> app::Result<()> {
    let (dana, maya, with) = (&pair.lakeside[0], &pair.harbor[0], pair.partnership);
    let t = Tongue::new(Language::En, &dana.org().time_zone);
    for (way, by, other) in [(Direction::ToAdvocacy, dana, maya), (Direction::ToHealthCenter, maya, dana)] {
        mou::procedure::start(app, by, with, way, library::steps(&t, way)).await?;
        if way == Direction::ToHealthCenter {
            // The health center has no hotline of its own: its nurse answers day and night.
            let head = (Noun::Procedure, domain::mou::procedure::entry(with, way));
            let changes = form(Noun::Procedure, &[("hotline", "(800) 555-0149")]);
            workspace::write(app, by, with, head, (0, changes)).await?;
        }
        let read = mou::procedure::show(app, by, with, way).await?.mark;
        for lead in [by, other] {
            mou::procedure::accept(app, lead, with, way, &read).await?;
        }
    }
    Ok(())
}

async fn signed(app: &App, pair: &Pair) -> app::Result<()> {
    let (dana, maya, with) = (&pair.lakeside[0], &pair.harbor[0], pair.partnership);
    let t = Tongue::new(Language::En, &dana.org().time_zone);
    let today = Day::of(app.now(), &dana.org().time_zone);
    let names = Names { center: dana.org().name.as_str(), advocacy: maya.org().name.as_str() };
    mou::start(app, dana, with, library::clauses(&t, names, today)).await?;
    change(app, dana, with, Topic::Term, &[("ends", &today.later(2 * 365).code())]).await?;
    change(app, maya, with, Topic::Review, &[("review_on", &today.later(500).code())]).await?;
    change(app, maya, with, Topic::ResponseTime, &[("response", "hours_1")]).await?;
    remark(app, maya, with, Topic::Training, "Could we make it two a year? New staff come in spring and in fall.")
        .await?;
    agree(app, pair).await
}

async fn amended(app: &App, pair: &Pair) -> app::Result<()> {
    let trained = "We train each other twice a year, in spring and in fall, so that all staff can say what the other offers. \
                   New staff are trained within 60 days. Each of us opens its house for a visit.";
    change(app, &pair.lakeside[0], pair.partnership, Topic::Training, &[("text", trained)]).await?;
    agree(app, pair).await
}

async fn looked(app: &App, pair: &Pair) -> app::Result<()> {
    let (maya, with) = (&pair.harbor[0], pair.partnership);
    match looks::due(app, maya, with).await? {
        Some(look) => looks::looked(app, maya, with, look.last).await,
        None => Ok(()),
    }
}

async fn change(
    app: &App,
    by: &Session,
    with: PartnershipId,
    topic: Topic,
    fields: &[(&str, &str)],
) -> app::Result<()> {
    let of = (Noun::Clause, topic.entry(with));
    let seen = workspace::entry(app, by, with, of).await?.seq;
    workspace::write(app, by, with, of, (seen, form(Noun::Clause, fields))).await.map(drop)
}

async fn remark(app: &App, by: &Session, with: PartnershipId, topic: Topic, words: &str) -> app::Result<()> {
    let (id, about) = (EntryId::new(app.next_id()), topic.entry(with).to_string());
    let changes = form(Noun::Remark, &[("clause", &about), ("words", words)]);
    workspace::write(app, by, with, (Noun::Remark, id), (0, changes)).await.map(drop)
}

fn form(noun: Noun, fields: &[(&str, &str)]) -> Changes {
    noun.read(|code| fields.iter().find(|(field, _)| *field == code).map(|(_, value)| *value))
        .expect("invariant: what is written here can be read")
}

/// Both accept every clause, and sign what comes of it.
async fn agree(app: &App, pair: &Pair) -> app::Result<()> {
    let (leads, with) = ([&pair.lakeside[0], &pair.harbor[0]], pair.partnership);
    for lead in leads {
        for one in mou::show(app, lead, with).await?.draft {
            let read = mou::clause(app, lead, with, one.clause.entry).await?.mark;
            mou::accept(app, lead, with, one.clause.entry, &read).await?;
        }
    }
    let number = mou::freeze(app, leads[1], with).await?;
    for lead in leads {
        let read = mou::version(app, lead, with, number).await?.version.hash;
        mou::sign(app, lead, with, (number, read)).await?;
    }
    Ok(())
}
