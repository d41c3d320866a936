//! Two leads agree, clause by clause, freeze what they agreed and sign it. Whatever the order in which they do it: nothing
//! is in force without both signatures over the same words, and an agreement that is over never stands in the way.

mod any;
mod sets;
mod signing;

use crate::any::{OURS, PARTNER, at};
use domain::day::Day;
use domain::ids::{EditId, EntryId, MemberId, OrgId, PartnershipId};
use domain::mou::clause::accepted;
use domain::mou::compare::{self, Fate};
use domain::mou::ledger::{CannotSign, Draft, NotReady, Signed, Standing, Version, reminder};
use domain::mou::paper::{BadTerm, terms};
use domain::mou::{Clause, Ledger, Memorandum, Party, Promise, Sides, Stage, Topic, mark, unmark};
use domain::org::OrgKind;
use domain::release::Element;
use domain::text::Label;
use domain::time::Days;
use domain::workspace::{Author, Edit, Entry, Noun, Value};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PARTNERSHIP: PartnershipId = PartnershipId::from_bytes([7; 16]);
const SIDES: Sides = Sides { health_center: OURS, advocacy: PARTNER };

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The workspace of the two, on a day.
#[derive(Clone)]
struct Room {
    edits: BTreeMap<EntryId, Vec<Edit>>,
    ledger: Ledger,
    today: Day,
    n: u64,
}

impl Room {
    fn new() -> Self {
        Self { edits: BTreeMap::new(), ledger: Ledger::default(), today: day("2027-01-04"), n: 0 }
    }
    fn entry(&self, id: EntryId) -> Entry {
        Entry::of(id, self.edits.get(&id).into_iter().flatten().cloned())
    }
    fn write(&mut self, by: OrgId, id: EntryId, field: &str, value: &str) {
        let (now, value) = (self.entry(id), Value::stored(value.to_owned()));
        let Some(saw) = now.change(&now, field, value.as_ref()) else { return };
        self.n += 1;
        let bytes = u128::from(self.n).to_be_bytes();
        let author = Author { org: by, member: MemberId::from_bytes([1; 16]), name: Label::parse("Lead").unwrap() };
        let edit = Edit {
            id: EditId::from_bytes(bytes),
            entry: id,
            field: field.to_owned(),
            value,
            saw,
            by: author,
            at: at(i64::try_from(self.n).unwrap()),
        };
        self.edits.entry(id).or_default().push(edit);
    }
    fn clause(&self, topic: Topic) -> Clause {
        Clause::of(topic, &self.entry(topic.entry(PARTNERSHIP)))
    }
    fn accept(&mut self, by: OrgId, topic: Topic) {
        let hash = mark(&self.clause(topic).hash());
        let kind = SIDES.kind(by).unwrap();
        self.write(by, topic.entry(PARTNERSHIP), accepted(kind), &hash);
    }
    fn stage(&self, topic: Topic) -> Stage {
        self.clause(topic).stage(&self.entry(topic.entry(PARTNERSHIP)), &SIDES)
    }
    fn draft(&self) -> Draft {
        let entries: Vec<Entry> = self.edits.keys().map(|id| self.entry(*id)).collect();
        let stands: Vec<Entry> = entries.into_iter().filter(|entry| !entry.is_ticked("removed")).collect();
        Draft::of(&stands, PARTNERSHIP, &SIDES)
    }
    fn freeze(&mut self) -> Result<(), NotReady> {
        let draft = self.draft();
        self.ledger.may_freeze(&draft, self.today)?;
        let version = self.ledger.next_number();
        let paper = memorandum(version, draft.words());
        self.ledger.versions.push(Version { paper, signed: Vec::new(), is_void: false });
        Ok(())
    }
    fn sign(&mut self, kind: OrgKind, number: u32, read: [u8; 32]) -> Result<(), CannotSign> {
        let draft = self.draft();
        self.ledger.may_sign((number, &read), kind, &draft, self.today)?;
        let version = self.ledger.versions.iter_mut().find(|version| version.paper.version == number).unwrap();
        version.signed.push(Signed { kind, over: read });
        Ok(())
    }
    fn both_accept_all(&mut self) {
        for (clause, _) in self.draft().clauses {
            self.accept(OURS, clause.topic);
            self.accept(PARTNER, clause.topic);
        }
    }
    /// A first agreement, agreed and frozen, to the end of the year.
    fn frozen() -> Self {
        let mut room = Self::new();
        room.write(OURS, Topic::Confidentiality.entry(PARTNERSHIP), "text", "Each keeps its own law.");
        room.write(OURS, Topic::Term.entry(PARTNERSHIP), "text", "It holds for a year.");
        room.write(OURS, Topic::Term.entry(PARTNERSHIP), "starts", "2027-01-04");
        room.write(PARTNER, Topic::Term.entry(PARTNERSHIP), "ends", "2027-12-31");
        room.both_accept_all();
        room.freeze().unwrap();
        room
    }
    fn hash(&self, number: u32) -> [u8; 32] {
        self.ledger.version(number).unwrap().paper.hash()
    }
    fn both_sign(&mut self, number: u32) {
        let hash = self.hash(number);
        self.sign(OrgKind::HealthCenter, number, hash).unwrap();
        self.sign(OrgKind::Advocacy, number, hash).unwrap();
    }
}

fn memorandum(version: u32, clauses: Vec<Clause>) -> Memorandum {
    let party = |org, name| Party { org, name: Label::parse(name).unwrap() };
    Memorandum {
        partnership: PARTNERSHIP,
        version,
        health_center: party(OURS, "Lakeside"),
        advocacy: party(PARTNER, "Harbor House"),
        clauses,
    }
}
