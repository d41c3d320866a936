//! The pages of an answer. The question stands in the form that asks for another page, and in no address.

use crate::form::Form;
use app::directory::{self, PAGES};

/// The field that says which page is asked for; its first is 1.
const PAGE: &str = "page";

/// The page that is shown, and the question that it answers.
pub(crate) struct Pages {
    /// Its number, as people count.
    pub number: usize,
    /// The page behind it, if there is one.
    pub next: Option<usize>,
    /// What was asked, to be asked again.
    pub asked: Vec<(String, String)>,
}

impl Pages {
    /// Of an answer to this form.
    pub(crate) fn of(form: &Form, answer: &directory::Answer) -> Self {
        let asked = form.fields().typed().filter(|(name, _)| *name != PAGE);
        let asked = asked.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { number: asked_for(form) + 1, next: answer.next.map(|next| next + 1), asked }
    }
    /// The page before it, if there is one.
    pub(crate) fn before(&self) -> Option<usize> {
        Some(self.number - 1).filter(|before| *before > 0)
    }
    /// There is another one.
    pub(crate) fn is_needed(&self) -> bool {
        self.next.is_some() || self.number > 1
    }
}

/// Which page a form asks for, from zero; what is no page is the first.
pub(crate) fn asked_for(form: &Form) -> usize {
    let number: usize = form.value(PAGE).parse().unwrap_or(1);
    number.clamp(1, PAGES) - 1
}
