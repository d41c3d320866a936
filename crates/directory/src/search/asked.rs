//! What is asked, in terms of the index: what a document must have, and what more of it counts for the order.
//!
//! A document that has a word has both of the word's stems, so the stems alone say whether it is found; the word as it stands, and
//! names, are looked at only of what was found.

use super::beside::Belonging;
use super::docs::{Hidden, Looked, found};
use super::document::{PLACELESS, area_tag, county_tag, kind_tag, town_tag};
use super::index::Fields;
use super::query::{Around, Query};
use super::terms::{self, Stems};
use super::{SearchError, cells};
use crate::listing::Kind;
use std::sync::Arc;
use tantivy::query::{Bm25StatisticsProvider as _, Bm25Weight, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::{DocId, Searcher, Term};

/// How much more a word counts in a name.
const NAME: f32 = 3.0;
/// How much more a word counts as it was typed.
const TYPED: f32 = 2.0;

/// One word of a question.
pub(super) enum Word {
    /// The index knows it.
    Known {
        /// One of these must be there.
        must: Vec<Looked>,
        /// What each of these counts.
        order: Vec<(Looked, Bm25Weight)>,
    },
    /// The index knows words that are like it.
    Like {
        /// Where they are, by segments.
        anywhere: Vec<Arc<[DocId]>>,
        /// Where they are in a name.
        name: Vec<Arc<[DocId]>>,
    },
}

/// A question.
pub(super) struct Asked {
    pub words: Vec<Word>,
    /// Of each of these one must be there.
    pub filters: Vec<Vec<Looked>>,
    /// By what something without a place belongs to the place that is asked, if one is.
    pub belonging: Option<Belonging>,
    /// Words that nothing is like.
    pub left_out: Vec<String>,
}

/// The index that is asked.
pub(super) struct Asking<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub hidden: &'a Hidden,
}

impl Asking<'_> {
    pub(super) fn of(&self, query: &Query) -> Result<Asked, SearchError> {
        let (filters, belonging) = (self.filters(query)?, self.belonging(query)?);
        let mut asked = Asked { words: Vec::new(), filters, belonging, left_out: Vec::new() };
        let mut stems = Stems::new();
        for word in terms::asked(&query.words) {
            if let Some(known) = self.known(&word, &mut stems)? {
                asked.words.push(known);
            } else if let Some(like) = self.like(&word)? {
                asked.words.push(like);
            } else {
                asked.left_out.push(word);
            }
        }
        Ok(asked)
    }

    /// The same without words in a narrower circle.
    pub(super) fn nearer(&self, query: &Query, around: Around) -> Result<Asked, SearchError> {
        let filters = self.filters(&Query { around: Some(around), ..query.clone() })?;
        Ok(Asked { words: Vec::new(), filters, belonging: self.belonging(query)?, left_out: Vec::new() })
    }

    /// The same without words, of what has no place alone.
    pub(super) fn placeless(&self, query: &Query) -> Result<Asked, SearchError> {
        let mut filters = self.filters(query)?;
        filters.push(vec![self.look(self.fields.tags, PLACELESS)?]);
        Ok(Asked { words: Vec::new(), filters, belonging: self.belonging(query)?, left_out: Vec::new() })
    }

    fn look(&self, field: Field, text: &str) -> Result<Looked, SearchError> {
        let mut looked = Looked::up(self.searcher, Term::from_field_text(field, text))?;
        looked.count -= self.hidden.with(self.searcher, &looked)?.min(looked.count);
        Ok(looked)
    }

    /// The word, its stems, and the same of what means the same.
    fn known(&self, word: &str, stems: &mut Stems) -> Result<Option<Word>, SearchError> {
        let (mut must, mut order) = (Vec::new(), Vec::new());
        for (number, form) in std::iter::once(word).chain(terms::same_meaning(word)).enumerate() {
            let typed = if number == 0 { TYPED } else { 1.0 };
            let (mut whole, mut is_there) = (0, false);
            for (at, text) in std::iter::once(form.to_owned()).chain(stems.of(form)).enumerate() {
                let anywhere = self.look(self.fields.words, &text)?;
                if anywhere.count == 0 {
                    continue;
                }
                let more = if at == 0 { typed } else { 1.0 };
                let name = self.look(self.fields.name, &text)?;
                if name.count > 0 {
                    order.push(self.counting(name, more * NAME)?);
                }
                // A stem that as many have as have the word adds nothing: whoever has the word has both.
                match at {
                    0 => whole = anywhere.count,
                    1 | 2 if anywhere.count == whole && (at == 1 || is_there) => {}
                    _ => {
                        must.push(self.look(self.fields.words, &text)?);
                        is_there = true;
                    }
                }
                order.push(self.counting(anywhere, more)?);
            }
        }
        Ok((!must.is_empty()).then_some(Word::Known { must, order }))
    }

    fn counting(&self, looked: Looked, more: f32) -> Result<(Looked, Bm25Weight), SearchError> {
        let documents = self.searcher.total_num_docs()?;
        let words = self.searcher.total_num_tokens(looked.term().field())?;
        #[expect(clippy::cast_precision_loss, reason = "a mean, for an order")]
        let mean = words as f32 / documents.max(1) as f32;
        let weight = Bm25Weight::for_one_term_without_explain(looked.count, documents, mean);
        Ok((looked, weight.boost_by(more)))
    }

    /// Words that are one letter off, or two where the word is long.
    fn like(&self, word: &str) -> Result<Option<Word>, SearchError> {
        let most = match word.chars().count() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        for off in 1..=most {
            let like = |field| FuzzyTermQuery::new(Term::from_field_text(field, word), off, true);
            let find = |field| found(self.searcher, &like(field), self.hidden);
            let anywhere = find(self.fields.words)?;
            if anywhere.iter().any(|docs| !docs.is_empty()) {
                return Ok(Some(Word::Like { anywhere, name: find(self.fields.name)? }));
            }
        }
        Ok(None)
    }

    /// What tells who serves the place that is asked, without a place of its own.
    fn belonging(&self, query: &Query) -> Result<Option<Belonging>, SearchError> {
        let (Some(around), Some(state)) = (query.around, &query.state) else { return Ok(None) };
        let tag = |tag: Option<String>| -> Result<Vec<Looked>, SearchError> {
            tag.iter().map(|tag| self.look(self.fields.tags, tag)).collect()
        };
        let kind = |kind| tag(Some(kind_tag(kind).to_owned()));
        Ok(Some(Belonging {
            around,
            placeless: tag(Some(PLACELESS.to_owned()))?,
            town: tag(query.town.as_ref().map(|town| town_tag(state, town)))?,
            county: tag(query.county.as_ref().map(|county| county_tag(state, county)))?,
            state: tag(Some(area_tag(state)))?,
            everywhere: tag(Some(area_tag("")))?,
            advocacy: kind(Kind::Advocacy)?,
            hotline: kind(Kind::Hotline)?,
            coalition: kind(Kind::Coalition)?,
        }))
    }

    /// Services, languages, kinds, insurance and the place, by their tags.
    fn filters(&self, query: &Query) -> Result<Vec<Vec<Looked>>, SearchError> {
        let mut filters: Vec<Vec<String>> = Vec::new();
        filters.extend(query.services.iter().map(|service| vec![format!("service:{}", service.code())]));
        filters.push(query.languages.iter().map(|code| format!("language:{code}")).collect());
        filters.push(query.kinds.iter().map(|kind| kind_tag(*kind).to_owned()).collect());
        filters.extend(query.takes_uninsured.then(|| vec!["uninsured".to_owned()]));
        if let Some(around) = query.around {
            let mut place = cells::around(around.point, around.km);
            // What has no place to go to serves its state.
            place.extend(query.state.as_ref().map(|state| area_tag(state)));
            // A line for the whole country serves every place; who names no word is not shown all of them.
            place.extend((!query.words.trim().is_empty()).then(|| area_tag("")));
            filters.push(place);
        } else if let Some(state) = &query.state {
            let county = query.county.as_ref().map(|county| county_tag(state, county));
            filters.push(vec![county.unwrap_or_else(|| format!("in:{state}"))]);
        }
        let look = |tags: &Vec<String>| {
            let known = tags.iter().map(|tag| self.look(self.fields.tags, tag));
            known.filter(|looked| looked.as_ref().map_or(true, |looked| looked.count > 0)).collect()
        };
        filters.iter().filter(|tags| !tags.is_empty()).map(look).collect()
    }
}
