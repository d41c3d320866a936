//! Everyone, and who is on the way.

use crate::ctx::Ctx;
use crate::page::Answer;
use crate::session::Caller;
use crate::texts::Tongue;
use app::people::{Colleague, OpenInvitation};
use askama::Template;
use domain::ids::{MemberId, SiteId};
use domain::member::{Deed, MemberState};
use domain::text::Label;

#[derive(Template)]
#[template(path = "people/list.html")]
struct People<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    me: MemberId,
    waiting: Vec<Colleague>,
    colleagues: Vec<Colleague>,
    invitations: Vec<OpenInvitation>,
    sites: Vec<(SiteId, Label)>,
    may_manage: bool,
    may_hide: bool,
    may_set: bool,
    may_read_audit: bool,
    /// Records are kept to two people who have both left, and the reader can do something about it.
    has_left: bool,
}

impl People<'_> {
    /// Where somebody mostly works; nothing for a site that is not there any more.
    fn site(&self, one: &Colleague) -> Option<&Label> {
        self.sites.iter().find(|(id, _)| Some(*id) == one.site).map(|(_, name)| name)
    }
}

/// `GET /people`.
pub(super) async fn get(ctx: Ctx, caller: Caller) -> Answer {
    let (everyone, invitations) = app::people::list(&ctx.app, &caller).await?;
    let (waiting, mut colleagues): (Vec<_>, Vec<_>) =
        everyone.into_iter().partition(|one| one.state == MemberState::AwaitingKeys);
    colleagues.sort_by_key(|one| (one.state == MemberState::Ended, one.name.as_str().to_lowercase()));
    let may_name = caller.may(Deed::NameAnew);
    let has_left = may_name && !app::referrals::named_anew::left(&ctx.app, &caller).await?.is_empty();
    ctx.show(&People {
        ctx: &ctx,
        t: &ctx.t,
        me: caller.member(),
        waiting,
        colleagues,
        invitations,
        sites: app::people::sites(&ctx.app, &caller).await?,
        may_manage: caller.may(Deed::ManagePeople),
        may_hide: caller.may(Deed::HideFromMember),
        may_set: caller.may(Deed::ManageSettings),
        may_read_audit: caller.may(Deed::ReadAudit),
        has_left,
    })
}
