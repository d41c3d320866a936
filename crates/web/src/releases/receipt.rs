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
use domain::ids::ReleaseId;
use domain::org::Language;
use domain::release::{Element, Purpose};
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
    row: ReleaseRow,
    back: String,
}

/// Both languages.
const BOTH: &str = "both";

/// In which language it is printed: the one in which the person heard it, unless another one or both were chosen.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    r#in: Option<String>,
}

/// `GET /releases/{id}/paper`.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>, Query(asked): Query<Asked>) -> Answer {
    let row = releases::show(&ctx.app, &caller, id).await?;
    let back = match row.release.purpose {
        _ if waits_for_details(&row) => format!("/reverse/{id}/details"),
        Purpose::Feedback | Purpose::CoordinatedCare => format!("/referrals/{}?saved=release", row.release.referral),
        Purpose::WarmReferral => format!("/releases/{id}"),
    };
    let chosen = match asked.r#in.as_deref() {
        Some(BOTH) => None,
        Some(code) => Language::parse(code).ok(),
        // As the person heard it: half a paper in another language is more to hide.
        None => releases::heard_in(&ctx.app, &caller, id).await?,
    };
    let languages = chosen.map_or_else(|| vec![ctx.t.language(), ctx.t.other()], |one| vec![one]);
    let printed: Vec<_> = languages.into_iter().map(|one| Tongue::new(one, &caller.org().time_zone)).collect();
    let page = Tongue::new(chosen.unwrap_or(ctx.t.language()), &caller.org().time_zone);
    let path = format!("/releases/{id}/paper");
    ctx.show(&PaperPage { ctx: &ctx, t: &page, ours: &ctx.t, printed, path, row, back })
}

impl PaperPage<'_> {
    fn languages(&self) -> &'static [Language] {
        Language::ALL
    }
    fn what(&self, t: &Tongue) -> Vec<Cow<'static, str>> {
        self.row.release.elements.iter().map(|element| t.code("mine", element.code())).collect()
    }
    fn until(&self, t: &Tongue) -> Cow<'static, str> {
        self.row.release.expires_at.map_or(Cow::Borrowed(""), |end| t.until(end))
    }
    /// It ended by itself, or was taken back.
    fn is_over(&self) -> bool {
        !self.row.release.is_live(self.ctx.now)
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
