//! Papers that leave as PDF, and calendars. What stands on them is read and worded before; here it is drawn, away from the threads that
//! answer requests.

use crate::{Error, Result};
pub use print::calendar;
pub use print::paper::{Card, Cell, Paper, PaperError, Part, Sheet, Signature};

/// Draws a paper as tagged PDF.
///
/// # Errors
/// [`Error::Invalid`] `paper-too-long`; `paper-not-drawn` when the drawing itself fails, or was left out of this build.
pub async fn draw(paper: Paper) -> Result<Vec<u8>> {
    #[cfg(feature = "papers")]
    let drawn = one_of_few(move || print::pdf::draw(&paper)).await;
    #[cfg(not(feature = "papers"))]
    let drawn: std::result::Result<_, std::convert::Infallible> = Ok(paper.check().and(Err(PaperError::Undrawn)));
    match drawn {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(PaperError::TooLong { .. })) => Err(Error::Invalid("paper-too-long")),
        _ => Err(Error::Invalid("paper-not-drawn")),
    }
}

/// A long paper keeps a processor busy for seconds: no more than two are drawn at a time, and the next ones wait.
#[cfg(feature = "papers")]
async fn one_of_few<T: Send + 'static>(
    draw: impl FnOnce() -> T + Send + 'static,
) -> std::result::Result<T, tokio::task::JoinError> {
    static DESKS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);
    // It is never closed; without a place the drawing would only not be counted.
    let place = DESKS.acquire().await.ok();
    tokio::task::spawn_blocking(move || {
        let drawn = draw();
        drop(place);
        drawn
    })
    .await
}
