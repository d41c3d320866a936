//! A town for tests: a health center and an advocacy organization with their staff, in one process, with a clock that
//! stands still until it is moved.

use crate::TestStore;
use app::notes::NewNote;
use app::referrals::{Basis, NewReferral};
use app::releases::NewRelease;
use app::session::Device;
use app::{App, Clock, Session, Settings};
use domain::cues::NextStep;
use domain::ids::{FormId, NoteId, PartnershipId, ReferralId, ReleaseId};
use domain::member::Role;
use domain::org::{DEFAULT_MAX_RELEASE, Funding, OrgKind, VaultMode};
use domain::referral::{Handoff, Urgency};
use domain::release::{Element, Presence, Purpose, SignatureMethod, SignerRole, last_day};
use domain::service::Service;
use domain::text::{Label, PersonText};
use domain::time::{Days, Minutes, Timestamp};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

mod folk;
pub use folk::{card, confirm_sheet, found, hire, load, organization, partner, visit};

/// Everybody's password.
pub const PASSWORD: &str = "river stone lantern bridge";
/// Planted in every field about a person; found anywhere outside a seal, it fails the build.
pub const CANARY_NAME: &str = "Canary Quetzal";
/// The number that goes with the name.
pub const CANARY_NUMBER: &str = "(312) 555-0166";

/// Wednesday 2026-11-25 16:00 UTC: ten in the morning in Chicago.
const START: i64 = 1_795_622_400_000_000;

/// Stands still until it is moved.
pub struct TestClock {
    wall: AtomicI64,
    /// How much of it was a jump, which no steady clock makes.
    jumped: AtomicI64,
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.wall.load(Ordering::Acquire))
    }
    fn steady(&self) -> Timestamp {
        Timestamp::from_micros(self.wall.load(Ordering::Acquire) - self.jumped.load(Ordering::Acquire))
    }
}

impl TestClock {
    fn begins() -> Self {
        Self { wall: AtomicI64::new(START), jumped: AtomicI64::new(0) }
    }
    /// Moves on by this many minutes; backwards when negative.
    pub fn pass(&self, minutes: i64) {
        self.wall.fetch_add(minutes * 60_000_000, Ordering::AcqRel);
    }
    /// The same, and no time passes.
    pub fn jump(&self, minutes: i64) {
        self.jumped.fetch_add(minutes * 60_000_000, Ordering::AcqRel);
        self.pass(minutes);
    }
    /// Jumps to a moment, forwards or backwards.
    pub fn set(&self, to: Timestamp) {
        self.wall.store(to.micros(), Ordering::Release);
    }
}

struct TestEntropy(AtomicU64);

impl vault::Entropy for TestEntropy {
    fn fill(&self, out: &mut [u8]) {
        for chunk in out.chunks_mut(32) {
            let block = vault::sha256(&self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// Lakeside (Dana leads, Rosa sees patients, Sam is at the front desk) and Harbor House (Maya leads, Ines and June are
/// advocates). Everybody has signed in; the logins are the first names.
pub struct Town {
    /// The node.
    pub app: App,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// The partnership of the two.
    pub partnership: PartnershipId,
    /// Lead of Lakeside.
    pub dana: Session,
    /// Clinician at Lakeside.
    pub rosa: Session,
    /// Front desk at Lakeside.
    pub sam: Session,
    /// Lead of Harbor House.
    pub maya: Session,
    /// Advocate at Harbor House.
    pub ines: Session,
    /// Advocate at Harbor House.
    pub june: Session,
    /// Where the database lies; goes with the town.
    pub folder: tempfile::TempDir,
    /// Its address.
    database: String,
    entropy: Arc<TestEntropy>,
    /// Where its letters leave, if anywhere.
    mail: Option<smtp::MailServer>,
}

/// A label that is known to be one.
pub fn label(text: &str) -> Label {
    Label::parse(text).unwrap()
}

/// How a node for tests is opened in a folder: cheap password checks, and bytes that only look random.
pub fn settings(folder: &std::path::Path, clock: Arc<TestClock>) -> Settings {
    settings_of(address(folder), clock, entropy(), None)
}

fn address(folder: &std::path::Path) -> String {
    format!("sqlite:{}", folder.join("town.db").display())
}

fn entropy() -> Arc<TestEntropy> {
    Arc::new(TestEntropy(AtomicU64::new(START as u64)))
}

fn settings_of(
    database: String,
    clock: Arc<TestClock>,
    entropy: Arc<TestEntropy>,
    mail: Option<smtp::MailServer>,
) -> Settings {
    Settings {
        database,
        clock,
        entropy,
        pepper: vault::Pepper::new(&[7; 32]).with_cost(vault::KdfCost::for_tests()),
        server_key: Some(vault::ServerKey::new(&[9; 32])),
        mail,
        unlimited: false,
        synthetic: true,
    }
}

/// A node without any organization.
pub async fn empty() -> (App, Arc<TestClock>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(TestClock::begins());
    let app = App::open(settings(folder.path(), clock.clone())).await.unwrap();
    (app, clock, folder)
}

impl Town {
    /// The usual town: a health center that survivor-services law does not bind, and keys held by members.
    pub async fn new() -> Self {
        Self::with(&[Funding::Hrsa330], VaultMode::MemberHeld).await
    }

    /// The usual town, in a folder that is there already.
    pub async fn within(folder: tempfile::TempDir) -> Self {
        let database = address(folder.path());
        Self::founded(database, folder, None, &[Funding::Hrsa330], VaultMode::MemberHeld).await
    }

    /// With other money at the health center, or with keys held by the server at the advocacy organization.
    pub async fn with(money: &[Funding], harbor_mode: VaultMode) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = address(folder.path());
        Self::founded(database, folder, None, money, harbor_mode).await
    }

    /// The usual town in a database that is there already. The folder of the town stays empty.
    pub async fn on(db: &TestStore) -> Self {
        let (database, folder) = (db.url().to_owned(), tempfile::tempdir().unwrap());
        Self::founded(database, folder, None, &[Funding::Hrsa330], VaultMode::MemberHeld).await
    }

    /// The same, and its letters leave by this server.
    pub async fn writing_by(db: &TestStore, mail: smtp::MailServer) -> Self {
        let (database, folder) = (db.url().to_owned(), tempfile::tempdir().unwrap());
        Self::founded(database, folder, Some(mail), &[Funding::Hrsa330], VaultMode::MemberHeld).await
    }

    async fn founded(
        database: String,
        folder: tempfile::TempDir,
        mail: Option<smtp::MailServer>,
        money: &[Funding],
        harbor_mode: VaultMode,
    ) -> Self {
        let (clock, entropy) = (Arc::new(TestClock::begins()), entropy());
        let settings = settings_of(database.clone(), clock.clone(), entropy.clone(), mail.clone());
        let app = App::open(settings).await.unwrap();
        let lakeside = organization(OrgKind::HealthCenter, "Lakeside", money, VaultMode::MemberHeld, "dana");
        let harbor = organization(OrgKind::Advocacy, "Harbor House", &[Funding::Vawa], harbor_mode, "maya");
        let dana = found(&app, lakeside).await;
        let maya = found(&app, harbor).await;
        let rosa = hire(&app, &dana, "rosa", Role::Clinician).await;
        let sam = hire(&app, &dana, "sam", Role::FrontDesk).await;
        let ines = hire(&app, &maya, "ines", Role::Advocate).await;
        let june = hire(&app, &maya, "june", Role::Advocate).await;
        let partnership = partner(&app, [(&dana, &rosa), (&maya, &ines)]).await;
        Self { app, clock, partnership, dana, rosa, sam, maya, ines, june, folder, database, entropy, mail }
    }

    /// The node stops and starts again, on what lies at its address by then.
    pub async fn start_again(&mut self, meanwhile: impl FnOnce()) {
        self.app.close().await;
        meanwhile();
        let settings = settings_of(self.database.clone(), self.clock.clone(), self.entropy.clone(), self.mail.clone());
        self.app = App::open(settings).await.unwrap();
    }

    /// Its letters leave by another mail server from now on.
    pub async fn writes_by(&mut self, mail: smtp::MailServer) {
        self.mail = Some(mail);
        self.start_again(|| {}).await;
    }

    /// Everything that waits in an outbox arrives.
    pub async fn deliver(&self) {
        app::workers::deliver_all(&self.app).await.unwrap();
    }

    /// A form on a page that was just opened.
    #[must_use]
    pub fn form(&self) -> FormId {
        FormId::new(self.app.next_id())
    }

    /// A CUES visit that ends in a referral to Harbor House; answers Lakeside's record.
    pub async fn refer(&self) -> ReferralId {
        let id = ReferralId::new(self.app.next_id());
        app::notes::save(&self.app, &self.rosa, self.note(id)).await.unwrap();
        id
    }
    /// The note of such a visit.
    pub fn note(&self, id: ReferralId) -> NewNote {
        NewNote {
            id: NoteId::new(self.app.next_id()),
            note: visit(NextStep::SupportNow),
            referral: Some(self.referral(id)),
        }
    }
    /// A referral that the patient agreed to.
    pub fn referral(&self, id: ReferralId) -> NewReferral {
        NewReferral {
            id,
            partnership: self.partnership,
            handoff: Handoff::AdvocateReachesOut,
            urgency: Urgency::Today,
            language: "es".into(),
            card: card(self.app.now(), Service::Shelter),
            basis: Basis::Agreed,
            hidden_from: BTreeSet::new(),
        }
    }
    /// A release signed at Harbor House for a referral to come.
    pub async fn release(&self, elements: &[Element]) -> (ReleaseId, ReferralId) {
        let (release, referral) = (ReleaseId::new(self.app.next_id()), ReferralId::new(self.app.next_id()));
        let new = self.new_release(release, referral, Purpose::WarmReferral, elements);
        app::releases::walk(&self.app, &self.ines, new).await.unwrap();
        (release, referral)
    }
    /// When a release ends that is signed now for this many days.
    pub fn ends(&self, days: u32) -> Timestamp {
        last_day::end_of(Days(days), DEFAULT_MAX_RELEASE, self.app.now(), "America/Chicago")
    }
    /// A release as it is taken at Harbor House, for 15 days.
    pub fn new_release(
        &self,
        id: ReleaseId,
        referral: ReferralId,
        purpose: Purpose,
        elements: &[Element],
    ) -> NewRelease {
        NewRelease {
            id,
            referral,
            partnership: self.partnership,
            purpose,
            elements: elements.iter().copied().collect(),
            days: Days(15),
            after_death: false,
            informed: true,
            part2_consent: false,
            role: SignerRole::Survivor,
            signer_is_not_abuser: true,
            method: SignatureMethod::Typed,
            presence: Presence::InPerson,
            signed_name: PersonText::parse(CANARY_NAME, 80).ok(),
            drawing: Some("M0 0L9 9".into()),
        }
    }
    /// A release about a record of whoever takes it.
    pub async fn release_for(
        &self,
        by: &Session,
        referral: ReferralId,
        purpose: Purpose,
        elements: &[Element],
    ) -> ReleaseId {
        let id = ReleaseId::new(self.app.next_id());
        let new = self.new_release(id, referral, purpose, elements);
        app::releases::walk(&self.app, by, new).await.unwrap()
    }
    /// A release to plan care together, signed for a record of whoever takes it.
    pub async fn care_release(&self, by: &Session, referral: ReferralId, elements: &[Element]) -> ReleaseId {
        self.release_for(by, referral, Purpose::CoordinatedCare, elements).await
    }
    /// A referral to the health center under a release.
    pub fn reverse(&self, id: ReferralId, release: ReleaseId) -> NewReferral {
        NewReferral {
            card: card(self.app.now(), Service::PrimaryCare),
            // What a release leaves out may be the way to reach them.
            handoff: Handoff::PersonReachesOut,
            basis: Basis::Release(release),
            ..self.referral(id)
        }
    }
    /// The same member's session, as it is after something about the organization was changed.
    pub async fn again(&self, session: &Session) -> Session {
        let cookie =
            app::sign_in::sign_in(&self.app, session.name().as_str(), PASSWORD, Device::Private).await.unwrap();
        load(&self.app, cookie.value()).await
    }
    /// The other bank's record.
    pub async fn across(&self, sender: &Session, receiver: &Session, id: ReferralId) -> ReferralId {
        app::workers::record_across(&self.app, sender, receiver, id).await.unwrap()
    }
}

/// Every element of a usual card.
pub const ALL_BUT_SUBSTANCE_USE: &[Element] = &[
    Element::Request,
    Element::Name,
    Element::Contact,
    Element::ContactPlan,
    Element::Needs,
    Element::Language,
    Element::VisitWishes,
    Element::Note,
];

/// In minutes.
pub const A_WEEK: i64 = Minutes(7 * 24 * 60).0 as i64;
