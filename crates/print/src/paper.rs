//! What a paper is made of: headings, words, tables, signatures. Every word is a value, never markup.

use domain::org::Language;
use serde::Serialize;

/// Most characters of one paper: some 150 pages. A longer one is nothing that anybody would sign or hang up.
pub const LONGEST: usize = 300_000;

/// The sheet that it is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Sheet {
    /// 8.5 × 11 inches.
    #[serde(rename = "us-letter")]
    Letter,
    /// 210 × 297 mm.
    #[serde(rename = "a4")]
    A4,
}

/// A signature as it stands under a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Who, for which organization.
    pub who: String,
    /// When, and what it was made over.
    pub how: String,
}

/// A card to carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Stands in large letters.
    pub word: String,
    /// The rest; line ends are kept.
    pub text: String,
}

/// A piece of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Part {
    /// Opens a section.
    Heading {
        /// Its words.
        text: String,
    },
    /// Opens a section within a section.
    Subheading {
        /// Its words.
        text: String,
    },
    /// A paragraph; line ends are kept.
    Text {
        /// Its words.
        text: String,
    },
    /// A paragraph in small letters.
    Aside {
        /// Its words.
        text: String,
    },
    /// Rows under a head that is read out with each cell.
    Table {
        /// One word or a few for each column.
        head: Vec<String>,
        /// How wide each column is beside the others.
        widths: Vec<u8>,
        /// As many cells in each as the head has.
        rows: Vec<Vec<Cell>>,
    },
    /// Who signed.
    Signatures {
        /// One for each side.
        lines: Vec<Signature>,
    },
    /// Cards of 3.5 × 2 inches, two beside each other, with lines to cut along.
    Cards {
        /// What stands on each.
        cards: Vec<Card>,
    },
    /// Parts in another language than the paper's.
    InLanguage {
        /// Theirs.
        #[serde(rename = "lang", serialize_with = "code")]
        language: Language,
        /// In order.
        parts: Vec<Part>,
    },
    /// The rest goes onto the next page.
    NextPage,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// What it is; also the title that a reader of PDF shows.
    pub title: String,
    /// The language it is written in, for those who have it read out.
    #[serde(rename = "lang", serialize_with = "code")]
    pub language: Language,
    /// What it is printed on.
    pub sheet: Sheet,
    /// Stands at the foot of every page.
    pub foot: String,
    /// In order.
    pub parts: Vec<Part>,
}

/// Words of a cell of a table, line under line, each in the paper's language or in another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Cell(Vec<Words>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Words {
    text: String,
    /// The code of their language, where it is not the paper's.
    lang: Option<&'static str>,
}

impl Cell {
    /// With a line below; none for words that are empty. A language is that of the words where it is not the paper's.
    #[must_use]
    pub fn line(mut self, text: impl Into<String>, language: Option<Language>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Words { text, lang: language.map(Language::code) });
        }
        self
    }
    /// Its lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|words| words.text.lines())
    }
    fn n_chars(&self) -> usize {
        self.0.iter().map(|words| chars(&words.text)).sum()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::default().line(text, None)
    }
}

fn code<S: serde::Serializer>(language: &Language, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(language.code())
}

/// Why a paper cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// More than [`LONGEST`] characters.
    #[error("the paper has {n_chars} characters, more than {LONGEST}")]
    TooLong {
        /// How many it has.
        n_chars: usize,
    },
    /// A row of a table has more or fewer cells than its head.
    #[error("row {row} of a table does not have the cells of its head")]
    Ragged {
        /// Counted from 1.
        row: usize,
    },
    /// The drawing itself failed; says nothing of what stands in the paper.
    #[error("the paper could not be drawn")]
    Undrawn,
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

impl Part {
    fn n_chars(&self) -> usize {
        let all = |texts: &[String]| texts.iter().map(|text| chars(text)).sum::<usize>();
        match self {
            Self::Heading { text } | Self::Subheading { text } | Self::Text { text } | Self::Aside { text } => {
                chars(text)
            }
            Self::Table { head, rows, .. } => all(head) + rows.iter().flatten().map(Cell::n_chars).sum::<usize>(),
            Self::Signatures { lines } => lines.iter().map(|line| chars(&line.who) + chars(&line.how)).sum(),
            Self::Cards { cards } => cards.iter().map(|card| chars(&card.word) + chars(&card.text)).sum(),
            Self::InLanguage { parts, .. } => parts.iter().map(Self::n_chars).sum(),
            Self::NextPage => 0,
        }
    }
    fn check(&self) -> Result<(), PaperError> {
        match self {
            Self::Table { head, widths, rows } => match rows.iter().position(|row| row.len() != head.len()) {
                Some(at) => Err(PaperError::Ragged { row: at + 1 }),
                None if widths.len() != head.len() => Err(PaperError::Ragged { row: 0 }),
                None => Ok(()),
            },
            Self::InLanguage { parts, .. } => parts.iter().try_for_each(Self::check),
            _ => Ok(()),
        }
    }
}

impl Paper {
    /// Characters of all its words.
    #[must_use]
    pub fn n_chars(&self) -> usize {
        chars(&self.title) + chars(&self.foot) + self.parts.iter().map(Part::n_chars).sum::<usize>()
    }
    /// Checks what the drawing takes for granted.
    ///
    /// # Errors
    /// [`PaperError::TooLong`], [`PaperError::Ragged`].
    pub fn check(&self) -> Result<(), PaperError> {
        let n_chars = self.n_chars();
        if n_chars > LONGEST {
            return Err(PaperError::TooLong { n_chars });
        }
        self.parts.iter().try_for_each(Part::check)
    }
}
