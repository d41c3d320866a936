//! The index of listings.

use super::Found;
use super::asked::{Asked, Asking};
use super::docs::Hidden;
use super::document::document;
use super::near::{self, Gate};
use super::query::{Around, Query};
use super::terms::Stems;
use super::turns::Best;
use super::walk::Walk;
use crate::listing::Listing;
use std::path::Path;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::IndexWriterOptions;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value as _,
};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};
use uuid::Uuid;

/// Memory of the writer before it writes a segment, in bytes.
const WRITER: usize = 32 << 20;
/// Most that one search gives.
const MOST: usize = 256;

/// The index did not answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// It cannot be read or written.
    #[error("the index of the directory: {0}")]
    Index(#[from] TantivyError),
    /// What lies there was made by another version, or is something else.
    #[error("the index of the directory is not one of this version")]
    Foreign,
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Index(error.into())
    }
}

#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub id: Field,
    pub name: Field,
    pub words: Field,
    pub tags: Field,
    pub lat: Field,
    pub lon: Field,
    pub town_lat: Field,
    pub town_lon: Field,
    pub order: Field,
    pub zone: Field,
    pub spans: Field,
}

/// The index of listings.
pub struct Index {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
}

fn schema() -> (Schema, Fields) {
    // Words are cut here; the index cuts again at the spaces between them.
    let text = |cut: &str, record| {
        let indexing = TextFieldIndexing::default().set_tokenizer(cut).set_fieldnorms(true).set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_bytes_field("id", STORED | INDEXED),
        name: schema.add_text_field("name", text("whitespace", IndexRecordOption::WithFreqs)),
        words: schema.add_text_field("words", text("whitespace", IndexRecordOption::WithFreqs)),
        tags: schema.add_text_field("tags", text("raw", IndexRecordOption::Basic)),
        lat: schema.add_i64_field("lat", FAST),
        lon: schema.add_i64_field("lon", FAST),
        town_lat: schema.add_i64_field("town_lat", FAST),
        town_lon: schema.add_i64_field("town_lon", FAST),
        order: schema.add_u64_field("order", FAST),
        zone: schema.add_u64_field("zone", FAST),
        spans: schema.add_u64_field("spans", FAST),
    };
    (schema.build(), fields)
}

impl Index {
    fn of(index: tantivy::Index, fields: Fields) -> Result<Self, SearchError> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, fields })
    }

    /// An empty index, in a folder or in memory.
    ///
    /// # Errors
    /// [`SearchError`], also when the folder holds an index.
    pub fn create(folder: Option<&Path>) -> Result<Self, SearchError> {
        let (schema, fields) = schema();
        let index = match folder {
            None => tantivy::Index::create_in_ram(schema),
            Some(folder) => tantivy::Index::create_in_dir(folder, schema)?,
        };
        Self::of(index, fields)
    }

    /// The index that lies in a folder. A folder without one is an error: an empty index in its stead would answer that
    /// nothing is anywhere.
    ///
    /// # Errors
    /// [`SearchError`]; [`SearchError::Foreign`] where it is one of another kind.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let (schema, fields) = schema();
        let index = tantivy::Index::open(MmapDirectory::open(folder).map_err(TantivyError::from)?)?;
        if index.schema() != schema {
            return Err(SearchError::Foreign);
        }
        Self::of(index, fields)
    }

    /// Puts these listings in, in the place of what was there under their ids, and takes these ids out. Who searches sees all
    /// of it at once.
    ///
    /// # Errors
    /// [`SearchError`]; the index then is as it was.
    pub fn put(&self, listings: impl IntoIterator<Item = (Uuid, Listing)>, gone: &[Uuid]) -> Result<(), SearchError> {
        // Segments are merged one after the other: each merge takes memory of its own.
        let options = IndexWriterOptions::builder().memory_budget_per_thread(WRITER).num_merge_threads(1).build();
        let mut writer: IndexWriter = self.index.writer_with_options(options)?;
        let mut stems = Stems::new();
        let empty = self.is_empty();
        for id in gone {
            writer.delete_term(Term::from_field_bytes(self.fields.id, id.as_bytes()));
        }
        for (id, listing) in listings {
            if !empty {
                writer.delete_term(Term::from_field_bytes(self.fields.id, id.as_bytes()));
            }
            writer.add_document(document(&self.fields, id, &listing, &mut stems))?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        self.reader.reload()?;
        Ok(())
    }

    /// How many listings it holds.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }
    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is asked.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn search(&self, query: &Query) -> Result<Found, SearchError> {
        let searcher = self.reader.searcher();
        let but = query.but.iter().map(|id| Term::from_field_bytes(self.fields.id, id.as_bytes()));
        let hidden = Hidden::of(&searcher, but)?;
        let asking = Asking { searcher: &searcher, fields: &self.fields, hidden: &hidden };
        let asked = asking.of(query)?;
        let mut found = Found { left_out: asked.left_out.clone(), ..Found::default() };
        if asked.words.is_empty() && !found.left_out.is_empty() {
            return Ok(found);
        }
        let gate =
            Gate { around: query.around.map(|around| (around.point, around.km)), open_at: query.open_at.clone() };
        let segments = 0..searcher.segment_readers().len();
        let mut best = match nearest(&asking, query, asked.words.is_empty())? {
            Some(best) => best,
            None => {
                let mut best = Best::of(query.most.clamp(1, MOST));
                for segment in segments.clone() {
                    Walk::of(&searcher, segment, &asked, &gate, &hidden)?.all(&mut best);
                }
                best
            }
        };
        // All words; where no listing has them all, as many as one has.
        if best.is_empty() && asked.words.len() > 1 {
            let mut least = asked.words.len().div_ceil(2);
            for segment in segments {
                Walk::of(&searcher, segment, &asked, &gate, &hidden)?.some(&mut least, &mut best);
            }
        }
        for (at, km) in best.in_turns() {
            let document: TantivyDocument = searcher.doc(at)?;
            let id = document.get_first(self.fields.id).and_then(|value| value.as_bytes().map(<[u8]>::to_vec));
            found.hits.extend(id.and_then(|id| near::hit(&id, km)));
        }
        Ok(found)
    }

    /// Everything in it that can be read as text, each once: what listings are found by. Nobody is shown this; it is for who wants to see that
    /// nothing of a withheld place is in it.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn terms(&self) -> Result<std::collections::BTreeSet<String>, SearchError> {
        let mut all = std::collections::BTreeSet::new();
        for segment in self.reader.searcher().segment_readers() {
            for field in [self.fields.name, self.fields.words, self.fields.tags] {
                let index = segment.inverted_index(field)?;
                let mut terms = index.terms().stream()?;
                while terms.advance() {
                    all.insert(String::from_utf8_lossy(terms.key()).into_owned());
                }
            }
        }
        Ok(all)
    }
}

/// A circle of so many times less is looked into first, where no word was typed.
const NARROWER: f64 = 4.0;

/// The best of a narrow circle, if it holds as many places as are asked for: then none of a wider one comes before them, and to go
/// through a city for the far ones would change nothing. Who serves the place and has none is looked for as far as was asked.
fn nearest(asking: &Asking<'_>, query: &Query, has_no_words: bool) -> Result<Option<Best>, SearchError> {
    let Some(wide) = query.around.filter(|_| has_no_words) else { return Ok(None) };
    let around = Around { km: wide.km / NARROWER, ..wide };
    let mut best = Best::of(query.most.clamp(1, MOST));
    let offer = |asked: Asked, km: f64, best: &mut Best| {
        let gate = Gate { around: Some((wide.point, km)), open_at: query.open_at.clone() };
        (0..asking.searcher.segment_readers().len()).try_for_each(|segment| {
            Walk::of(asking.searcher, segment, &asked, &gate, asking.hidden).map(|walk| walk.all(best))
        })
    };
    offer(asking.nearer(query, around)?, around.km, &mut best)?;
    if best.within() > around.km {
        return Ok(None);
    }
    best.places_alone();
    offer(asking.placeless(query)?, wide.km, &mut best)?;
    Ok(Some(best))
}
