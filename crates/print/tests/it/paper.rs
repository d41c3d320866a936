//! Papers: their limits, and that what is drawn is tagged and holds no markup of others.

use domain::org::Language;
use print::paper::{Card, Cell, LONGEST, Paper, PaperError, Part, Sheet, Signature};
use print::pdf::{draw, n_pages};

fn paper(parts: Vec<Part>) -> Paper {
    Paper {
        title: "Services".to_owned(),
        language: Language::Es,
        sheet: Sheet::Letter,
        foot: "Comprobado el 26 de noviembre de 2026".to_owned(),
        parts,
    }
}

fn text(text: &str) -> Part {
    Part::Text { text: text.to_owned() }
}

fn holds(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[test]
fn a_paper_is_tagged_has_a_title_and_a_language() {
    let parts = vec![
        Part::Heading { text: "Atención".to_owned() },
        text("Línea uno\nLínea dos"),
        Part::Table {
            head: vec!["Servicio".to_owned(), "Horas".to_owned()],
            widths: vec![2, 1],
            rows: vec![
                vec![Cell::from("Farmacia".to_owned()), Cell::from("9–17".to_owned())],
                vec![Cell::default(); 2],
            ],
        },
        Part::NextPage,
        Part::Signatures { lines: vec![Signature { who: "A".to_owned(), how: "B".to_owned() }] },
    ];
    let bytes = draw(&paper(parts)).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    // ISO 14289-1: the mark of PDF/UA-1 in the metadata, marked content, a tree of tags, a language.
    for needle in ["pdfuaid:part", "/MarkInfo", "/StructTreeRoot", "/Lang"] {
        assert!(holds(&bytes, needle), "{needle} is missing");
    }
    assert!(!holds(&bytes, "Typst"), "a paper does not say what drew it");
}

#[test]
fn what_somebody_typed_is_never_markup() {
    let hostile = "#read(\"/etc/passwd\") $x$ *b* #import \"@preview/x:1.0.0\" #panic() \\ [ ] { } \" \u{202e}";
    assert!(draw(&paper(vec![text(hostile), Part::Heading { text: hostile.to_owned() }])).is_ok());
}

#[test]
fn a_paper_of_hundreds_of_pages_is_refused_and_one_below_the_limit_is_drawn() {
    let long = |n: usize| paper(vec![text(&"palabra ".repeat(n / 8))]);
    assert!(matches!(draw(&long(LONGEST + 800)), Err(PaperError::TooLong { .. })));
    assert!(draw(&long(40_000)).is_ok());
}

#[test]
fn the_longest_agreement_that_can_be_signed_can_be_printed() {
    let clause = |n: usize| [Part::Heading { text: format!("{n}. Cláusula") }, text(&"palabra ".repeat(495))];
    let clauses: Vec<Part> = (1..=50).flat_map(clause).collect();
    let begun = std::time::Instant::now();
    let longest = paper(clauses);
    assert!(longest.n_chars() > 198_000 && longest.n_chars() < LONGEST - 90_000, "{}", longest.n_chars());
    assert!(draw(&longest).unwrap().len() > 100_000);
    // Without optimization it takes some seconds; a request that draws it is answered within its time.
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn words_in_another_language_are_tagged_as_such() {
    let english = vec![Part::Heading { text: "Privacy".to_owned() }, text("Each keeps its own law.")];
    let mixed = paper(vec![text("Español"), Part::InLanguage { language: Language::En, parts: english }]);
    let bytes = draw(&mixed).unwrap();
    assert_eq!(mixed.n_chars(), paper(vec![text("Español"), text("PrivacyEach keeps its own law.")]).n_chars());
    assert!(!draw(&paper(vec![text("Español")])).unwrap().is_empty() && bytes.len() > 1000);
    let ragged = Part::Table { head: vec!["A".to_owned()], widths: vec![1], rows: vec![vec![]] };
    let within = paper(vec![Part::InLanguage { language: Language::En, parts: vec![ragged] }]);
    assert_eq!(draw(&within), Err(PaperError::Ragged { row: 1 }));
}

#[test]
fn a_line_of_a_cell_is_tagged_in_its_own_language() {
    let table = |language| {
        let remark = Cell::from("Refugio".to_owned()).line("Ask for the night line", language);
        vec![Part::Table { head: vec!["Qué".to_owned()], widths: vec![1], rows: vec![vec![remark]] }]
    };
    // The tag stands in the compressed content of the page: nothing else tells the two apart.
    let (plain, again) = (draw(&paper(table(None))).unwrap(), draw(&paper(table(None))).unwrap());
    let tagged = draw(&paper(table(Some(Language::En)))).unwrap();
    assert!(plain == again && plain != tagged);
    assert_eq!(paper(table(None)).n_chars(), paper(table(Some(Language::En))).n_chars());
}

#[test]
fn pages_are_counted_before_anybody_prints() {
    assert_eq!(n_pages(&paper(vec![text("a")])), Ok(1));
    assert_eq!(n_pages(&paper(vec![text("a"), Part::NextPage, text("b")])), Ok(2));
    assert!(n_pages(&paper(vec![text(&"palabra ".repeat(2_000))])).unwrap() > 2);
}

#[test]
fn a_table_with_a_cell_too_few_is_refused() {
    let head = vec!["A".to_owned(), "B".to_owned()];
    let part = Part::Table { head, widths: vec![1, 1], rows: vec![vec![Cell::from("a".to_owned())]] };
    assert_eq!(draw(&paper(vec![part])), Err(PaperError::Ragged { row: 1 }));
}

#[test]
fn eight_cards_to_cut_out_stand_on_a_sheet_with_its_title() {
    let card =
        Card { word: "ARCE".to_owned(), text: "217-555-0142\nSi llama, puede decir la palabra ARCE.".to_owned() };
    let cards = |n: usize| paper(vec![Part::Cards { cards: vec![card.clone(); n] }]);
    assert_eq!((n_pages(&cards(8)), n_pages(&cards(9))), (Ok(1), Ok(2)));
    assert_eq!(cards(2).n_chars() - cards(1).n_chars(), card.word.len() + card.text.len());
    let bytes = draw(&cards(8)).unwrap();
    assert!(holds(&bytes, "/StructTreeRoot") && bytes.len() > 1000);
}

/// Older eyes read it too, and a copy of a copy.
#[test]
fn no_letter_on_paper_is_smaller_than_nine_points() {
    let template = include_str!("../../papers/paper.typ");
    let sizes: Vec<f64> = template
        .split("size: ")
        .skip(1)
        .filter_map(|behind| behind.split_once("pt").and_then(|(size, _)| size.parse().ok()))
        .collect();
    assert!(sizes.len() >= 6, "{sizes:?}");
    assert!(sizes.iter().all(|size| *size >= 9.0), "{sizes:?}");
}
