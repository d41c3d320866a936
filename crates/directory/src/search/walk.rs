//! Goes through the documents of a segment that have what is asked: the rarest of it leads, and the rest is looked at only where
//! the lead is.

use super::SearchError;
use super::asked::{Asked, Word};
use super::beside::Beside;
use super::docs::{Any, Docs, Hidden};
use super::near::Gate;
use super::turns::{Best, Stand};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::query::Bm25Weight;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _, Searcher, SegmentReader, TERMINATED};

/// So many sets are asked one by one; more are gathered first.
const FEW: usize = 4;

/// What counts for the order.
enum Counting<'a> {
    Term { postings: Box<SegmentPostings>, norms: FieldNormReader, weight: &'a Bm25Weight },
    Found { docs: Docs, counts: f32 },
}

impl Counting<'_> {
    /// What it counts for this document; never asked of one before the last.
    fn of(&mut self, doc: DocId) -> f32 {
        match self {
            Self::Term { postings, norms, weight } => {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                if postings.doc() == doc { weight.score(norms.fieldnorm_id(doc), postings.term_freq()) } else { 0.0 }
            }
            Self::Found { docs, counts } => f32::from(u8::from(docs.seek(doc) == doc)) * *counts,
        }
    }
}

/// A segment, and what is asked of it.
pub(super) struct Walk<'a> {
    number: usize,
    reader: &'a SegmentReader,
    gate: &'a Gate,
    hidden: &'a Hidden,
    columns: super::near::Columns,
    beside: Option<Beside>,
    filters: Vec<Any>,
    words: Vec<Any>,
    order: Vec<Counting<'a>>,
}

impl<'a> Walk<'a> {
    pub(super) fn of(
        searcher: &'a Searcher,
        number: usize,
        asked: &'a Asked,
        gate: &'a Gate,
        hidden: &'a Hidden,
    ) -> Result<Self, SearchError> {
        let reader = searcher.segment_reader(u32::try_from(number).unwrap_or(u32::MAX));
        let columns = gate.columns(reader)?;
        let beside = asked.belonging.as_ref().map(|belonging| Beside::of(searcher, number, belonging)).transpose()?;
        let (filters, words, order) = (Vec::new(), Vec::new(), Vec::new());
        let mut walk = Self { number, reader, gate, hidden, columns, beside, filters, words, order };
        for word in &asked.words {
            walk.add(searcher, word)?;
        }
        let rarest = walk.words.iter().map(|word| word.cost).min().unwrap_or(u64::MAX);
        for tags in &asked.filters {
            let any = Any::of(searcher, number, tags)?;
            // Reading many sets to their end is quick; looking into each of them for each document is not.
            let is_worth_it = any.cost / 64 <= rarest.saturating_mul(any.sets() as u64);
            walk.filters.push(if any.sets() > FEW && is_worth_it { any.gathered(reader.max_doc()) } else { any });
        }
        walk.filters.sort_by_key(|any| any.cost);
        Ok(walk)
    }

    fn add(&mut self, searcher: &Searcher, word: &'a Word) -> Result<(), SearchError> {
        match word {
            Word::Known { must, order } => {
                self.words.push(Any::of(searcher, self.number, must)?);
                for (looked, weight) in order {
                    let postings = looked.within(searcher, self.number, IndexRecordOption::WithFreqs)?;
                    let Some(postings) = postings else { continue };
                    let norms = self.reader.get_fieldnorms_reader(looked.term().field())?;
                    self.order.push(Counting::Term { postings: Box::new(postings), norms, weight });
                }
            }
            Word::Like { anywhere, name } => {
                let docs = |all: &[std::sync::Arc<[DocId]>]| {
                    let list = all.get(self.number).cloned().unwrap_or_default();
                    (list.len() as u64, Docs::List(list, 0))
                };
                let (cost, must) = docs(anywhere);
                let mut any = Any::default();
                any.push(must, cost);
                self.words.push(any);
                for (all, counts) in [(anywhere, 1.0), (name, 3.0)] {
                    self.order.push(Counting::Found { docs: docs(all).1, counts });
                }
            }
        }
        Ok(())
    }

    /// Offers every document that has all words.
    pub(super) fn all(mut self, best: &mut Best) {
        let mut must: Vec<Any> = self.filters.drain(..).chain(self.words.drain(..)).collect();
        must.sort_by_key(|any| any.cost);
        let Some((lead, rest)) = must.split_first_mut() else {
            (0..self.reader.max_doc()).for_each(|doc| self.offer(best, doc));
            return;
        };
        let mut doc = lead.seek(0);
        while doc != TERMINATED {
            if rest.iter_mut().all(|any| any.has(doc)) {
                self.offer(best, doc);
            }
            doc = lead.seek(doc + 1);
        }
    }

    /// Offers every document that has at least so many words, and of those only what has most: a document that has more takes the
    /// place of all before it.
    pub(super) fn some(mut self, least: &mut usize, best: &mut Best) {
        let (mut filters, mut words) = (std::mem::take(&mut self.filters), std::mem::take(&mut self.words));
        let in_words: u64 = words.iter().map(|word| word.cost).sum();
        let is_led = filters.first().is_some_and(|lead| lead.cost <= in_words);
        let mut doc = 0;
        loop {
            doc = match filters.first_mut() {
                Some(lead) if is_led => lead.seek(doc),
                _ => words.iter_mut().map(|word| word.seek(doc)).min().unwrap_or(TERMINATED),
            };
            if doc == TERMINATED {
                return;
            }
            if filters.iter_mut().all(|any| any.has(doc)) {
                let has = words.iter_mut().filter_map(|word| word.has(doc).then_some(())).count();
                if has > *least && self.may(doc) {
                    *least = has;
                    best.clear();
                }
                if has == *least {
                    self.offer(best, doc);
                }
            }
            doc += 1;
        }
    }

    /// Whether a document is there, near enough and open.
    fn may(&mut self, doc: DocId) -> bool {
        self.stand(doc, f64::INFINITY).is_some() && self.is_there(doc) && self.gate.is_open(&self.columns, doc)
    }

    /// Where a document stands; nothing for a place that is farther than was asked or than `within`, and for who serves another one.
    fn stand(&mut self, doc: DocId, within: f64) -> Option<Stand> {
        if let Some(beside) = &mut self.beside
            && beside.is_placeless(doc)
        {
            return beside.nearness(doc, self.gate.town_away(&self.columns, doc)).map(Stand::Beside);
        }
        self.gate.distance(&self.columns, doc, within).map(Stand::Place)
    }

    fn is_there(&self, doc: DocId) -> bool {
        !self.reader.is_deleted(doc) && !self.hidden.has(self.number, doc)
    }

    fn offer(&mut self, best: &mut Best, doc: DocId) {
        let Some(stand) = self.stand(doc, best.within()) else { return };
        if !self.is_there(doc) || best.is_beyond(stand) {
            return;
        }
        let score = self.order.iter_mut().map(|one| one.of(doc)).sum();
        let number = u32::try_from(self.number).unwrap_or(u32::MAX);
        best.offer(stand, (score, self.columns.order(doc)), (number, doc), || self.gate.is_open(&self.columns, doc));
    }
}
