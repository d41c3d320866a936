//! Why a row is not taken, is no listing of its own or was put right, and why a file cannot be read: in the reader's words.

use crate::texts::Tongue;
use app::directory::{Beside, Fate, Malformed, Note, ReadError, Reason};
use std::borrow::Cow;

/// Why, as far as there is more to say than what became of the row.
pub(super) fn of_fate(t: &Tongue, fate: &Fate) -> String {
    match fate {
        Fate::Refused(reason) => of_reason(t, reason).into_owned(),
        Fate::Beside(why) => of_beside(t, why).into_owned(),
        Fate::UnknownColumn(name) | Fate::LeftOut(name) => name.clone(),
        Fate::Listed(_, _, _, notes) => {
            notes.iter().map(|note| t.say(of_note(*note))).collect::<Vec<Cow<'_, str>>>().join("; ")
        }
    }
}

fn of_reason(t: &Tongue, reason: &Reason) -> Cow<'static, str> {
    match reason {
        Reason::NoId(column) => t.with("column", column).say("directory-why-no-id"),
        Reason::NoName => t.say("directory-why-no-name"),
        Reason::Twice(id) => t.with("id", id).say("directory-why-twice"),
        Reason::Dangling { table, id } => t.with("table", table).with("id", id).say("directory-why-dangling"),
        Reason::Cells { found, expected } => {
            t.with("found", *found).with("expected", *expected).say("directory-why-cells")
        }
        Reason::NotActive(status) => t.with("status", status).say("directory-why-not-active"),
        Reason::Office(kind) => t.with("kind", kind).say("directory-why-office"),
        Reason::TooMany { id, kept, left_out } => {
            t.with("id", id).with("kept", *kept).with("left", *left_out).say("directory-why-too-many")
        }
        Reason::NoParent => t.say("directory-why-no-parent"),
        Reason::NoKind => t.say("directory-why-no-kind"),
        Reason::TooDeep => t.say("directory-why-too-deep"),
    }
}

fn of_beside(t: &Tongue, why: &Beside) -> Cow<'static, str> {
    match why {
        Beside::Again(id) => t.with("id", id).say("directory-why-again"),
        Beside::Part => t.say("directory-why-part"),
        Beside::OfPerson => t.say("directory-why-of-person"),
    }
}

const fn of_note(note: Note) -> &'static str {
    match note {
        Note::Encoding => "directory-note-encoding",
        Note::Point => "directory-note-point",
        Note::Phone => "directory-note-phone",
        Note::Hours => "directory-note-hours",
        Note::Organization => "directory-note-organization",
    }
}

/// Why a file cannot be read to its end. What the system says of a disk is nobody's words, and stands in the log of the operator.
pub(super) fn of_error(t: &Tongue, error: &ReadError) -> Cow<'static, str> {
    let line = |line: u64| t.with("n", line);
    match error {
        ReadError::NoColumn { column, .. } => t.with("column", *column).say("directory-unreadable-no-column"),
        ReadError::Encoding(at) => line(at.line).say("directory-unreadable-encoding"),
        ReadError::RecordTooLong(at) => line(at.line).say("directory-unreadable-record"),
        ReadError::FileTooLong(_) => t.say("directory-unreadable-file"),
        ReadError::Malformed { at, problem } => match problem {
            Malformed::Archive(_) => t.say("directory-unreadable-archive"),
            Malformed::Files(most) => t.with("most", *most).say("directory-unreadable-files"),
            Malformed::Table(_) => line(at.line).say("directory-unreadable-table"),
            Malformed::Json(_) => line(at.line).say("directory-unreadable-json"),
        },
        ReadError::NoTables(_) => t.say("directory-unreadable-no-tables"),
        ReadError::Io(_) => t.say("directory-unreadable-disk"),
    }
}
