//! What became of every row of a file, or would become, as a table for another program. It is written while it is sent: a file of
//! 100 MB has very many rows.

use super::why;
use crate::csv;
use crate::ctx::Ctx;
use crate::page::{Answer, Id, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::directory::{self, Fate, Listed, Rows, Told};
use axum::body::{Body, Bytes};
use futures_core::Stream;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use uuid::Uuid;

/// A neutral name.
const FILE: &str = "rows.csv";
/// Bytes that are sent at once.
const PIECE: usize = 64 << 10;
/// Pieces that wait while the other side is slow.
const PIECES: usize = 2;

/// The words for what became of a row, in the language of whoever reads it.
struct Words {
    taken: String,
    changed: String,
    unchanged: String,
    refused: String,
    beside: String,
    column: String,
    left_out: String,
    withheld: String,
    tongue: Tongue,
}

impl Words {
    fn of(t: &Tongue) -> Self {
        let say = |key: &'static str| t.say(key).into_owned();
        Self {
            taken: say("directory-row-taken"),
            changed: say("directory-row-changed"),
            unchanged: say("directory-row-unchanged"),
            refused: say("directory-row-refused"),
            beside: say("directory-row-beside"),
            column: say("directory-row-column"),
            left_out: say("directory-row-left-out"),
            withheld: say("directory-row-withheld"),
            tongue: t.clone(),
        }
    }

    /// Adds a row: the file, the line, what became of it, whether its address is hidden, why, and its number here.
    fn line(&self, text: &mut String, told: &Told) {
        let number = told.at.line.to_string();
        let (what, withheld, id) = match &told.fate {
            Fate::Refused(_) => (&self.refused, "", String::new()),
            Fate::Beside(_) => (&self.beside, "", String::new()),
            Fate::UnknownColumn(_) => (&self.column, "", String::new()),
            Fate::LeftOut(_) => (&self.left_out, "", String::new()),
            Fate::Listed(listed, id, withheld, _) => {
                let what = match listed {
                    Listed::Taken => &self.taken,
                    Listed::Changed => &self.changed,
                    Listed::Unchanged => &self.unchanged,
                };
                (what, if *withheld { self.withheld.as_str() } else { "" }, id.to_string())
            }
        };
        let why = why::of_fate(&self.tongue, &told.fate);
        csv::line(text, [told.at.file.as_str(), &number, what, withheld, &why, &id]);
    }
}

/// Pieces of the table, as they are written.
struct Pieces(Receiver<io::Result<Bytes>>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

/// Writes the table until all is written or nobody reads it any more. One that cannot be read to its end breaks off: it must not
/// look whole.
fn write(rows: Rows, words: &Words, mut text: String, to: &Sender<io::Result<Bytes>>) {
    for told in rows {
        match told {
            Ok(told) => words.line(&mut text, &told),
            Err(error) => {
                let _ = to.blocking_send(Err(error));
                return;
            }
        }
        if text.len() >= PIECE && to.blocking_send(Ok(Bytes::from(std::mem::take(&mut text)))).is_err() {
            return;
        }
    }
    let _ = to.blocking_send(Ok(Bytes::from(text)));
}

/// `GET /directory/import/{id}/rows.csv`: of a file that waits, or of an import.
pub(super) async fn get(ctx: Ctx, caller: Caller, Id(id): Id<Uuid>) -> Answer {
    let rows = directory::rows(&ctx.app, &caller, id)?;
    let keys = [
        "directory-rows-file",
        "directory-rows-line",
        "directory-rows-what",
        "directory-rows-hidden",
        "directory-rows-why",
        "directory-rows-number",
    ];
    let head = keys.map(|key| ctx.t.say(key).into_owned());
    let (words, text) = (Words::of(&ctx.t), csv::begun(&head.each_ref().map(String::as_str)));
    let (to, from) = channel(PIECES);
    tokio::task::spawn_blocking(move || write(rows, &words, text, &to));
    Ok(Page::long_file(FILE, "text/csv; charset=utf-8", Body::from_stream(Pieces(from))))
}
