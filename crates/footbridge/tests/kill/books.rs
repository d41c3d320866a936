//! The books of both organizations, read row by row and compared with each other and with what was acknowledged: what
//! was lost or doubled, and where.

use domain::audit::Act;
use domain::ids::{CrossingId, MemberId, OrgId, ReferralId};
use domain::measure::Measure;
use domain::org::OrgKind;
use domain::referral::Event;
use domain::time::{Month, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use store::referrals::ReferralLine;
use store::{OrgScope, Store, StoreOptions, WorkerToken};

const PAGE: u32 = 500;
/// Nobody: no record is hidden from them.
const NOBODY: MemberId = MemberId::from_bytes([0; 16]);

/// A database, opened beside no other process.
pub struct Books {
    pub store: Store,
    worker: WorkerToken,
    /// The health center, then the advocacy organization.
    orgs: Vec<OrgId>,
}

/// What one organization has written down.
#[derive(Default)]
struct Book {
    /// Records of what it sent, by crossing.
    sent: BTreeMap<CrossingId, ReferralId>,
    /// Records of what arrived, by crossing.
    arrived: BTreeMap<CrossingId, ReferralId>,
    /// How often an act stands in its audit chain for a record.
    audited: BTreeMap<(Act, ReferralId), usize>,
    /// What is wrong inside it.
    faults: Vec<String>,
}

impl Books {
    pub async fn open(url: &str) -> Self {
        let (store, worker) = Store::open(url, &StoreOptions::default()).await.unwrap();
        let mut orgs = store::organizations::list_public(&store).await.unwrap();
        orgs.sort_by_key(|org| org.kind != OrgKind::HealthCenter);
        Self { store, worker, orgs: orgs.into_iter().map(|org| org.id).collect() }
    }

    /// The right to the health center's rows.
    pub fn health_center(&self) -> OrgScope {
        self.worker.scope(self.orgs[0])
    }

    /// Everything that was lost or doubled. `most_unsaid` records may stand without an acknowledgement: their writers
    /// died between the commit and the answer.
    pub async fn faults(&self, acknowledged: &BTreeSet<ReferralId>, most_unsaid: usize) -> Vec<String> {
        let mut books = Vec::new();
        for org in &self.orgs {
            books.push(self.read(&self.worker.scope(*org)).await);
        }
        let [lakeside, harbor] = &mut books[..] else { panic!("two organizations") };
        let standing: BTreeSet<_> = lakeside.sent.values().chain(harbor.sent.values()).copied().collect();
        let mut faults: Vec<_> = acknowledged.difference(&standing).map(|id| format!("lost: {id}")).collect();
        let unsaid = standing.difference(acknowledged).count();
        if unsaid > most_unsaid {
            faults.push(format!("{unsaid} stand without an acknowledgement, more than were ever under way"));
        }
        faults.append(&mut lakeside.faults);
        faults.append(&mut harbor.faults);
        faults.extend(crossed(lakeside, harbor));
        faults.extend(crossed(harbor, lakeside));
        faults
    }

    async fn read(&self, scope: &OrgScope) -> Book {
        let mut book = Book::default();
        let (sent, arrived) = (self.sent(scope).await, self.arrived(scope).await);
        book.audited = self.audited(scope, &mut book.faults).await;
        for line in &sent {
            let (crossing, id) = (line.referral.crossing, line.referral.id);
            if book.sent.insert(crossing, id).is_some() {
                book.faults.push(format!("sent twice: {id}"));
            }
            book.once(id, Act::Disclosed);
            self.happened(scope, id, &[Event::Sent, Event::Delivered], &mut book.faults).await;
        }
        for line in &arrived {
            let (crossing, id) = (line.referral.crossing, line.referral.id);
            if book.arrived.insert(crossing, id).is_some() {
                book.faults.push(format!("arrived twice: {id}"));
            }
            book.once(id, Act::ReferralEvent);
            self.happened(scope, id, &[Event::Arrived], &mut book.faults).await;
        }
        self.tallied(scope, sent.len(), arrived.len(), &mut book.faults).await;
        let depth = store::outbox::depth(&self.store, scope).await.unwrap();
        if depth != store::outbox::Depth::default() {
            book.faults.push(format!("still in the outbox: {depth:?}"));
        }
        book
    }

    async fn sent(&self, scope: &OrgScope) -> Vec<ReferralLine> {
        let mut lines: Vec<ReferralLine> = Vec::new();
        loop {
            let after = lines.last().map(ReferralLine::time_key);
            let page = store::referrals::sent(&self.store, scope, NOBODY, Timestamp::from_micros(0), after, PAGE)
                .await
                .unwrap();
            let is_last = page.len() < PAGE as usize;
            lines.extend(page);
            if is_last {
                return lines;
            }
        }
    }

    async fn arrived(&self, scope: &OrgScope) -> Vec<ReferralLine> {
        let mut lines: Vec<ReferralLine> = Vec::new();
        loop {
            let after = lines.last().map(ReferralLine::inbox_key);
            let page = store::referrals::inbox(&self.store, scope, NOBODY, after, PAGE).await.unwrap();
            let is_last = page.len() < PAGE as usize;
            lines.extend(page);
            if is_last {
                return lines;
            }
        }
    }

    /// Walks the chain: it verifies, and every entry of it is counted.
    async fn audited(&self, scope: &OrgScope, faults: &mut Vec<String>) -> BTreeMap<(Act, ReferralId), usize> {
        let (mut counted, mut entries) = (BTreeMap::new(), 0);
        loop {
            let page = store::audit::stream(&self.store, scope, entries + 1, PAGE).await.unwrap();
            if page.is_empty() {
                break;
            }
            entries += page.len() as u64;
            for entry in page.into_iter().map(|chained| chained.entry) {
                if let Some(subject) = entry.subject {
                    *counted.entry((entry.act, ReferralId::from_bytes(subject))).or_default() += 1;
                }
            }
        }
        match store::audit::verify(&self.store, scope).await.unwrap() {
            Ok(verified) if verified == entries && entries > 0 => {}
            found => faults.push(format!("the chain of {entries} entries does not verify: {found:?}")),
        }
        counted
    }

    /// A record's history is these events, each once.
    async fn happened(&self, scope: &OrgScope, id: ReferralId, wanted: &[Event], faults: &mut Vec<String>) {
        let rows = store::referrals::events(&self.store, scope, NOBODY, id).await.unwrap();
        let events: Vec<_> = rows.into_iter().map(|row| row.event).collect();
        if events != wanted {
            faults.push(format!("the history of {id} is {events:?}"));
        }
    }

    /// The tallies say what stands, and what a recount of the events says.
    async fn tallied(&self, scope: &OrgScope, sent: usize, arrived: usize, faults: &mut Vec<String>) {
        let (first, last) = (Month { year: 2000, month: 1 }, Month { year: 3000, month: 12 });
        let tallies = store::tallies::list(&self.store, scope, first, last).await.unwrap();
        for (measure, stands) in [(Measure::Sent, sent), (Measure::Delivered, sent), (Measure::Arrived, arrived)] {
            let counts = tallies.iter().filter(|(key, _)| key.measure == measure);
            let tallied: u64 = counts.map(|(_, count)| count).sum();
            if tallied != stands as u64 {
                faults.push(format!("{stands} stand, and {tallied} are tallied as {measure:?}"));
            }
        }
        let differences = store::doctor::compare_tallies(&self.store, scope).await.unwrap();
        faults.extend(differences.iter().map(|difference| format!("a recount differs: {difference:?}")));
    }
}

impl Book {
    fn once(&mut self, id: ReferralId, act: Act) {
        match self.audited.get(&(act, id)) {
            Some(1) => {}
            found => self.faults.push(format!("{act:?} of {id} is audited {} times", found.unwrap_or(&0))),
        }
    }
}

/// What one sent is what the other has, each once.
fn crossed(from: &Book, to: &Book) -> Vec<String> {
    let lost = from.sent.iter().filter(|(crossing, _)| !to.arrived.contains_key(crossing));
    let made_up = to.arrived.iter().filter(|(crossing, _)| !from.sent.contains_key(crossing));
    let lost = lost.map(|(_, id)| format!("never arrived: {id}"));
    lost.chain(made_up.map(|(_, id)| format!("arrived and was never sent: {id}"))).collect()
}
