//! What was posted, as an answer. Whether it is a good one is the domain's to say.

use super::page::lives;
use super::strokes;
use crate::ctx::Ctx;
use crate::form::Form;
use crate::session::Caller;
use crate::when::{Day, Zone};
use app::releases::draft::Begun;
use domain::ids::PartnershipId;
use domain::language::LanguageCode;
use domain::org::Language;
use domain::release::answer::{Answer, Life, OtherWay, Rights, Signing, What};
use domain::release::draft::Step;
use domain::release::signer::Claim;
use domain::release::{CopyKept, Element, Presence, Purpose, SignatureMethod, SignerRole};
use domain::time::Days;

const LONGEST_NAME: usize = 120;
/// Nobody is older.
const OLDEST: u8 = 120;
/// A language in which the texts are not written.
pub(super) const OTHER_LANGUAGE: &str = "other";
/// Those that are offered by name.
pub(super) const OTHER_LANGUAGES: &[&str] = &["ar", "ase", "fr", "hmn", "ht", "ko", "pt", "ru", "so", "tl", "vi", "zh"];
/// The choice of a day of one's own.
pub(super) const UNTIL_DAY: &str = "day";

/// Reads the answer to a step. `None` has named every trouble.
pub(super) fn answer(form: &mut Form, ctx: &Ctx, caller: &Caller, begun: &Begun, step: Step) -> Option<Answer> {
    let answer = match step {
        Step::OtherWay => form.choice("way", OtherWay::parse).map(Answer::OtherWay),
        Step::What => what(form),
        Step::Who => who(form, begun),
        Step::Why => form.choice("why", Purpose::parse).map(Answer::Why),
        Step::HowLong => how_long(form, ctx, caller, begun),
        Step::Rights => rights(form).map(Answer::Rights),
        Step::Signature => signing(form, caller, begun),
        Step::Copy => form.choice("copy", CopyKept::parse).map(Answer::Copy),
    };
    answer.filter(|_| form.is_fine())
}

fn what(form: &mut Form) -> Option<Answer> {
    let elements = form.choices("elements", Element::parse)?;
    Some(Answer::What(What { elements, part2_consent: form.is_ticked("part2") }))
}

/// Exactly one: a second one posted besides is refused, not left out.
fn who(form: &mut Form, begun: &Begun) -> Option<Answer> {
    if form.fields().all("partnership").count() > 1 {
        form.refuse("partnership", "release-one-recipient");
        return None;
    }
    form.wants("partnership", "release-recipient-needed");
    let known = |text: &str| {
        PartnershipId::parse(text).filter(|id| begun.partners.iter().any(|p| p.partnership == *id)).ok_or(())
    };
    form.choice("partnership", known).map(Answer::Who)
}

/// Who says in which language they were read says that they were read.
fn rights(form: &mut Form) -> Option<Rights> {
    form.wants("read_in", "release-informed-needed");
    let written = |text: &str| if text == OTHER_LANGUAGE { Ok(None) } else { Language::parse(text).map(Some) };
    if let Some(language) = form.choice("read_in", written)? {
        return Some(Rights { informed: true, language: language.into(), interpreted: false });
    }
    form.wants("other_language", "release-other-language-needed");
    form.wants_tick("interpreted", "release-interpreter-needed");
    let offered = |text: &str| OTHER_LANGUAGES.iter().find(|code| **code == text).ok_or(());
    let code = form.choice("other_language", offered)?;
    let language = LanguageCode::parse(code).ok()?;
    Some(Rights { informed: true, language, interpreted: form.is_ticked("interpreted") })
}

fn how_long(form: &mut Form, ctx: &Ctx, caller: &Caller, begun: &Begun) -> Option<Answer> {
    let after_death = form.is_ticked("after_death");
    if form.value("days") != UNTIL_DAY {
        let life = |text: &str| lives(begun.terms.longest).into_iter().find(|(_, code)| *code == text).ok_or(());
        let (days, _) = form.choice("days", life)?;
        return Some(Answer::HowLong(Life::Days(Days(days)), after_death));
    }
    let Some(day) = Day::parse(form.value("until")) else {
        form.refuse("until", "release-day-needed");
        return None;
    };
    let end = day.end_in(&Zone::named(&caller.org().time_zone));
    if end <= ctx.now {
        form.refuse("until", "release-end-past");
    }
    Some(Answer::HowLong(Life::Until(end), after_death))
}

/// An age in whole years, if one was said. The outer `None` has named its trouble.
fn age(form: &mut Form) -> Option<Option<u8>> {
    if form.value("age").trim().is_empty() {
        return Some(None);
    }
    let age = form.value("age").trim().parse().ok().filter(|age| (0..=OLDEST).contains(age));
    if age.is_none() {
        form.refuse("age", "release-age-wrong");
    }
    age.map(Some)
}

/// The day on signed paper, if one was said. The outer `None` has named its trouble. Whether it can be is the domain's to
/// say.
fn signed_on(form: &mut Form, method: Option<SignatureMethod>) -> Option<Option<domain::day::Day>> {
    if method != Some(SignatureMethod::Paper) || form.value("signed_on").trim().is_empty() {
        return Some(None);
    }
    let day = domain::day::Day::parse(form.value("signed_on").trim());
    if day.is_none() {
        form.refuse("signed_on", "release-signed-on-wrong");
    }
    day.map(Some)
}

fn signing(form: &mut Form, caller: &Caller, begun: &Begun) -> Option<Answer> {
    form.wants("role", "release-signer-needed");
    if form.value("role") == SignerRole::MinorAlone.code() && begun.terms.minor_alone_from.is_none() {
        form.refuse("role", "release-minor-not-here");
    }
    let role = form.choice("role", SignerRole::parse);
    // Everything that is missing is named at once, in the order of the page. Whether it is enough is the domain's to say.
    match role {
        Some(SignerRole::MinorAlone) => form.wants("age", "release-age-needed"),
        Some(SignerRole::MinorWithParent) => {
            form.wants("second_name", "release-parent-needed");
            form.wants_tick("minor_signed", "release-minor-signed-needed");
            form.wants_tick("parent_signed", "release-parent-signed-needed");
        }
        Some(SignerRole::CourtGuardian) => form.wants_tick("court", "release-court-needed"),
        // Somebody whose age was typed is told what it means.
        Some(SignerRole::Survivor) if form.value("age").trim().is_empty() => {
            form.wants_tick("of_age", "release-age-not-asked");
        }
        Some(SignerRole::Survivor) | None => {}
    }
    let age = age(form);
    form.wants_tick("not_abuser", "release-not-abuser-needed");
    form.wants("presence", "release-where-needed");
    let presence = form.choice("presence", Presence::parse);
    form.wants("method", "release-method-needed");
    let method = form.choice("method", SignatureMethod::parse);
    let name = form.person_text("signed_name", LONGEST_NAME);
    let second = form.person_text("second_name", LONGEST_NAME);
    let place = form.person_text("paper_place", LONGEST_NAME);
    let drawing = strokes::path(form.value("drawing"));
    match method {
        Some(SignatureMethod::Drawn) if drawing.is_none() => form.refuse("method", "release-drawing-needed"),
        Some(SignatureMethod::Typed) => form.wants("signed_name", "release-name-needed"),
        Some(SignatureMethod::Paper) => form.wants("paper_place", "release-place-needed"),
        Some(SignatureMethod::Drawn) | None => {}
    }
    let signed_on = signed_on(form, method);
    let second = second?;
    let claim = Claim {
        role: role?,
        is_not_abuser: form.is_ticked("not_abuser"),
        presence: presence?,
        age: age?,
        is_of_age: form.is_ticked("of_age"),
        minor_signs: form.is_ticked("minor_signed"),
        parent_signs: second.is_some() && form.is_ticked("parent_signed"),
        court_paper_seen: form.is_ticked("court"),
    };
    let (name, place, witness) = (name?, place?, caller.member());
    Some(Answer::Signature(Signing {
        claim,
        method: method?,
        name,
        second,
        drawing,
        place,
        signed_on: signed_on?,
        witness,
    }))
}
