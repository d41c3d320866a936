//! A paper as PDF/UA-1 (ISO 14289-1): tagged, with a title and a language, so that it can be read out.

use crate::paper::{Paper, PaperError};
use std::sync::LazyLock;
use typst::foundations::{Dict, IntoValue, Smart};
use typst_as_lib::{TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

static TEMPLATE: &str = include_str!("../papers/paper.typ");
static REGULAR: &[u8] = include_bytes!("../fonts/LibertinusSerif-Regular.otf");
static BOLD: &[u8] = include_bytes!("../fonts/LibertinusSerif-Bold.otf");

/// Knows one template and two fonts, no folder, no package and no network.
static ENGINE: LazyLock<TypstEngine<TypstTemplateMainFile>> =
    LazyLock::new(|| TypstEngine::builder().main_file(TEMPLATE).fonts([REGULAR, BOLD]).build());

/// Draws a paper. Takes a few milliseconds to some seconds of a processor: never on a thread that others wait for.
///
/// # Errors
/// [`PaperError`].
pub fn draw(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let document = laid_out(paper)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| PaperError::Undrawn)?;
    let options = PdfOptions { standards, creator: Smart::Custom(None), ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|_| PaperError::Undrawn)
}

/// How many pages a paper has. Takes about as long as drawing it.
///
/// # Errors
/// [`PaperError`].
pub fn n_pages(paper: &Paper) -> Result<usize, PaperError> {
    Ok(laid_out(paper)?.pages().len())
}

fn laid_out(paper: &Paper) -> Result<PagedDocument, PaperError> {
    paper.check()?;
    let values = serde_json::to_string(paper).map_err(|_| PaperError::Undrawn)?;
    let mut inputs = Dict::new();
    inputs.insert("paper".into(), values.into_value());
    ENGINE.compile_with_input(inputs).output.map_err(|_| PaperError::Undrawn)
}
