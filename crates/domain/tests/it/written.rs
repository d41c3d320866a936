//! In which of the two languages words are written.

use domain::language::written;
use domain::org::Language;

#[test]
fn small_words_tell_the_language_and_too_few_tell_nothing() {
    for text in [
        "Each of the two keeps its own law, and this never takes its place.",
        "A named person answers within the time that is set here.",
        "At Lakeside, on the second floor.",
    ] {
        assert_eq!(written(text), Some(Language::En), "{text}");
    }
    for text in [
        "Cada organización sigue su propia ley y esto nunca la sustituye.",
        "Una persona con nombre responde en el plazo que se fija aquí.",
        "En la clínica de Lakeside, el martes por la tarde.",
        "Atención médica",
    ] {
        assert_eq!(written(text), Some(Language::Es), "{text}");
    }
    for text in ["", "Lakeside", "412 · 17:00", "HIV", "La Casa of the Lake"] {
        assert_eq!(written(text), None, "{text}");
    }
}
