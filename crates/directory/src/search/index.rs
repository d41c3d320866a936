//! The index of listings.

use super::near::{self, Nearest};
use super::query::Query;
use super::terms::{self, Stems};
use super::{Found, cells};
use crate::listing::{Kind, Listing, Whereabouts};
use crate::points::points;
use crate::words;
use std::path::Path;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, FuzzyTermQuery, Occur, Query as Search, TermQuery, TermSetQuery,
};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};
use uuid::Uuid;

/// Memory of the writer before it writes a segment, in bytes.
const WRITER: usize = 32 << 20;
/// Most that one search gives.
const MOST: usize = 200;

/// The index did not answer.
#[derive(Debug, thiserror::Error)]
#[error("the index of the directory: {0}")]
pub struct SearchError(#[from] tantivy::TantivyError);

#[derive(Clone, Copy)]
struct Fields {
    id: Field,
    name: Field,
    words: Field,
    tags: Field,
    lat: Field,
    lon: Field,
    zone: Field,
    spans: Field,
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
        zone: schema.add_u64_field("zone", FAST),
        spans: schema.add_u64_field("spans", FAST),
    };
    (schema.build(), fields)
}

const fn kind_tag(kind: Kind) -> &'static str {
    match kind {
        Kind::HealthCenter => "kind:health_center",
        Kind::Advocacy => "kind:advocacy",
        Kind::Coalition => "kind:coalition",
        Kind::Hotline => "kind:hotline",
        Kind::Other => "kind:other",
    }
}

fn county_tag(state: &str, slug: &str) -> String {
    format!("county:{state}:{slug}")
}

/// The county of a place that anybody may know; of what has none, those that it says it serves.
fn counties(listing: &Listing) -> Vec<&'static str> {
    match &listing.whereabouts {
        Whereabouts::Open(place) => points().county(&place.zip).into_iter().collect(),
        Whereabouts::Withheld(area, _) | Whereabouts::Nowhere(area) if !area.counties.is_empty() => {
            let all = points().counties(&area.state).into_iter();
            all.filter(|county| words::names_county(&area.counties, county)).collect()
        }
        Whereabouts::Withheld(..) | Whereabouts::Nowhere(_) => Vec::new(),
    }
}

/// What is looked up by its whole.
fn tags(listing: &Listing) -> Vec<String> {
    let mut tags = vec![kind_tag(listing.kind).to_owned()];
    tags.extend(listing.services.iter().map(|service| format!("service:{}", service.code())));
    tags.extend(listing.languages.iter().map(|code| format!("language:{code}")));
    if listing.takes_uninsured == Some(true) {
        tags.push("uninsured".to_owned());
    }
    tags.push(format!("in:{}", listing.whereabouts.state()));
    tags.extend(counties(listing).iter().map(|county| county_tag(listing.whereabouts.state(), &words::slug(county))));
    match &listing.whereabouts {
        Whereabouts::Open(place) => match place.point {
            Some(point) => tags.extend(cells::of(point)),
            // It has a street and no point: it stands where its ZIP is, and has no distance.
            None => tags.extend(points().place(&place.city, &place.state).into_iter().flat_map(cells::of)),
        },
        Whereabouts::Withheld(area, _) | Whereabouts::Nowhere(area) => {
            tags.push(format!("area:{}", area.state));
            // The town is said in words anyway.
            tags.extend(points().place(&area.city, &area.state).into_iter().flat_map(cells::of));
        }
    }
    tags
}

impl Index {
    /// An empty index, in a folder or in memory.
    ///
    /// # Errors
    /// [`SearchError`], also when the folder holds something else.
    pub fn open(folder: Option<&Path>) -> Result<Self, SearchError> {
        let (schema, fields) = schema();
        let index = match folder {
            None => tantivy::Index::create_in_ram(schema),
            Some(folder) => {
                let folder = tantivy::directory::MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
                tantivy::Index::open_or_create(folder, schema)?
            }
        };
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, fields })
    }

    /// Puts these listings in, in the place of what was there under their ids, and takes these ids out. Who searches sees all
    /// of it at once.
    ///
    /// # Errors
    /// [`SearchError`]; the index then is as it was.
    pub fn put(&self, listings: impl IntoIterator<Item = (Uuid, Listing)>, gone: &[Uuid]) -> Result<(), SearchError> {
        let mut writer: IndexWriter = self.index.writer_with_num_threads(1, WRITER)?;
        let mut stems = Stems::new();
        let empty = self.is_empty();
        for id in gone {
            writer.delete_term(Term::from_field_bytes(self.fields.id, id.as_bytes()));
        }
        for (id, listing) in listings {
            if !empty {
                writer.delete_term(Term::from_field_bytes(self.fields.id, id.as_bytes()));
            }
            writer.add_document(self.document(id, &listing, &mut stems))?;
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

    fn document(&self, id: Uuid, listing: &Listing, stems: &mut Stems) -> TantivyDocument {
        let fields = &self.fields;
        let mut document = TantivyDocument::default();
        document.add_bytes(fields.id, id.as_bytes());
        let names = terms::names(listing);
        let mut forms = |words: &std::collections::BTreeSet<String>| -> Vec<String> {
            words.iter().flat_map(|word| stems.of(word).into_iter().chain([word.clone()])).collect()
        };
        let (name, mut all) = (forms(&names), forms(&terms::all(listing)));
        all.extend(name.iter().cloned());
        // As one text each: up to ten thousand documents wait for the thread that indexes, and words one by one are twenty times
        // as large.
        document.add_text(fields.name, name.join(" "));
        document.add_text(fields.words, all.join(" "));
        for tag in tags(listing) {
            document.add_text(fields.tags, tag);
        }
        if let Some(point) = listing.whereabouts.place().and_then(|place| place.point) {
            document.add_i64(fields.lat, i64::from(point.lat));
            document.add_i64(fields.lon, i64::from(point.lon));
        }
        let zone = listing.whereabouts.place().and_then(|place| points().zone(&place.zip));
        document.add_u64(fields.zone, zone.map_or(u64::from(u8::MAX), u64::from));
        for (from, to) in &listing.open.spans {
            document.add_u64(fields.spans, u64::from(*from) << 16 | u64::from(*to));
        }
        document
    }

    /// What is asked.
    ///
    /// # Errors
    /// [`SearchError`].
    pub fn search(&self, query: &Query) -> Result<Found, SearchError> {
        let searcher = self.reader.searcher();
        let nearest = Nearest {
            around: query.around.map(|around| (around.point, around.km)),
            open_at: query.open_at.clone(),
            most: query.most.clamp(1, MOST),
        };
        let mut stems = Stems::new();
        let mut words = Vec::new();
        let mut found = Found::default();
        for word in terms::asked(&query.words) {
            let forms = self.forms(&word, &mut stems);
            let known = |term: &Term| searcher.doc_freq(term).is_ok_and(|count| count > 0);
            if forms.iter().any(known) {
                words.push(self.word(forms));
            } else if let Some(like) = self.like(&word, &searcher)? {
                words.push(like);
            } else {
                found.left_out.push(word);
            }
        }
        if words.is_empty() && !found.left_out.is_empty() {
            return Ok(found);
        }
        // All words; where no listing has them all, as many as one has.
        let most = words.len();
        let mut ranked = Vec::new();
        for least in (most.div_ceil(2)..=most).rev() {
            ranked = searcher.search(&self.all(&words, least, query), &nearest)?;
            if !ranked.is_empty() {
                break;
            }
        }
        for ranked in ranked {
            let document: TantivyDocument = searcher.doc(ranked.at)?;
            let id = document.get_first(self.fields.id).and_then(|value| value.as_bytes().map(<[u8]>::to_vec));
            found.hits.extend(id.and_then(|id| near::hit(&id, ranked.km)));
        }
        Ok(found)
    }

    /// The word and its stems.
    fn forms(&self, word: &str, stems: &mut Stems) -> Vec<Term> {
        let of = |text: &str| Term::from_field_text(self.fields.words, text);
        let mut forms = vec![of(word)];
        forms.extend(stems.of(word).iter().map(|stem| of(stem)));
        for other in terms::same_meaning(word) {
            forms.push(of(other));
            forms.extend(stems.of(other).iter().map(|stem| of(stem)));
        }
        forms
    }

    /// One of these forms, in a name better than elsewhere, as it stands better than by its stem.
    fn word(&self, forms: Vec<Term>) -> Box<dyn Search> {
        let mut any: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        for (number, term) in forms.into_iter().enumerate() {
            let boost = if number == 0 { 2.0 } else { 1.0 };
            let text = term.value().as_str().unwrap_or_default().to_owned();
            let name = Term::from_field_text(self.fields.name, &text);
            for (term, more) in [(name, 3.0), (term, 1.0)] {
                let one = TermQuery::new(term, IndexRecordOption::WithFreqs);
                any.push((Occur::Should, Box::new(BoostQuery::new(Box::new(one), boost * more))));
            }
        }
        Box::new(BooleanQuery::new(any))
    }

    /// Words that are one letter off, or two where the word is long.
    fn like(&self, word: &str, searcher: &tantivy::Searcher) -> Result<Option<Box<dyn Search>>, SearchError> {
        let letters = word.chars().count();
        for off in 1..=(if letters < 4 {
            0
        } else if letters < 8 {
            1
        } else {
            2
        }) {
            let like = FuzzyTermQuery::new(Term::from_field_text(self.fields.words, word), off, true);
            if searcher.search(&like, &tantivy::collector::Count)? > 0 {
                let name = FuzzyTermQuery::new(Term::from_field_text(self.fields.name, word), off, true);
                let any: Vec<(Occur, Box<dyn Search>)> = vec![
                    (Occur::Should, Box::new(like)),
                    (Occur::Should, Box::new(BoostQuery::new(Box::new(name), 3.0))),
                ];
                return Ok(Some(Box::new(BooleanQuery::new(any))));
            }
        }
        Ok(None)
    }

    /// At least so many of the words, every tag, and the place.
    fn all(&self, words: &[Box<dyn Search>], least: usize, query: &Query) -> BooleanQuery {
        let tag = |text: &str| Term::from_field_text(self.fields.tags, text);
        let mut must: Vec<(Occur, Box<dyn Search>)> = Vec::new();
        if !words.is_empty() {
            let any = words.iter().map(|word| (Occur::Should, word.box_clone())).collect();
            must.push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(any, least.max(1)))));
        }
        let mut one_of = |tags: Vec<Term>| {
            if !tags.is_empty() {
                let set = ConstScoreQuery::new(Box::new(TermSetQuery::new(tags)), 0.0);
                must.push((Occur::Must, Box::new(set)));
            }
        };
        for service in &query.services {
            one_of(vec![tag(&format!("service:{}", service.code()))]);
        }
        one_of(query.languages.iter().map(|code| tag(&format!("language:{code}"))).collect());
        one_of(query.kinds.iter().map(|kind| tag(kind_tag(*kind))).collect());
        if query.takes_uninsured {
            one_of(vec![tag("uninsured")]);
        }
        if let Some(around) = query.around {
            let mut place: Vec<Term> = cells::around(around.point, around.km).iter().map(|cell| tag(cell)).collect();
            // What has no place to go to serves its state.
            place.extend(query.state.as_ref().map(|state| tag(&format!("area:{state}"))));
            one_of(place);
        } else if let Some(state) = &query.state {
            one_of(vec![
                query
                    .county
                    .as_ref()
                    .map_or_else(|| tag(&format!("in:{state}")), |county| tag(&county_tag(state, county))),
            ]);
        }
        if must.is_empty() {
            must.push((Occur::Must, Box::new(tantivy::query::AllQuery)));
        }
        BooleanQuery::new(must)
    }
}
