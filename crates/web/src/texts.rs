//! Words in two languages, from the Fluent files in `locales/`, which are embedded in the binary.
//!
//! Invariant: no user-visible sentence stands in Rust code. English and Spanish have the same keys
//! (`tests/texts.rs`), and an unknown key stops a debug build.

use crate::labels::Labeled;
use crate::when::Zone;
use domain::org::Language;
use domain::text::Label;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::LazyLock;

macro_rules! files {
    ($language:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../locales/", $language, "/", $name, ".ftl")))),+]
    };
}

/// One file: its name without ending, and its text.
type File = (&'static str, &'static str);

#[rustfmt::skip]
const EN: &[File] = files!("en":
    "arrivals",
    "calendar",
    "audit",
    "codes",
    "release_codes",
    "in_words",
    "contact",
    "directory",
    "disclosures",
    "find",
    "consult",
    "errors",
    "halves",
    "forgetting",
    "life",
    "home",
    "hotline",
    "inbox",
    "inside",
    "join",
    "listings",
    "mail",
    "mandates", "mou",
    "mou_library",
    "notes",
    "organization",
    "part2",
    "partnership",
    "people",
    "plan",
    "programs",
    "reach",
    "recovery",
    "referrals",
    "releases",
    "reverse",
    "roadmap",
    "sent",
    "services",
    "sessions",
    "setup",
    "shelf",
    "shell",
    "wishes",
    "states",
    "stop_code",
    "cards",
    "coalition",
    "successes", "successes_paper",
    "quality",
    "sustain",
    "together",
    "training",
    "wizard",
);
#[rustfmt::skip]
const ES: &[File] = files!("es":
    "arrivals",
    "calendar",
    "audit",
    "codes",
    "release_codes",
    "in_words",
    "contact",
    "directory",
    "disclosures",
    "find",
    "consult",
    "errors",
    "halves",
    "forgetting",
    "life",
    "home",
    "hotline",
    "inbox",
    "inside",
    "join",
    "listings",
    "mail",
    "mandates", "mou",
    "mou_library",
    "notes",
    "organization",
    "part2",
    "partnership",
    "people",
    "plan",
    "programs",
    "reach",
    "recovery",
    "referrals",
    "releases",
    "reverse",
    "roadmap",
    "sent",
    "services",
    "sessions",
    "setup",
    "shelf",
    "shell",
    "wishes",
    "states",
    "stop_code",
    "cards",
    "coalition",
    "successes", "successes_paper",
    "quality",
    "sustain",
    "together",
    "training",
    "wizard",
);

/// The files of a language, for the test that compares them.
#[must_use]
pub fn files(language: Language) -> &'static [File] {
    match language {
        Language::En => EN,
        Language::Es => ES,
    }
}

/// Every text of one language.
pub struct Texts {
    bundle: FluentBundle<FluentResource>,
}

static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::load(Language::En));
static SPANISH: LazyLock<Texts> = LazyLock::new(|| Texts::load(Language::Es));

impl Texts {
    /// The texts of a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::Es => &SPANISH,
        }
    }

    fn load(language: Language) -> Self {
        let locale = match language {
            Language::En => unic_langid::langid!("en-US"),
            Language::Es => unic_langid::langid!("es-US"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks around each argument would be read aloud by some screen readers and copied into charts.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(grouped));
        for (name, text) in files(language) {
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    report(&format!("the Fluent file {name} ({}) has errors: {errors:?}", language.code()));
                    resource
                }
            };
            if bundle.add_resource(resource).is_err() {
                report(&format!("a key of the Fluent file {name} ({}) stands elsewhere too", language.code()));
            }
        }
        Self { bundle }
    }

    /// Whether there is such a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    fn find<'a>(&'static self, key: &str, args: Option<&'a FluentArgs<'a>>) -> Option<Cow<'static, str>> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        if !errors.is_empty() {
            report(&format!("the text {key} lacks an argument"));
        }
        Some(text)
    }
}

/// A mistake in our own words: it stops a debug build, and is only logged where people work.
fn report(what: &str) {
    tracing::error!(code = "text-mistake", what);
    #[cfg(debug_assertions)]
    panic!("{what}");
}

/// Numbers with groups of three. English and Spanish of the United States both write 1,234.
fn grouped<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let text = number.as_string();
    let (whole, fraction) = text.split_once('.').map_or((&*text, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = whole.trim_start_matches('-');
    if digits.len() < 4 {
        return None;
    }
    let mut out = String::with_capacity(text.len() + digits.len() / 3);
    if whole.len() > digits.len() {
        out.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    Some(out)
}

/// The language and time zone of a reader. Every template has one as `t`.
#[derive(Clone)]
pub struct Tongue {
    language: Language,
    zone: Zone,
}

impl Tongue {
    /// A reader's language, and the time zone of their organization (an IANA name; UTC if it is unknown).
    #[must_use]
    pub fn new(language: Language, zone: &str) -> Self {
        Self { language, zone: Zone::named(zone) }
    }
    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }
    /// The code for the `lang` attribute.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.language.code()
    }
    /// The code of the language that words of others are written in, where it is not the reader's.
    #[must_use]
    pub fn foreign(&self, text: &str) -> Option<&'static str> {
        domain::language::written(text).filter(|language| *language != self.language).map(Language::code)
    }
    /// The other language, which the switch offers.
    #[must_use]
    pub fn other(&self) -> Language {
        match self.language {
            Language::En => Language::Es,
            Language::Es => Language::En,
        }
    }
    /// The time zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The text of a key that takes no arguments.
    #[must_use]
    pub fn say(&self, key: &str) -> Cow<'static, str> {
        self.text(key, None)
    }
    /// The text of a key with arguments: `t.say_with("inbox-waiting", &[("n", 3.into())])`. In templates
    /// [`Tongue::with`] reads better.
    #[must_use]
    pub fn say_with(&self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> Cow<'static, str> {
        let mut named = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            named.set(*name, value.clone());
        }
        // An argument may borrow for less than the text lives, so the text is always its own here.
        Cow::Owned(self.text(key, Some(&named)).into_owned())
    }
    /// Starts a text with arguments: `t.with("org", name).with("n", count).say("inbox-waiting")`.
    #[must_use]
    pub fn with<W: Word>(&self, name: &'static str, value: W) -> Said<'_> {
        Said { tongue: self, args: vec![(name, value.word())] }
    }
    /// The same for the code of a list that [`Labeled`] names, where only its text is at hand.
    pub(crate) fn say_code(&self, list: &str, code: &str) -> Cow<'static, str> {
        self.say(&format!("{list}-{code}"))
    }
    /// What a code of the field is called: `t.label(row.handoff)`.
    #[must_use]
    pub fn label<L: Labeled>(&self, code: L) -> Cow<'static, str> {
        self.say(&code.key())
    }
    /// A key that was put together from a list and a code: `t.code("problem", "not-found")`.
    #[must_use]
    pub fn code(&self, list: &str, code: &str) -> Cow<'static, str> {
        self.say(&format!("{list}-{code}"))
    }
    /// A language by its ISO 639 code, in the reader's words; the code itself for one we have no word for.
    #[must_use]
    pub fn language_named(&self, code: &str) -> Cow<'static, str> {
        let key = format!("language-{code}");
        if Texts::of(self.language).has(&key) { self.say(&key) } else { Cow::Owned(code.to_owned()) }
    }

    fn text<'a>(&self, key: &str, args: Option<&'a FluentArgs<'a>>) -> Cow<'static, str> {
        if let Some(text) = Texts::of(self.language).find(key, args) {
            return one_full_stop(text);
        }
        report(&format!("there is no text {key} in {}", self.language.code()));
        Texts::of(Language::En).find(key, args).unwrap_or_else(|| Cow::Owned(key.to_owned()))
    }
}

/// An hour ends in "p. m." in Spanish, and its last point ends the sentence too (RAE, Ortografía 3.4.1.2.1).
fn one_full_stop(text: Cow<'static, str>) -> Cow<'static, str> {
    if text.contains("m..") {
        return Cow::Owned(text.replace("a. m..", "a. m.").replace("p. m..", "p. m."));
    }
    text
}

/// A text whose arguments are still being named.
pub struct Said<'a> {
    tongue: &'a Tongue,
    args: Vec<(&'static str, FluentValue<'a>)>,
}

impl<'a> Said<'a> {
    /// One more argument.
    #[must_use]
    pub fn with<W: Word>(mut self, name: &'static str, value: W) -> Self {
        self.args.push((name, value.word()));
        self
    }
    /// The text.
    #[must_use]
    pub fn say(&self, key: &str) -> Cow<'static, str> {
        self.tongue.say_with(key, &self.args)
    }
}

/// Something that can stand in a sentence.
pub trait Word {
    /// As an argument of a text.
    fn word(&self) -> FluentValue<'static>;
}

macro_rules! words {
    ($($number:ty),+) => {$(
        impl Word for $number {
            fn word(&self) -> FluentValue<'static> {
                FluentValue::from(*self)
            }
        }
    )+};
}
words!(u8, u16, u32, u64, usize, i32, i64);

impl Word for str {
    fn word(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}
impl Word for String {
    fn word(&self) -> FluentValue<'static> {
        self.as_str().word()
    }
}
impl Word for Cow<'_, str> {
    fn word(&self) -> FluentValue<'static> {
        (**self).word()
    }
}
impl Word for Label {
    fn word(&self) -> FluentValue<'static> {
        self.as_str().word()
    }
}
impl<W: Word + ?Sized> Word for &W {
    fn word(&self) -> FluentValue<'static> {
        (**self).word()
    }
}
