//! The paper that a survivor may take along: who got what, until when, how to stop it. Somebody else may find it, so it
//! names no organization, no product, no address and no reason, and says that it need not be taken.

use super::list::waits_for_details;
use crate::ctx::Ctx;
use crate::page::{Answer, Id};
use crate::session::Caller;
use crate::texts::Tongue;
use app::releases::{self, ReleaseRow};
use askama::Template;
use axum::extract::Query;
use domain::ids::{ReferralId, ReleaseId};
use domain::org::Language;
use domain::release::{Element, Purpose};
use domain::time::Timestamp;
use std::borrow::Cow;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "releases/paper.html")]
struct PaperPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    /// Of what is not on the paper.
    ours: &'a Tongue,
    /// The languages it is printed in.
    printed: Vec<Tongue>,
    /// This paper.
    path: String,
    said: Said,
    back: String,
}

/// What the paper says.
struct Said {
    elements: BTreeSet<Element>,
    until: Option<Timestamp>,
    /// It ended by itself, or was taken back.
    is_over: bool,
    after_death: bool,
    short_code: String,
}

impl Said {
    fn of(row: &ReleaseRow, now: Timestamp) -> Self {
        let release = &row.release;
        Self {
            elements: release.elements.clone(),
            until: release.expires_at,
            is_over: !release.is_live(now),
            after_death: release.after_death,
            short_code: row.short_code.clone(),
        }
    }
}

/// Both languages.
const BOTH: &str = "both";

/// In which language it is printed: the one in which the person heard it, unless another one or both were chosen.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    r#in: Option<String>,
}

impl Asked {
    /// One language; none where both were chosen, or nothing.
    fn chosen(&self) -> Option<Language> {
        self.r#in.as_deref().filter(|code| *code != BOTH).and_then(|code| Language::parse(code).ok())
    }
}

/// `GET /releases/{id}/paper`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>, Query(asked): Query<Asked>) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    let back = match row.release.purpose {
        _ if waits_for_details(&row) => format!("/reverse/{id}/details"),
        Purpose::Feedback | Purpose::CoordinatedCare => format!("/referrals/{}?saved=release", row.release.referral),
        Purpose::WarmReferral => format!("/releases/{id}"),
    };
    // As the person heard it: half a paper in another language is more to hide.
    let heard = if asked.r#in.is_none() { releases::heard_in(&ctx.app, &caller, id).await? } else { None };
    let said = Said::of(&row, ctx.now);
    page(&ctx, &caller, format!("/releases/{id}/paper"), back, said, asked.chosen().or(heard))
}

/// `GET /referrals/{id}/paper`: of what a patient agreed to, where no release is taken.
pub(super) async fn agreed(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, Query(asked): Query<Asked>) -> Answer {
    let app::referrals::Agreed { elements, until, is_over, short_code } =
        app::referrals::agreed(&ctx.app, &caller, id).await?;
    let said = Said { elements, until: Some(until), is_over, after_death: false, short_code };
    let back = format!("/referrals/{id}");
    page(&ctx, &caller, format!("{back}/paper"), back, said, asked.chosen())
}

fn page(ctx: &Ctx, caller: &Caller, path: String, back: String, said: Said, chosen: Option<Language>) -> Answer {
    let languages = chosen.map_or_else(|| vec![ctx.t.language(), ctx.t.other()], |one| vec![one]);
    let printed: Vec<_> = languages.into_iter().map(|one| Tongue::new(one, &caller.org().time_zone)).collect();
    let page = Tongue::new(chosen.unwrap_or(ctx.t.language()), &caller.org().time_zone);
    ctx.show(&PaperPage { ctx, t: &page, ours: &ctx.t, printed, path, said, back })
}

impl PaperPage<'_> {
    fn languages(&self) -> &'static [Language] {
        Language::ALL
    }
    fn what(&self, t: &Tongue) -> Vec<Cow<'static, str>> {
        self.said.elements.iter().map(|element| t.code("mine", element.code())).collect()
    }
    fn until(&self, t: &Tongue) -> Cow<'static, str> {
        self.said.until.map_or(Cow::Borrowed(""), |end| t.until(end))
    }
}

/// What may be shared, said to the person.
pub(crate) fn mine(t: &Tongue, elements: &BTreeSet<Element>) -> String {
    elements.iter().map(|element| t.code("mine", element.code())).collect::<Vec<_>>().join(", ")
}

/// What is read aloud before anything is signed: what is shared with whom until when, the risks, the rights.
pub(crate) fn rights(t: &Tongue, what: &str, org: &str, date: &str, after_death: bool) -> Vec<Cow<'static, str>> {
    let only = t.with("what", what).with("org", org).with("date", date).say("rights-only");
    let rest = ["rights-after", "rights-seen", "rights-change", "rights-sign"];
    let after_death = after_death.then(|| t.say("rights-after-death"));
    let all = [t.say("rights-choose"), only].into_iter().chain(after_death);
    all.chain(rest.into_iter().map(|key| t.say(key))).collect()
}
