//! Papers that leave as PDF, and calendars. What stands on them is read and worded before; here it is drawn, away from the threads that
//! answer requests.

use crate::{Error, Result};
pub use print::calendar;
pub use print::paper::{Paper, PaperError, Part, Sheet, Signature};

/// Draws a paper as tagged PDF.
///
/// # Errors
/// [`Error::Invalid`] `paper-too-long`; `paper-not-drawn` when the drawing itself fails, or was left out of this build.
pub async fn draw(paper: Paper) -> Result<Vec<u8>> {
    #[cfg(feature = "papers")]
    let drawn = tokio::task::spawn_blocking(move || print::pdf::draw(&paper)).await;
    #[cfg(not(feature = "papers"))]
    let drawn: std::result::Result<_, std::convert::Infallible> = Ok(paper.check().and(Err(PaperError::Undrawn)));
    match drawn {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(PaperError::TooLong { .. })) => Err(Error::Invalid("paper-too-long")),
        _ => Err(Error::Invalid("paper-not-drawn")),
    }
}
