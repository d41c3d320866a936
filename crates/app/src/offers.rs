//! An offer of an introduction that nothing came of yet: one press, and nothing about anybody.
//!
//! Invariant: nothing is kept but one more in the count of a month: no time, no member, no partner, and no entry in the audit
//! chain, which would say when somebody was asked.

use crate::{App, Error, Result, Session};
use domain::ids::FormId;
use domain::measure::OfferAnswer;
use domain::member::Deed;
use domain::referral::Direction;

/// Whether the caller counts an answer to an offer by a press. At a health center that is for what was said outside of a visit:
/// a note of a visit says it.
#[must_use]
pub fn are_pressed(session: &Session) -> bool {
    session.may(Deed::SendReferral) && Direction::from_sender(session.org().kind).is_some()
}

/// Counts that somebody was offered an introduction to the partner's side, and how they answered. A form counts once.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or where nobody is referred from.
pub async fn answered(app: &App, session: &Session, answer: OfferAnswer, form: FormId) -> Result<()> {
    session.authorize(Deed::SendReferral)?;
    let direction = Direction::from_sender(session.org().kind).ok_or(Error::NotFound)?;
    let (scope, when) = (session.scope, (session.month(app.now()), direction));
    let form = crate::cards::timeless(form);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(
                async move { Ok::<_, Error>(store::offers::answered(tx, &scope, when, answer, form).await.map(drop)?) },
            )
        })
        .await
}
