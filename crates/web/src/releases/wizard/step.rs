//! Each step, shown and answered. All of them go the same way: take the draft up, lead to the first open step when this
//! one is not reached, parse, one deed, the next page.

use super::page::{StepPage, filled};
use super::{beside, instead, path, read};
use crate::ctx::Ctx;
use crate::guard::Posted;
use crate::page::{Answer, Id, Page};
use crate::problem::Problem;
use crate::releases::unsent::others;
use crate::session::Caller;
use app::Error;
use app::releases::draft::{self, Begun, Standing};
use domain::ids::{MemberId, ReleaseId};
use domain::member::Deed;
use domain::release::answer::{Answer as Said, OtherWay};
use domain::release::draft::{NotAnswered, Step};
use domain::release::signer::MayNotSign;
use domain::release::{CopyKept, Purpose, Release};
use domain::text::Label;
use std::collections::BTreeSet;

/// The draft, or the page to go to instead.
pub(super) async fn taken_up(
    ctx: &Ctx,
    caller: &Caller,
    id: ReleaseId,
    step: Step,
) -> Result<Result<Begun, Page>, Problem> {
    match draft::standing(&ctx.app, caller, id).await? {
        Standing::Signed(release) => Ok(Err(Page::to(&format!("/releases/{}", release.id)))),
        Standing::Open(begun) if begun.draft.reaches(step) => Ok(Ok(*begun)),
        Standing::Open(begun) => Ok(Err(Page::to(&path(id, open_step(&begun))))),
    }
}

fn open_step(begun: &Begun) -> Step {
    begun.draft.open_step().unwrap_or(Step::Copy)
}

/// `GET /releases/begun/{id}`: where one left.
pub(super) async fn first_open(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    match draft::standing(&ctx.app, &caller, id).await? {
        Standing::Signed(release) => Ok(Page::to(&format!("/releases/{}", release.id))),
        Standing::Open(begun) => Ok(Page::to(&path(id, open_step(&begun)))),
    }
}

/// `POST /releases/begun/{id}/discard`. What was signed meanwhile stands.
pub(super) async fn discard(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
    match draft::standing(&ctx.app, &caller, id).await? {
        Standing::Signed(release) => Ok(Page::to(&format!("/releases/{}", release.id))),
        Standing::Open(_) => {
            draft::discard(&ctx.app, &caller, id).await?;
            Ok(Page::to("/releases/instead/nothing"))
        }
    }
}

/// Who can be named as somebody who must never see it: asked on the last page, before it is signed.
async fn colleagues(ctx: &Ctx, caller: &Caller, step: Step) -> app::Result<Vec<(MemberId, Label)>> {
    if step == Step::Copy && caller.may(Deed::HideFromMember) { others(ctx, caller).await } else { Ok(Vec::new()) }
}

async fn show(ctx: &Ctx, caller: &Caller, id: ReleaseId, step: Step) -> Answer {
    let begun = match taken_up(ctx, caller, id, step).await? {
        Ok(begun) => begun,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (form, colleagues) = (filled(ctx, &begun, step), colleagues(ctx, caller, step).await?);
    ctx.show(&StepPage { colleagues, ..StepPage::new(ctx, caller, &form, &begun, step) })
}

async fn take(ctx: &Ctx, caller: &Caller, id: ReleaseId, step: Step, posted: &Posted) -> Answer {
    let begun = match taken_up(ctx, caller, id, step).await? {
        Ok(begun) => begun,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (mut form, colleagues) = (posted.form(ctx), colleagues(ctx, caller, step).await?);
    if posted.is_resumed() {
        return ctx.show(&StepPage { colleagues, ..StepPage::new(ctx, caller, &form, &begun, step) });
    }
    let Some(said) = read::answer(&mut form, ctx, caller, &begun, step) else {
        return ctx.again(&StepPage { colleagues, ..StepPage::new(ctx, caller, &form, &begun, step) });
    };
    let hidden: Option<BTreeSet<MemberId>> = form.choices("never_show", |id| MemberId::parse(id).ok_or(()));
    let Some(hidden) = hidden else {
        return ctx.again(&StepPage { colleagues, ..StepPage::new(ctx, caller, &form, &begun, step) });
    };
    // Before it is signed: between the two nobody can look.
    app::releases::unsent::never_show(&ctx.app, caller, id, &hidden).await?;
    match done(ctx, caller, id, said).await {
        Ok(page) => Ok(page),
        Err(Error::NotAnswered(NotAnswered::TooEarly { open })) => Ok(Page::to(&path(id, open))),
        Err(error @ Error::NotAnswered(why)) => {
            let args = vec![("n", begun.terms.adult_from.into())];
            form.refuse_with(field_of(why), error.code(), args);
            ctx.again(&StepPage { colleagues, ..StepPage::new(ctx, caller, &form, &begun, step) })
        }
        Err(error @ Error::Refused(_)) => {
            form.refuse_deed(&error);
            ctx.again(&StepPage { colleagues, ..StepPage::new(ctx, caller, &form, &begun, step) })
        }
        Err(error) => Err(error.into()),
    }
}

async fn done(ctx: &Ctx, caller: &Caller, id: ReleaseId, said: Said) -> app::Result<Page> {
    let (step, way, copy) = match &said {
        Said::OtherWay(way) => (Step::OtherWay, Some(*way), None),
        Said::Copy(copy) => (Step::Copy, None, Some(*copy)),
        other => (other.step(), None, None),
    };
    let begun = match draft::answer(&ctx.app, caller, id, said).await? {
        Standing::Signed(release) => return Ok(Page::to(&format!("/releases/{}", release.id))),
        Standing::Open(begun) => begun,
    };
    if let Some(way) = way.filter(|way| *way != OtherWay::GoOn) {
        return Ok(Page::to(instead::of(caller, begun.draft.purpose(), way)));
    }
    let Some(copy) = copy else {
        let next = beside(step, true).unwrap_or(Step::Copy);
        return Ok(Page::to(&path(id, next)));
    };
    app::releases::sign(&ctx.app, caller, id).await?;
    let signed = app::releases::show(&ctx.app, caller, id).await?.release;
    Ok(Page::to(&after(&signed, copy)))
}

/// Where one goes once it is signed.
fn after(release: &Release, copy: CopyKept) -> String {
    let (id, record) = (release.id, release.referral);
    match (copy, release.purpose) {
        (CopyKept::Print, _) => format!("/releases/{id}/paper"),
        (_, Purpose::WarmReferral) => format!("/reverse/{id}/details"),
        (_, Purpose::Feedback | Purpose::CoordinatedCare) => format!("/referrals/{record}?saved=release"),
    }
}

/// The field beside which a broken rule stands.
fn field_of(why: NotAnswered) -> &'static str {
    match why {
        NotAnswered::NothingTicked
        | NotAnswered::NotOffered
        | NotAnswered::RequestMissing
        | NotAnswered::NeedsMissing
        | NotAnswered::PlanMissing => "elements",
        NotAnswered::Part2Missing => "part2",
        NotAnswered::NoSuchRecipient => "partnership",
        NotAnswered::OtherPurpose => "why",
        NotAnswered::InThePast | NotAnswered::TooLong => "until",
        NotAnswered::NotInformed => "read_in",
        NotAnswered::InterpreterMissing => "interpreted",
        NotAnswered::Signer(MayNotSign::Abuser) => "not_abuser",
        NotAnswered::Signer(MayNotSign::VoiceNotVerified) => "presence",
        NotAnswered::Signer(MayNotSign::OfAge | MayNotSign::Minor | MayNotSign::NotAlone) => "age",
        NotAnswered::Signer(MayNotSign::ParentMissing) => "second_name",
        NotAnswered::Signer(MayNotSign::AgeNotAsked) => "of_age",
        NotAnswered::Signer(MayNotSign::MinorMissing) => "minor_signed",
        NotAnswered::Signer(MayNotSign::NotSignedThere | MayNotSign::TwoSignatures) => "method",
        NotAnswered::Signer(MayNotSign::CourtPaperMissing) => "court",
        NotAnswered::SignatureMissing => "method",
        NotAnswered::SignedTomorrow | NotAnswered::SignedBeforeRead => "signed_on",
        NotAnswered::TooEarly { .. } | NotAnswered::EndedMeanwhile => "",
    }
}

macro_rules! steps {
    ($($get:ident, $post:ident => $step:ident: $page:literal;)+) => {$(
        #[doc = concat!("`GET /releases/begun/{id}/", $page, "`.")]
        pub(super) async fn $get(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>) -> Answer {
            show(&ctx, &caller, id, Step::$step).await
        }
        #[doc = concat!("`POST /releases/begun/{id}/", $page, "`.")]
        pub(super) async fn $post(ctx: Ctx, caller: Caller, Id(id): Id<ReleaseId>, posted: Posted) -> Answer {
            take(&ctx, &caller, id, Step::$step, &posted).await
        }
    )+};
}

steps! {
    other_way, post_other_way => OtherWay: "another-way";
    what, post_what => What: "what";
    who, post_who => Who: "who";
    why, post_why => Why: "why";
    how_long, post_how_long => HowLong: "how-long";
    rights, post_rights => Rights: "rights";
    sign, post_sign => Signature: "sign";
    copy, post_copy => Copy: "copy";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_its_page_between_the_one_before_and_the_one_after() {
        let id = ReleaseId::from_bytes([7; 16]);
        let pages: std::collections::BTreeSet<_> = Step::ALL.iter().map(|step| path(id, *step)).collect();
        assert_eq!(pages.len(), 8);
        for pair in Step::ALL.windows(2) {
            assert_eq!((beside(pair[0], true), beside(pair[1], false)), (Some(pair[1]), Some(pair[0])));
        }
        assert_eq!((beside(Step::OtherWay, false), beside(Step::Copy, true)), (None, None));
    }
}
