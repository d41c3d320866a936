//! Sets of documents of one segment, gone through forward only.

use std::collections::BTreeSet;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Searcher, TERMINATED, Term};

/// Where each segment has a term.
pub(super) struct Looked {
    term: Term,
    at: Vec<Option<TermInfo>>,
    /// How many documents have it.
    pub(super) count: u64,
}

impl Looked {
    pub(super) fn up(searcher: &Searcher, term: Term) -> tantivy::Result<Self> {
        let mut at = Vec::with_capacity(searcher.segment_readers().len());
        for segment in searcher.segment_readers() {
            at.push(segment.inverted_index(term.field())?.get_term_info(&term)?);
        }
        let count = at.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
        Ok(Self { term, at, count })
    }

    pub(super) const fn term(&self) -> &Term {
        &self.term
    }

    /// Its documents in a segment.
    pub(super) fn within(
        &self,
        searcher: &Searcher,
        segment: usize,
        option: IndexRecordOption,
    ) -> tantivy::Result<Option<SegmentPostings>> {
        let (Some(Some(info)), Some(reader)) = (self.at.get(segment), searcher.segment_readers().get(segment)) else {
            return Ok(None);
        };
        Ok(Some(reader.inverted_index(self.term.field())?.read_postings_from_terminfo(info, option)?))
    }
}

/// Documents in rising order.
pub(super) enum Docs {
    /// Those that have a term.
    Term(Box<SegmentPostings>),
    /// These, and how many of them were passed.
    List(std::sync::Arc<[DocId]>, usize),
    /// A bit for each.
    Bits(Vec<u64>),
}

impl Docs {
    /// The first that is not before this one; never asked for one before the last.
    pub(super) fn seek(&mut self, to: DocId) -> DocId {
        match self {
            Self::Term(postings) if postings.doc() >= to => postings.doc(),
            Self::Term(postings) => postings.seek(to),
            Self::List(list, passed) => {
                let rest = list.get(*passed..).unwrap_or_default();
                *passed += rest.partition_point(|doc| *doc < to);
                list.get(*passed).copied().unwrap_or(TERMINATED)
            }
            Self::Bits(bits) => {
                let Ok(mut word) = usize::try_from(to / 64) else { return TERMINATED };
                let mut left = bits.get(word).map_or(0, |bits| bits & (u64::MAX << (to % 64)));
                while left == 0 {
                    word += 1;
                    match bits.get(word) {
                        Some(bits) => left = *bits,
                        None => return TERMINATED,
                    }
                }
                u32::try_from(word).map_or(TERMINATED, |word| word * 64 + left.trailing_zeros())
            }
        }
    }
}

/// Documents that are in one of some sets.
#[derive(Default)]
pub(super) struct Any {
    docs: Vec<Docs>,
    /// How many they are at most.
    pub(super) cost: u64,
}

impl Any {
    pub(super) fn push(&mut self, docs: Docs, cost: u64) {
        self.docs.push(docs);
        self.cost += cost;
    }

    /// Those that have one of these terms in a segment.
    pub(super) fn of(searcher: &Searcher, segment: usize, terms: &[Looked]) -> tantivy::Result<Self> {
        let mut any = Self::default();
        for term in terms {
            if let Some(postings) = term.within(searcher, segment, IndexRecordOption::Basic)? {
                let cost = u64::from(postings.doc_freq());
                any.push(Docs::Term(Box::new(postings)), cost);
            }
        }
        Ok(any)
    }

    /// How many sets they are.
    pub(super) const fn sets(&self) -> usize {
        self.docs.len()
    }

    /// The first that is not before this one.
    pub(super) fn seek(&mut self, to: DocId) -> DocId {
        self.docs.iter_mut().map(|docs| docs.seek(to)).min().unwrap_or(TERMINATED)
    }

    /// Whether this one is among them; never asked of one before the last.
    pub(super) fn has(&mut self, doc: DocId) -> bool {
        self.docs.iter_mut().any(|docs| docs.seek(doc) == doc)
    }

    /// The same as one set of bits: many sets one beside the other are slow to ask, and these are read to their end once.
    pub(super) fn gathered(mut self, most: DocId) -> Self {
        let mut bits = vec![0_u64; usize::try_from(most / 64 + 1).unwrap_or(0)];
        for docs in &mut self.docs {
            let mut doc = docs.seek(0);
            while doc != TERMINATED {
                if let Some(word) = usize::try_from(doc / 64).ok().and_then(|word| bits.get_mut(word)) {
                    *word |= 1 << (doc % 64);
                }
                doc = docs.seek(doc + 1);
            }
        }
        Self { docs: vec![Docs::Bits(bits)], cost: self.cost }
    }
}

/// Documents that are not found, by segments; few.
pub(super) struct Hidden(Vec<BTreeSet<DocId>>);

impl Hidden {
    /// The documents of these terms.
    pub(super) fn of(searcher: &Searcher, terms: impl Iterator<Item = Term>) -> tantivy::Result<Self> {
        let mut all = vec![BTreeSet::new(); searcher.segment_readers().len()];
        for term in terms {
            let looked = Looked::up(searcher, term)?;
            for (number, hidden) in all.iter_mut().enumerate() {
                let mut any = Any::of(searcher, number, std::slice::from_ref(&looked))?;
                let mut doc = any.seek(0);
                while doc != TERMINATED {
                    hidden.insert(doc);
                    doc = any.seek(doc + 1);
                }
            }
        }
        Ok(Self(all))
    }

    pub(super) fn has(&self, segment: usize, doc: DocId) -> bool {
        self.0.get(segment).is_some_and(|hidden| hidden.contains(&doc))
    }

    /// How many of them have a term.
    pub(super) fn with(&self, searcher: &Searcher, term: &Looked) -> tantivy::Result<u64> {
        let mut count = 0;
        for (number, hidden) in self.0.iter().enumerate().filter(|(_, hidden)| !hidden.is_empty()) {
            let mut any = Any::of(searcher, number, std::slice::from_ref(term))?;
            count += hidden.iter().filter(|doc| any.has(**doc)).count() as u64;
        }
        Ok(count)
    }
}

/// Documents that a query of the library finds, by segments.
pub(super) fn found(
    searcher: &Searcher,
    query: &dyn tantivy::query::Query,
    hidden: &Hidden,
) -> tantivy::Result<Vec<std::sync::Arc<[DocId]>>> {
    let weight = query.weight(tantivy::query::EnableScoring::disabled_from_searcher(searcher))?;
    let mut all = Vec::new();
    for (number, reader) in searcher.segment_readers().iter().enumerate() {
        let mut scorer = weight.scorer(reader, 1.0)?;
        let mut docs = Vec::new();
        while scorer.doc() != TERMINATED {
            if !hidden.has(number, scorer.doc()) {
                docs.push(scorer.doc());
            }
            scorer.advance();
        }
        all.push(docs.into());
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any(sets: &[BTreeSet<u32>]) -> Any {
        let mut any = Any::default();
        for set in sets {
            any.push(Docs::List(set.iter().copied().collect(), 0), set.len() as u64);
        }
        any
    }

    proptest! {
        #[test]
        fn some_sets_have_what_one_of_them_has(
            sets in prop::collection::vec(prop::collection::btree_set(0_u32..500, 0..40), 0..5),
            asked in prop::collection::btree_set(0_u32..600, 1..40),
        ) {
            let union: BTreeSet<u32> = sets.iter().flatten().copied().collect();
            let next = |doc: &u32| union.range(doc..).next().copied().unwrap_or(TERMINATED);
            for mut any in [any(&sets), any(&sets).gathered(500)] {
                for doc in &asked {
                    prop_assert_eq!(any.has(*doc), union.contains(doc));
                    prop_assert_eq!(any.seek(*doc), next(doc));
                }
            }
        }
    }
}
