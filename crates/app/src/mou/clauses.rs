//! Clauses: from the library or of their own, and what each side accepts of them.

use super::{Table, sign};
use crate::workspace::{self, Pen, REMOVED};
use crate::{App, Error, Result, Session, journal};
use domain::audit::Act;
use domain::ids::{EntryId, PartnershipId};
use domain::member::Deed;
use domain::mou::clause::accepted;
use domain::mou::{Clause, Stage, Topic, mark};
use domain::workspace::{Changes, Noun, Value};

/// Writes clauses of the library that nobody has written yet, each with its heading and words in the language of whoever
/// begins. What was written before, or left out, stays as it is.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn start(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    library: Vec<(Topic, Changes)>,
) -> Result<()> {
    let entries =
        library.into_iter().map(|(topic, changes)| (Noun::Clause, topic.entry(partnership), changes)).collect();
    workspace::begin(app, session, partnership, entries).await
}

/// Puts a clause of the library in: as the library has it, or as it was when it was left out.
///
/// # Errors
/// As [`start`].
pub async fn add(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    (topic, changes): (Topic, Changes),
) -> Result<()> {
    let of = (Noun::Clause, topic.entry(partnership));
    let known = workspace::entry(app, session, partnership, of).await?;
    if known.entry.is_empty() {
        return start(app, session, partnership, vec![(topic, changes)]).await;
    }
    let back = Changes::none().with(REMOVED, None);
    workspace::write(app, session, partnership, of, (known.seq, back)).await.map(drop)
}

/// A side accepts a clause as its lead has read it: proposed, or agreed when the other side had accepted the same words.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for no clause; [`Error::Invalid`] `mou-clause-changed` when it reads
/// otherwise by now, `mou-clause-open` when two people wrote different things, or nothing.
pub async fn accept(
    app: &App,
    session: &Session,
    partnership: PartnershipId,
    entry: EntryId,
    read: &str,
) -> Result<Stage> {
    session.authorize(Deed::WriteWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    let pen = Pen::of(app, session, table.theirs);
    let (node, read) = (app.clone(), read.to_owned());
    app.store()
        .write(table.lane(), move |tx| {
            Box::pin(async move {
                store::workspace::hold(tx, partnership).await?;
                let of = (Noun::Clause, entry);
                let known = store::workspace::entry(tx, &table.ours, partnership, of).await?;
                if known.entry.is_empty() || known.entry.is_ticked(REMOVED) {
                    return Err(Error::NotFound);
                }
                let topic = Topic::of(partnership, entry);
                let clause = Clause::of(topic, &known.entry);
                let mark = mark(&clause.hash());
                if mark != read {
                    return Err(Error::Invalid("mou-clause-changed"));
                }
                let words = |field: &&str| !field.starts_with("accepted_");
                if clause.text.is_empty() || known.entry.disputed().iter().any(words) {
                    return Err(Error::Invalid("mou-clause-open"));
                }
                let (field, value) = (accepted(table.kind), Value::stored(mark));
                let Some(saw) = known.entry.change(&known.entry, field, value.as_ref()) else {
                    return Ok(clause.stage(&known.entry, &table.sides));
                };
                let edit = pen.edit(&node, entry, field, value, saw);
                store::workspace::add(tx, table.scopes(), partnership, Noun::Clause, std::slice::from_ref(&edit))
                    .await?;
                let now = store::workspace::entry(tx, &table.ours, partnership, of).await?;
                let stage = clause.stage(&now.entry, &table.sides);
                if stage != Stage::Agreed {
                    sign::ask_to_answer(&node, tx, &table, edit.at).await?;
                }
                let draft = table.draft(tx).await?;
                let waits = |(_, stage): &(Clause, Stage)| matches!(stage, Stage::Proposed(by) if *by != table.kind);
                if !draft.clauses.iter().any(waits) {
                    sign::nothing_to_answer(&node, tx, &table).await?;
                }
                let act = if stage == Stage::Agreed { Act::MouAgreed } else { Act::MouProposed };
                let by = pen.author();
                let subject = Some(entry.bytes());
                tx.audit(&table.ours, journal::by_member(&table.ours, by.member, edit.at, act, subject, topic.code()));
                Ok(stage)
            })
        })
        .await
}
