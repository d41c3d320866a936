//! Forms: what was posted, what is wrong with it, and how it is shown again with nothing lost.
//!
//! The way of every form: [`Posted`](crate::guard::Posted) → [`Form`] → `parse` into domain types, naming each
//! problem beside its field → one use case, or the same page again with status 422.
//!
//! Invariant: a form that is shown again holds everything that was typed, except passwords.

use crate::labels::Labeled;
use crate::texts::Tongue;
use domain::text::{Label, PersonText, TextError};
use fluent_bundle::FluentValue;
use std::borrow::Cow;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Names that the shell puts into every form and takes out again.
pub(crate) const OWN_FIELDS: &[&str] = &["csrf", "form", "by", "resumed", "held"];

/// Pairs as they were posted, in order, doubles kept. `Debug` says how many, never what.
#[derive(Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fields({})", self.0.len())
    }
}

impl Fields {
    /// Reads `application/x-www-form-urlencoded`. Answers nothing when it is not UTF-8 inside.
    #[must_use]
    pub fn read(body: &[u8]) -> Option<Self> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(body).ok()?;
        // serde_urlencoded replaces what is not UTF-8; a replaced letter in a name or number would be saved as such.
        let replaced = pairs.iter().any(|(name, value)| name.contains('\u{FFFD}') || value.contains('\u{FFFD}'));
        (!replaced).then_some(Self(pairs))
    }
    /// From pairs.
    #[must_use]
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
    /// The first value of a field; empty when it was not posted.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }
    /// All values of a field, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }
    /// All pairs, in order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }
    /// Whether this value of the field was posted.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|posted| posted == value)
    }
    /// The pairs that are a page's own, without what the shell added.
    pub fn typed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter(|(name, _)| !OWN_FIELDS.contains(&name.as_str())).map(|(n, v)| (n.as_str(), v.as_str()))
    }
    /// What is worth keeping under seal: all of it but secrets, and the form's id, so that it is still saved once.
    /// A field that holds a secret has a name that begins with `password` or `secret`.
    pub(crate) fn to_keep(&self) -> impl Iterator<Item = (&str, &str)> {
        let id = self.0.iter().filter(|(name, _)| name == "form").map(|(n, v)| (n.as_str(), v.as_str()));
        id.chain(self.typed().filter(|(name, _)| !name.starts_with("password") && !name.starts_with("secret")))
    }
    /// The id under which the form was made; nothing when it was changed.
    #[must_use]
    pub fn form_id(&self) -> Option<Uuid> {
        Uuid::try_parse(self.get("form")).ok()
    }
    /// The form comes back after a sign-in or a failed write, to be looked at before it is sent.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        self.get("resumed") == "1"
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// The field's name, which is its element's id too; empty for the whole form.
    pub field: &'static str,
    /// The key of the message.
    pub key: Cow<'static, str>,
    /// The key of a second sentence: what to do.
    then: Option<String>,
    args: Vec<(&'static str, FluentValue<'static>)>,
}

impl Trouble {
    /// The message.
    #[must_use]
    pub fn text(&self, t: &Tongue) -> Cow<'static, str> {
        let said = t.say_with(&self.key, &self.args);
        match &self.then {
            Some(then) => Cow::Owned(format!("{said} {}", t.say(then))),
            None => said,
        }
    }
}

/// A form on a page: its id, its values, its troubles.
#[derive(Debug, Clone)]
pub struct Form {
    /// Made with the page, posted with it: the id of what is saved, so that the same form posted twice is saved once.
    pub id: Uuid,
    values: Fields,
    troubles: Vec<Trouble>,
    posted: bool,
}

impl Form {
    /// A fresh form. `id` is [`app::App::next_id`].
    #[must_use]
    pub fn fresh(id: Uuid) -> Self {
        Self { id, values: Fields::default(), troubles: Vec::new(), posted: false }
    }
    /// A posted form. `spare` becomes its id when the posted one cannot be read.
    #[must_use]
    pub fn posted(values: Fields, spare: Uuid) -> Self {
        Self { id: values.form_id().unwrap_or(spare), values, troubles: Vec::new(), posted: true }
    }
    /// Sets a value before the form is shown for the first time.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.0.push((name.to_owned(), value.into()));
        self
    }

    /// Replaces a value that the page itself keeps, before a posted form is shown again.
    #[must_use]
    pub fn replaced(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.0.retain(|(n, _)| n != name);
        self.with(name, value)
    }

    /// It came back from a reader, so it holds words that are not saved.
    #[must_use]
    pub fn is_posted(&self) -> bool {
        self.posted
    }
    /// The value of a field; empty when there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name)
    }
    /// Whether a radio, chip or checkbox is chosen.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values.has(name, value)
    }
    /// The posted pairs.
    #[must_use]
    pub fn fields(&self) -> &Fields {
        &self.values
    }
    /// The trouble of a field, if it has one.
    #[must_use]
    pub fn trouble(&self, field: &str) -> Option<&Trouble> {
        self.troubles.iter().find(|trouble| trouble.field == field)
    }
    /// Whether a field has trouble.
    #[must_use]
    pub fn is_wrong(&self, field: &str) -> bool {
        self.trouble(field).is_some()
    }
    /// All troubles, in the order of the page.
    #[must_use]
    pub fn troubles(&self) -> &[Trouble] {
        &self.troubles
    }
    /// Nothing is wrong.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.troubles.is_empty()
    }

    /// Names a trouble of the whole form, by the error of its deed.
    pub fn refuse_deed(&mut self, error: &app::Error) {
        self.refuse("", error.code());
        if let app::Error::Refused(refusal) = error {
            for rule in &refusal.failed {
                let (key, then) = (format!("rule-{}", rule.code()), format!("mend-{}", rule.code()));
                self.troubles.push(Trouble { field: "", key: key.into(), then: Some(then), args: Vec::new() });
            }
        }
    }
    /// Names a trouble: the field, and the key of a text that says what to do.
    pub fn refuse(&mut self, field: &'static str, key: &'static str) {
        self.refuse_with(field, key, Vec::new());
    }
    /// Names a trouble of the whole form, and what to do about it in a second sentence.
    pub fn refuse_then(&mut self, key: &'static str, then: &str) {
        self.troubles.push(Trouble {
            field: "",
            key: Cow::Borrowed(key),
            then: Some(then.to_owned()),
            args: Vec::new(),
        });
    }
    /// The same, for a text with arguments.
    pub fn refuse_with(
        &mut self,
        field: &'static str,
        key: &'static str,
        args: Vec<(&'static str, FluentValue<'static>)>,
    ) {
        if !self.is_wrong(field) {
            self.troubles.push(Trouble { field, key: Cow::Borrowed(key), then: None, args });
        }
    }

    /// Says what an empty field wants, in words of its own rather than "fill this in".
    pub fn wants(&mut self, field: &'static str, key: &'static str) {
        if self.values.get(field).trim().is_empty() {
            self.refuse(field, key);
        }
    }
    /// Says what an empty box wants, where it has to be ticked.
    pub fn wants_tick(&mut self, field: &'static str, key: &'static str) {
        if !self.is_ticked(field) {
            self.refuse(field, key);
        }
    }
    /// A choice out of a closed list: `form.choice("handoff", Handoff::parse)`. `None` has named its trouble.
    pub fn choice<T, E>(&mut self, field: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Option<T> {
        let raw = self.values.get(field);
        if raw.is_empty() {
            self.refuse(field, "field-choose");
            return None;
        }
        let chosen = parse(raw).ok();
        if chosen.is_none() {
            self.refuse(field, "field-unknown-choice");
        }
        chosen
    }
    /// Any number of a closed list: `form.choices("needs", Service::parse)`.
    pub fn choices<T: Ord, E>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<BTreeSet<T>> {
        let chosen: Result<BTreeSet<T>, E> = self.values.all(field).map(parse).collect();
        let chosen = chosen.ok();
        if chosen.is_none() {
            self.refuse(field, "field-unknown-choice");
        }
        chosen
    }
    /// A whole number.
    pub fn number(&mut self, field: &'static str, min: u32, max: u32) -> Option<u32> {
        let number = self.values.get(field).trim().parse().ok().filter(|n| (min..=max).contains(n));
        if number.is_none() {
            self.refuse_with(field, "field-number", vec![("min", min.into()), ("max", max.into())]);
        }
        number
    }
    /// A box that is ticked or not.
    #[must_use]
    pub fn is_ticked(&self, field: &str) -> bool {
        self.has(field, "on")
    }
    /// Text about a person that may stay empty: the outer `None` has named its trouble.
    pub fn person_text(&mut self, field: &'static str, max: usize) -> Option<Option<PersonText>> {
        match PersonText::parse_optional(self.values.get(field), max) {
            Ok(text) => Some(text),
            Err(error) => {
                self.refuse_text(field, error);
                None
            }
        }
    }
    /// Text about a person that is needed.
    pub fn needed_person_text(&mut self, field: &'static str, max: usize) -> Option<PersonText> {
        PersonText::parse(self.values.get(field), max).map_err(|error| self.refuse_text(field, error)).ok()
    }
    /// A name or label of staff or organization that is needed.
    pub fn label(&mut self, field: &'static str) -> Option<Label> {
        Label::parse(self.values.get(field)).map_err(|error| self.refuse_text(field, error)).ok()
    }

    fn refuse_text(&mut self, field: &'static str, error: TextError) {
        match error {
            TextError::Empty => self.refuse(field, "field-needed"),
            TextError::TooLong { max } => self.refuse_with(field, "field-too-long", vec![("max", max.into())]),
            TextError::Control => self.refuse(field, "field-characters"),
        }
    }
}

/// One answer of a group of radios or chips.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is posted.
    pub code: &'static str,
    /// What is read.
    pub label: Cow<'static, str>,
    /// What it means, if that needs saying; else empty.
    pub hint: Cow<'static, str>,
}

/// A closed list as answers, in its own order: `choices(t, Handoff::ALL)`.
pub fn choices<'a, L: Labeled + 'a>(t: &Tongue, list: impl IntoIterator<Item = &'a L>) -> Vec<Choice> {
    list.into_iter().map(|one| Choice { code: one.named().1, label: t.label(one), hint: Cow::Borrowed("") }).collect()
}
