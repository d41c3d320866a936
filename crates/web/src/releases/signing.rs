//! The page on which a release is signed: every element that the law asks for, in the order it is talked through.
//!
//! Used for sharing with the partner (`reverse`) and for telling the sender what came of it (`referrals`).

use super::strokes;
use crate::ctx::Ctx;
use crate::form::{Choice, Form, choices};
use crate::session::Caller;
use crate::texts::Tongue;
use app::partnerships::Partner;
use app::releases::NewRelease;
use askama::Template;
use domain::ids::{PartnershipId, ReferralId, ReleaseId};
use domain::org::{OrgKind, VaultMode};
use domain::release::{Element, Presence, Purpose, SignatureMethod, SignerRole};
use domain::text::PersonText;
use domain::time::Days;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Lives of a release that are offered: this visit, and the usual ones.
const LIVES: &[(u32, &str)] = &[(1, "1"), (7, "7"), (15, "15"), (30, "30"), (90, "90")];
/// A shorter one is offered only where the usual one is too long.
const USUAL: u32 = 15;
const LONGEST_NAME: usize = 120;

/// What may be shared with a partner, in the order of the form. Attendance is the other side's to release.
const SHARED: &[Element] = &[
    Element::Request,
    Element::Name,
    Element::ContactPlan,
    Element::Contact,
    Element::Needs,
    Element::Language,
    Element::VisitWishes,
    Element::Note,
    Element::SubstanceUse,
];

/// For what the page is.
#[derive(Clone, Copy)]
pub(crate) enum Reason<'a> {
    /// A referral to one of these partners.
    Sharing(&'a [Partner]),
    /// Telling the sender of this record what came of it.
    Feedback(ReferralId, &'a Partner),
}

#[derive(Template)]
#[template(path = "releases/sign.html")]
pub(crate) struct SignPage<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    /// The texts that are read aloud, in the other language too.
    other: Tongue,
    form: &'a Form,
    reason: Reason<'a>,
    action: &'a str,
    back: String,
    witness: String,
    elements: Vec<Choice>,
    lives: Vec<Choice>,
    signers: Vec<Choice>,
    methods: Vec<Choice>,
    presences: Vec<Choice>,
    copies: Vec<Choice>,
}

/// A fresh form: nothing is ticked, nothing is on paper, and it ends soon.
pub(crate) fn fresh(ctx: &Ctx, caller: &Caller) -> Form {
    let usual = lives(caller).iter().rev().map(|(days, _)| *days).find(|days| *days <= USUAL).unwrap_or(1);
    Form::fresh(ctx.app.next_id())
        .with("referral", ctx.app.next_id().simple().to_string())
        .with("days", usual.to_string())
        .with("role", SignerRole::Survivor.code())
        .with("presence", Presence::InPerson.code())
        .with("copy", "none")
}

fn lives(caller: &Caller) -> Vec<(u32, &'static str)> {
    let longest = caller.org().max_release.0;
    let fits = |days: u32| days <= longest && (days != 7 || longest < USUAL);
    LIVES.iter().copied().filter(|(days, _)| fits(*days)).collect()
}

impl<'a> SignPage<'a> {
    pub(crate) fn new(ctx: &'a Ctx, caller: &Caller, form: &'a Form, reason: Reason<'a>, action: &'a str) -> Self {
        let t = &ctx.t;
        let plain = |code, key| Choice { code, label: t.say(key), hint: Cow::Borrowed("") };
        let shared: &[Element] = match reason {
            Reason::Sharing(_) => SHARED,
            Reason::Feedback(..) => &[],
        };
        // Substance use is something only a health center is asked about.
        let to_clinic = caller.org().kind == OrgKind::Advocacy;
        let fits = |element: &&Element| to_clinic || !matches!(element, Element::SubstanceUse | Element::VisitWishes);
        let life = |(days, code): (u32, &'static str)| {
            let ends = t.date(ctx.now.plus_days(Days(days)));
            let said = t.with("n", days).with("date", &ends);
            let label = said.say(if days == 1 { "release-this-visit" } else { "release-days" });
            Choice { code, label, hint: Cow::Borrowed("") }
        };
        let back = match reason {
            Reason::Sharing(_) => "/reverse".to_owned(),
            Reason::Feedback(id, _) => format!("/referrals/{id}"),
        };
        Self {
            ctx,
            t,
            other: Tongue::new(t.other(), &caller.org().time_zone),
            form,
            reason,
            action,
            back,
            witness: caller.name().to_string(),
            elements: choices(t, shared.iter().filter(fits)),
            lives: lives(caller).into_iter().map(life).collect(),
            signers: choices(t, SignerRole::ALL),
            methods: choices(t, SignatureMethod::ALL),
            presences: choices(t, Presence::ALL.iter().filter(|p| **p != Presence::RemoteUnverified)),
            copies: vec![plain("none", "release-copy-none"), plain("print", "release-copy-print")],
        }
    }
    fn partners(&self) -> &[Partner] {
        match self.reason {
            Reason::Sharing(partners) => partners,
            Reason::Feedback(_, partner) => std::slice::from_ref(partner),
        }
    }
    fn is_feedback(&self) -> bool {
        matches!(self.reason, Reason::Feedback(..))
    }
    fn host_reads(&self, partner: &Partner) -> bool {
        partner.vault_mode == VaultMode::ServerManaged
    }
    fn is_chosen(&self, partner: &Partner) -> bool {
        self.partners().len() == 1 || self.form.has("partnership", &partner.partnership.to_string())
    }
    fn offers_substance_use(&self) -> bool {
        self.elements.iter().any(|choice| choice.code == Element::SubstanceUse.code())
    }
}

/// A paper for the survivor was asked for.
pub(crate) fn wants_paper(form: &Form) -> bool {
    form.value("copy") == "print"
}

/// Reads the form. `None` has named every trouble.
pub(crate) fn parse(form: &mut Form, caller: &Caller, reason: Reason<'_>) -> Option<NewRelease> {
    let (partnership, referral, purpose) = match reason {
        Reason::Sharing(partners) => {
            let parse =
                |text: &str| PartnershipId::parse(text).filter(|id| partners.iter().any(|p| p.partnership == *id));
            let chosen = form.choice("partnership", |text| parse(text).ok_or(()));
            // A changed id is nobody's record; the form cannot be used then, and gets a new one.
            let record = ReferralId::parse(form.value("referral"));
            if record.is_none() {
                form.refuse("", "field-unknown-choice");
            }
            (chosen, record, Purpose::WarmReferral)
        }
        Reason::Feedback(id, partner) => (Some(partner.partnership), Some(id), Purpose::Feedback),
    };
    let elements = elements(form, reason);
    let days = form.choice("days", |text| lives(caller).into_iter().find(|(_, code)| *code == text).ok_or(()));
    let informed = ticked(form, "informed", "release-informed-needed");
    let role = form.choice("role", SignerRole::parse);
    let signer_is_not_abuser = ticked(form, "not_abuser", "release-not-abuser-needed");
    let method = form.choice("method", SignatureMethod::parse);
    let (signed_name, drawing) = signature(form, method);
    let presence = form.choice("presence", Presence::parse);
    let part2_consent = form.is_ticked("part2");
    if elements.as_ref().is_some_and(|chosen| chosen.contains(&Element::SubstanceUse)) && !part2_consent {
        form.refuse("part2", "release-part2-needed");
    }
    if !form.is_fine() {
        return None;
    }
    Some(NewRelease {
        id: ReleaseId::new(form.id),
        referral: referral?,
        partnership: partnership?,
        purpose,
        elements: elements?,
        days: Days(days?.0),
        after_death: false,
        informed,
        part2_consent,
        role: role?,
        signer_is_not_abuser,
        method: method?,
        presence: presence?,
        signed_name,
        drawing,
    })
}

fn elements(form: &mut Form, reason: Reason<'_>) -> Option<BTreeSet<Element>> {
    if matches!(reason, Reason::Feedback(..)) {
        if !form.is_ticked("attendance") {
            form.refuse("attendance", "release-attendance-needed");
        }
        return Some(BTreeSet::from([Element::Attendance]));
    }
    let parse = |text: &str| Element::parse(text).ok().filter(|element| SHARED.contains(element)).ok_or(());
    let chosen = form.choices("elements", parse)?;
    if !chosen.contains(&Element::Request) {
        form.refuse("elements", "release-request-needed");
    }
    if chosen.contains(&Element::Contact) && !chosen.contains(&Element::ContactPlan) {
        form.refuse("elements", "release-plan-needed");
    }
    Some(chosen)
}

fn ticked(form: &mut Form, field: &'static str, key: &'static str) -> bool {
    let is_ticked = form.is_ticked(field);
    if !is_ticked {
        form.refuse(field, key);
    }
    is_ticked
}

/// The name as signed or where the paper is kept, and the hand's drawing: what the method asks for.
fn signature(form: &mut Form, method: Option<SignatureMethod>) -> (Option<PersonText>, Option<String>) {
    let name = form.person_text("signed_name", LONGEST_NAME).flatten();
    let place = form.person_text("paper_place", LONGEST_NAME).flatten();
    match method {
        Some(SignatureMethod::Drawn) => {
            let drawing = strokes::path(form.value("drawing"));
            if drawing.is_none() {
                form.refuse("method", "release-drawing-needed");
            }
            (name, drawing)
        }
        Some(SignatureMethod::Typed) => {
            if name.is_none() {
                form.refuse("signed_name", "release-name-needed");
            }
            (name, None)
        }
        Some(SignatureMethod::Paper) => {
            if place.is_none() {
                form.refuse("paper_place", "release-place-needed");
            }
            (place, None)
        }
        None => (None, None),
    }
}
