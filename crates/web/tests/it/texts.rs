//! Every sentence stands in both languages, and none stands there for nothing.

use domain::org::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use web::texts::{Texts, files};

/// Keys of a language with the names of their arguments, from the files themselves.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (file, text) in files(language) {
        let mut current = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
                current = key.to_owned();
                let earlier = keys.insert(current.clone(), BTreeSet::new());
                assert!(earlier.is_none(), "{file}.ftl ({}) has {key}, which stands elsewhere too", language.code());
            }
            for rest in line.split('$').skip(1) {
                let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_owned();
                keys.entry(current.clone()).or_default().insert(name);
            }
        }
    }
    keys
}

fn sources(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, endings, found);
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            found.push(path);
        }
    }
}

/// Every string literal of our sources and templates, with the file it stands in.
fn literals() -> Vec<(PathBuf, String, String)> {
    let web = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for (folder, endings) in [
        (web.join("src"), [".rs", ".rs"]),
        (web.join("templates"), [".html", ".html"]),
        (web.join("../app/src"), [".rs", ".rs"]),
    ] {
        sources(&folder, &endings, &mut found);
    }
    let mut literals = Vec::new();
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        // What a comment says is not asked for.
        let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let text = code.join("\n");
        let mut before = String::new();
        for (place, piece) in text.split('"').enumerate() {
            if place % 2 == 1 || path.extension().is_some_and(|e| e == "html") {
                literals.push((path.clone(), before.clone(), piece.to_owned()));
            }
            before = piece.to_owned();
        }
    }
    literals
}

#[test]
fn english_and_spanish_have_the_same_keys_with_the_same_arguments() {
    let (en, es) = (keys(Language::En), keys(Language::Es));
    let only = |a: &BTreeMap<_, _>, b: &BTreeMap<String, _>| -> Vec<String> {
        a.keys().filter(|key: &&String| !b.contains_key(*key)).cloned().collect()
    };
    assert_eq!(only(&en, &es), Vec::<String>::new(), "only in English");
    assert_eq!(only(&es, &en), Vec::<String>::new(), "only in Spanish");
    for (key, arguments) in &en {
        // Spanish may ask for more: the hour decides its article.
        assert!(es[key].is_superset(arguments), "the arguments of {key}");
    }
}

#[test]
fn every_text_can_be_read() {
    for language in [Language::En, Language::Es] {
        for key in keys(language).keys() {
            assert!(Texts::of(language).has(key), "{key} ({})", language.code());
        }
    }
}

#[test]
fn every_code_of_the_field_has_a_label() {
    for language in [Language::En, Language::Es] {
        let missing: Vec<_> =
            web::labels::every_key().into_iter().filter(|key| !Texts::of(language).has(key)).collect();
        assert_eq!(missing, Vec::<String>::new(), "{}", language.code());
    }
}

#[test]
fn every_key_that_is_asked_for_exists() {
    let en = keys(Language::En);
    let mut missing = BTreeSet::new();
    let mut names_a_field = false;
    for (path, before, literal) in literals() {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // `.refuse("field", "key")` and `.nav(20, "key", "/path")`.
        let is_refusal = names_a_field && before == ", ";
        let is_link = before.rsplit_once(".nav(").is_some_and(|(_, order)| order.trim_end().ends_with(','));
        names_a_field = before.ends_with(".refuse(") || before.ends_with(".refuse_with(");
        let asks = is_refusal
            || is_link
            || [".say(", ".say_with(", "Invalid("].iter().any(|call| before.ends_with(call))
            || literal.starts_with("problem-")
            || literal.starts_with("field-") && path.extension().is_some_and(|e| e == "rs")
            || literal.starts_with("notice-") && path.to_string_lossy().contains("/app/src/");
        if asks && !literal.contains(['…', '{', '\\', ' ', '`']) && !en.contains_key(&literal) {
            missing.insert(format!("{file}: {literal}"));
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn no_text_stands_there_for_nothing() {
    let literals: BTreeSet<String> = literals().into_iter().map(|(_, _, literal)| literal).collect();
    let codes: BTreeSet<String> = web::labels::every_key().into_iter().collect();
    let unused: Vec<_> = keys(Language::En)
        .into_keys()
        .filter(|key| !literals.contains(key) && !codes.contains(key) && !key.starts_with("language-"))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

/// Words that blame, promise or startle (`GLOSSARY.md`, words not to use).
#[test]
fn no_text_blames_promises_or_startles() {
    let refused = [
        "victim",
        "alleged",
        "no-show",
        "non-compliant",
        "failed to",
        "zero-knowledge",
        "end-to-end",
        "guarantee",
        "you are safe",
        "!",
        "víctima",
        "presunt",
        "incumpl",
        "garantiz",
        "está a salvo",
        "está segura",
        "¡",
    ];
    for language in [Language::En, Language::Es] {
        for (file, text) in files(language) {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                // The help page names what we do not promise.
                let said = line.to_lowercase();
                let is_disclaimer = line.starts_with("help-words-text");
                for word in refused.iter().filter(|word| said.contains(**word)) {
                    assert!(is_disclaimer, "{file}.ftl ({}) says {word}: {line}", language.code());
                }
            }
        }
    }
}
