//! What is done with a referral from its page. Each deed answers with the record as it stands then.

use super::path;
use super::show::{again, with_shown};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::session::Caller;
use app::{Error, referrals};
use domain::ids::{FormId, MemberId, ReferralId};
use domain::referral::{AttemptResult, DeclineReason, Outcome};
use domain::safe_contact::{ContactWay, LONGEST_CONTACT, PlanField};
use domain::service::Service;
use domain::wishes::Wish;

/// Back to the record, or the record with what went wrong, where a person can mend it there.
async fn answer(ctx: &Ctx, caller: &Caller, id: ReferralId, mut form: Form, done: app::Result<()>) -> Answer {
    match done {
        Ok(()) => Ok(Page::to(&path(id))),
        Err(error @ (Error::OutOfOrder(_) | Error::NotSafe(_) | Error::Refused(_) | Error::NotOpen(_))) => {
            form.refuse_deed(&error);
            again(ctx, caller, id, form).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn accept(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let form = posted.form(&ctx);
    let done = referrals::accept(&ctx.app, &caller, id, FormId::new(form.id)).await;
    answer(&ctx, &caller, id, form, done).await
}

/// The changed contact plan goes to the partner.
pub(super) async fn send_plan(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return again(&ctx, &caller, id, form).await;
    }
    match referrals::send_plan(&ctx.app, &caller, id, FormId::new(form.id)).await {
        Ok(()) => Ok(Page::to(&format!("{}?saved=plan-sent", path(id)))),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            again(&ctx, &caller, id, form).await
        }
        refused => answer(&ctx, &caller, id, form, refused).await,
    }
}

pub(super) async fn pass(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let form = posted.form(&ctx);
    match referrals::pass(&ctx.app, &caller, id, FormId::new(form.id)).await {
        Ok(()) => Ok(Page::to("/inbox")),
        refused => answer(&ctx, &caller, id, form, refused).await,
    }
}

pub(super) async fn decline(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return again(&ctx, &caller, id, form).await;
    }
    let Some(reason) = form.choice("reason", DeclineReason::parse) else {
        return again(&ctx, &caller, id, form).await;
    };
    let agreed = form.is_ticked("tell_decline");
    let done = referrals::decline(&ctx.app, &caller, id, FormId::new(form.id), reason, agreed).await;
    answer(&ctx, &caller, id, form, done).await
}

/// The record is gone for this member from here on, so the way leads to the list.
pub(super) async fn know_them(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    referrals::know_them(&ctx.app, &caller, id, FormId::new(posted.form(&ctx).id)).await?;
    Ok(Page::to("/inbox"))
}

pub(super) async fn number(ctx: Ctx, caller: Caller, id: Id<ReferralId>, posted: Posted) -> Answer {
    show_field(ctx, caller, id, posted, PlanField::Number).await
}

pub(super) async fn code_word(ctx: Ctx, caller: Caller, id: Id<ReferralId>, posted: Posted) -> Answer {
    show_field(ctx, caller, id, posted, PlanField::CodeWord).await
}

pub(super) async fn who_may_answer(ctx: Ctx, caller: Caller, id: Id<ReferralId>, posted: Posted) -> Answer {
    show_field(ctx, caller, id, posted, PlanField::WhoMayAnswer).await
}

async fn show_field(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted, field: PlanField) -> Answer {
    match referrals::show_field(&ctx.app, &caller, id, field).await {
        Ok(text) => with_shown(&ctx, &caller, id, (field, text.reveal())).await,
        Err(error) => answer(&ctx, &caller, id, posted.form(&ctx), Err(error)).await,
    }
}

pub(super) async fn recheck(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return again(&ctx, &caller, id, form).await;
    }
    let way = form.choice("way", ContactWay::parse);
    let number = form.person_text("number", LONGEST_CONTACT);
    let (Some(way), Some(number)) = (way, number) else {
        return again(&ctx, &caller, id, form).await;
    };
    let seen = Some(form.value("seen").parse().unwrap_or(0));
    match referrals::recheck_as_seen(&ctx.app, &caller, id, FormId::new(form.id), (way, number), seen).await {
        Err(Error::Invalid(code @ "plan-changed-since")) => {
            form.refuse("way", code);
            // What is saved next is another deed, also where this form has done its own.
            form.id = ctx.app.next_id();
            again(&ctx, &caller, id, form).await
        }
        Err(Error::Invalid("number-missing")) => {
            form.refuse("number", "referral-number-missing");
            again(&ctx, &caller, id, form).await
        }
        Err(Error::Invalid("number-not-a-number")) => {
            form.refuse("number", "number-not-a-number");
            again(&ctx, &caller, id, form).await
        }
        Err(Error::Invalid("times-missing")) => {
            form.refuse("way", "contact-times-missing");
            again(&ctx, &caller, id, form).await
        }
        Err(Error::Held) => {
            form.refuse("way", "contact-held");
            again(&ctx, &caller, id, form).await
        }
        Ok(()) => Ok(Page::to(&format!("{}?saved=plan", path(id)))),
        done => answer(&ctx, &caller, id, form, done).await,
    }
}

pub(super) async fn attempt(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return again(&ctx, &caller, id, form).await;
    }
    let Some(result) = form.choice("result", AttemptResult::parse) else {
        return again(&ctx, &caller, id, form).await;
    };
    match referrals::attempt(&ctx.app, &caller, id, FormId::new(form.id), result).await {
        Ok(()) => Ok(Page::to(&format!("{}?saved=attempt", path(id)))),
        Err(error @ Error::NotSafe(_)) => {
            form.refuse("result", error.code());
            again(&ctx, &caller, id, form).await
        }
        refused => answer(&ctx, &caller, id, form, refused).await,
    }
}

pub(super) async fn connected(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let form = posted.form(&ctx);
    if posted.is_resumed() {
        return again(&ctx, &caller, id, form).await;
    }
    let done =
        referrals::connected(&ctx.app, &caller, id, FormId::new(form.id), form.is_ticked("tell_connected")).await;
    answer(&ctx, &caller, id, form, done).await
}

pub(super) async fn close(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return again(&ctx, &caller, id, form).await;
    }
    let Some(outcome) = form.choice("outcome", Outcome::parse) else {
        return again(&ctx, &caller, id, form).await;
    };
    // What was ticked beside another ending is not counted: it is asked only of who used a service.
    let used = if outcome == Outcome::ServiceUsed {
        let ours = |code: &str| Service::needs_of(caller.org().kind).find(|one| one.code() == code).ok_or(());
        let Some(used) = form.choices("used", ours) else {
            return again(&ctx, &caller, id, form).await;
        };
        Some(used)
    } else {
        None
    };
    let (deed, tells) = (FormId::new(form.id), form.is_ticked("tell_close"));
    let done = match &used {
        Some(used) => referrals::close_used(&ctx.app, &caller, id, deed, used, tells).await,
        None => referrals::close(&ctx.app, &caller, id, deed, outcome, tells).await,
    };
    answer(&ctx, &caller, id, form, done).await
}

pub(super) async fn hide(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return again(&ctx, &caller, id, form).await;
    }
    let parse = |text: &str| MemberId::parse(text).ok_or(());
    let Some(colleague) = form.choice("colleague", parse) else {
        return again(&ctx, &caller, id, form).await;
    };
    match app::people::hide_from(&ctx.app, &caller, id, colleague).await {
        Ok(()) if colleague == caller.member() => Ok(Page::to("/inbox")),
        Ok(()) => Ok(Page::to(&path(id))),
        Err(error) => Err(Problem::from(error)),
    }
}

pub(super) async fn wishes(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return again(&ctx, &caller, id, form).await;
    }
    let Some(wishes) = form.choices("wishes", Wish::parse) else {
        return again(&ctx, &caller, id, form).await;
    };
    referrals::keep_wishes(&ctx.app, &caller, id, FormId::new(form.id), wishes).await?;
    Ok(Page::to(&format!("{}?saved=wishes", path(id))))
}

pub(super) async fn restrict(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return again(&ctx, &caller, id, form).await;
    }
    let Some(with) = form.choice("with", |text| MemberId::parse(text).ok_or(())) else {
        return again(&ctx, &caller, id, form).await;
    };
    match referrals::restrict(&ctx.app, &caller, id, FormId::new(form.id), with).await {
        Ok(()) => Ok(Page::to(&format!("{}?saved=restricted", path(id)))),
        Err(Error::Invalid(why)) => {
            form.refuse("with", why);
            again(&ctx, &caller, id, form).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn unrestrict(ctx: Ctx, caller: Caller, Id(id): Id<ReferralId>, posted: Posted) -> Answer {
    let form = posted.form(&ctx);
    referrals::lift_restriction(&ctx.app, &caller, id, FormId::new(form.id)).await?;
    Ok(Page::to(&format!("{}?saved=restricted", path(id))))
}
