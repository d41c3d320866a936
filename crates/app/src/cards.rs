//! Safety cards with a word: making a batch, printing it, and counting that its word was heard on the hotline.
//!
//! Invariant: of a call nothing is kept but one more in the count of a batch and a week of the calendar: no time, no member,
//! no entry in the audit chain, which would say when somebody called.
//!
//! Read next: [`domain::card_word`] (what a batch is, and which words there are).

use crate::mou::Table;
use crate::workspace::lane;
use crate::{App, Error, Result, Session, directory, journal};
use domain::audit::Act;
use domain::card_word::{CardWord, LEAST, MOST, Week, free, is_open, month_of_week};
use domain::day::Day;
use domain::ids::{BatchId, FormId, OrgId, PartnershipId, SiteId};
use domain::listing::Site;
use domain::member::Deed;
use domain::org::OrgKind;
use domain::text::Label;
use domain::time::{Month, Timestamp};
use std::collections::BTreeMap;
use store::cards::BatchRow;

/// A batch as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// Which site hands its cards out.
    pub site: Label,
    /// In which month.
    pub month: Month,
    /// Its word.
    pub word: CardWord,
    /// How many cards.
    pub cards: u32,
    /// It is of our own sites.
    pub is_ours: bool,
    /// Who made it.
    pub by_name: Label,
    /// When.
    pub at: Timestamp,
}

/// The batches of a partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardsView {
    /// Our sites that are open: a new batch is for one of them.
    pub sites: Vec<(SiteId, Label)>,
    /// The latest month first.
    pub batches: Vec<Batch>,
    /// The caller may make one.
    pub may_make: bool,
    /// The caller may count words.
    pub may_tally: bool,
}

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The batch.
    pub batch: Batch,
    /// The advocacy organization's line, as it is published.
    pub line: Label,
}

/// A word that can be heard, and how often it was so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// The word.
    pub word: CardWord,
    /// How often.
    pub count: u64,
}

/// The batches of a partnership.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others.
pub async fn show(app: &App, session: &Session, partnership: PartnershipId) -> Result<CardsView> {
    session.authorize(Deed::ReadWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    let rows = store::cards::list(app.store(), &table.ours).await?;
    let names = Names::of(app, &table).await?;
    Ok(CardsView {
        sites: names.ours.iter().map(|(_, site)| (site.id, site.name.clone())).collect(),
        batches: rows
            .iter()
            .filter(|row| row.partnership == partnership)
            .filter_map(|row| batch(session, row, &names))
            .collect(),
        may_make: session.may(Deed::WriteWorkspace),
        may_tally: may_tally(session),
    })
}

/// What the sites of both are called: as they stand, and as they are told. Where a place is withheld its name may say the street.
struct Names {
    ours: Vec<(Label, Site)>,
    theirs: Vec<(Label, Site)>,
}

impl Names {
    async fn of(app: &App, table: &Table) -> Result<Self> {
        let ours = told(app, table, table.ours.org()).await?;
        let theirs = told(app, table, table.theirs.org()).await?;
        Ok(Self { ours, theirs })
    }
    /// What a site is called that a batch names; it may be closed by now.
    fn told(&self, row: &BatchRow, is_ours: bool) -> Label {
        let sites = if is_ours { &self.ours } else { &self.theirs };
        let found = sites.iter().find(|(stands, _)| *stands == row.site);
        found.map_or_else(|| directory::told_name(&row.site), |(_, site)| site.name.clone())
    }
}

/// The open sites of one of the two, each with its name as it stands.
async fn told(app: &App, table: &Table, org: OrgId) -> Result<Vec<(Label, Site)>> {
    let sites = store::listings::sites(app.store(), &table.ours, org).await?;
    let names: Vec<Label> = sites.iter().map(|site| site.name.clone()).collect();
    Ok(names.into_iter().zip(directory::told(app, (&table.ours, org), sites).await?).collect())
}

fn batch(session: &Session, row: &BatchRow, names: &Names) -> Option<Batch> {
    let is_ours = row.by_org == session.org_id();
    Some(Batch {
        id: row.id,
        site: names.told(row, is_ours),
        month: row.month,
        word: CardWord::of_code(&row.word)?,
        cards: row.cards,
        is_ours,
        by_name: row.by_name.clone(),
        at: row.at,
    })
}

/// A word is heard where the hotline is.
fn may_tally(session: &Session) -> bool {
    session.may(Deed::TallyWord) && session.org().kind != OrgKind::HealthCenter
}

/// A batch as it is ordered.
#[derive(Debug, Clone, Copy)]
pub struct NewBatch {
    /// Made with the form, so that a form posted twice makes one.
    pub id: BatchId,
    /// One of our sites.
    pub site: SiteId,
    /// How many cards.
    pub cards: u32,
}

/// Makes a batch of this month for one of our sites: a word that neither organization can still hear of another batch.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or for a partnership of others; [`Error::Invalid`] with what is to be mended: too
/// few or too many cards, a site that is not ours or is closed, a batch of this site and month that is there, or no word left.
pub async fn make(app: &App, session: &Session, partnership: PartnershipId, new: NewBatch) -> Result<()> {
    session.authorize(Deed::WriteWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    if !(LEAST..=MOST).contains(&new.cards) {
        return Err(Error::Invalid("cards-how-many"));
    }
    let sites = told(app, &table, session.org_id()).await?;
    let site = sites.into_iter().find(|(_, site)| site.id == new.site).ok_or(Error::Invalid("cards-no-site"))?;
    let (now, month, member) = (app.now(), session.month(app.now()), session.member);
    let (by_org, by_name) = (session.org_id(), session.name().clone());
    app.store()
        .write(lane(table.scopes()), move |tx| {
            Box::pin(async move {
                let ours = store::cards::list(tx, &table.ours).await?;
                if ours.iter().any(|row| row.id == new.id) {
                    return Ok(());
                }
                let (stands, told) = site;
                let same = |row: &BatchRow| row.by_org == by_org && row.site == stands && row.month == month;
                if ours.iter().any(same) {
                    return Err(Error::Invalid("cards-batch-there"));
                }
                let theirs = store::cards::list(tx, &table.theirs).await?;
                let known = ours.iter().chain(&theirs);
                let taken: Vec<String> =
                    known.filter(|row| is_open(row.month, month)).map(|row| row.word.clone()).collect();
                let word = free(&taken).ok_or(Error::Invalid("cards-no-word"))?;
                let row = BatchRow {
                    id: new.id,
                    partnership,
                    by_org,
                    site: stands,
                    month,
                    word: word.code.to_owned(),
                    cards: new.cards,
                    by_name,
                    at: now,
                };
                // Theirs has no name that could say the street.
                let for_them = BatchRow { site: told.name, ..row.clone() };
                let _ = store::cards::add(tx, &table.ours, &row).await?;
                let _ = store::cards::add(tx, &table.theirs, &for_them).await?;
                let (act, subject) = (Act::CardsMade, Some(partnership.bytes()));
                let n = new.cards.to_string();
                let theirs = format!("partner {n}");
                tx.audit(&table.ours, journal::by_member(&table.ours, member, now, act, subject, n));
                tx.audit(&table.theirs, journal::by_system(&table.theirs, now, act, subject, theirs));
                Ok(())
            })
        })
        .await
}

/// What stands on the cards of a batch.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or when there is no such batch.
pub async fn sheet(app: &App, session: &Session, partnership: PartnershipId, id: BatchId) -> Result<Sheet> {
    session.authorize(Deed::ReadWorkspace)?;
    let table = Table::of(app, session, partnership).await?;
    let rows = store::cards::list(app.store(), &table.ours).await?;
    let row = rows.iter().find(|row| row.id == id && row.partnership == partnership).ok_or(Error::NotFound)?;
    let batch = batch(session, row, &Names::of(app, &table).await?).ok_or(Error::NotFound)?;
    let line = if session.org().kind == OrgKind::HealthCenter {
        let partner = &table.row.partner;
        partner.hotline.clone().unwrap_or_else(|| partner.phone.clone())
    } else {
        session.org().hotline.clone().unwrap_or_else(|| session.org().phone.clone())
    };
    Ok(Sheet { batch, line })
}

/// The words that can be heard now, of every partnership.
///
/// # Errors
/// [`Error::NotFound`] without the deed, or at a health center: it has no hotline.
pub async fn words(app: &App, session: &Session) -> Result<Vec<Heard>> {
    let open = open(app, session).await?;
    let counts: BTreeMap<BatchId, u64> =
        store::cards::heard_of(app.store(), &session.scope).await?.into_iter().collect();
    let heard = |(id, word): &(BatchId, CardWord)| Heard { word: *word, count: counts.get(id).copied().unwrap_or(0) };
    Ok(open.iter().map(heard).collect())
}

async fn open(app: &App, session: &Session) -> Result<Vec<(BatchId, CardWord)>> {
    session.authorize(Deed::TallyWord)?;
    if !may_tally(session) {
        return Err(Error::NotFound);
    }
    let month = session.month(app.now());
    let rows = store::cards::list(app.store(), &session.scope).await?;
    let open = rows.iter().filter(|row| is_open(row.month, month));
    Ok(open.filter_map(|row| Some((row.id, CardWord::of_code(&row.word)?))).collect())
}

/// Counts that a caller said a word. A form counts once.
///
/// # Errors
/// As [`words`]; [`Error::Invalid`] when no card that can be out there has this word.
pub async fn hear(app: &App, session: &Session, word: CardWord, form: FormId) -> Result<()> {
    count(app, session, word, form, true).await.map(drop)
}

/// Takes one of this week back: a slip of the hand. Answers whether there was one.
///
/// # Errors
/// As [`hear`].
pub async fn take_back(app: &App, session: &Session, word: CardWord, form: FormId) -> Result<bool> {
    count(app, session, word, form, false).await
}

/// The random part of a form's number, which is enough to know the form again. Its first 48 bits are the millisecond at which
/// its page was made (RFC 9562, 5.7), and a page is made when the call before it was counted.
pub(crate) fn timeless(form: FormId) -> FormId {
    let mut bytes = form.bytes();
    bytes[..6].fill(0);
    FormId::from_bytes(bytes)
}

async fn count(app: &App, session: &Session, word: CardWord, form: FormId, is_heard: bool) -> Result<bool> {
    let open = open(app, session).await?;
    let batch = open.iter().find(|(_, other)| *other == word).map(|(id, _)| *id);
    let batch = batch.ok_or(Error::Invalid("cards-word-unknown"))?;
    let today = Day::of(app.now(), &session.org().time_zone);
    let (scope, when) = (session.scope, (Week::of(today), month_of_week(today)));
    let form = timeless(form);
    app.store()
        .write(scope.org(), move |tx| {
            Box::pin(async move {
                let done = if is_heard {
                    store::cards::hear(tx, &scope, batch, when, form).await?
                } else {
                    store::cards::unhear(tx, &scope, batch, when, form).await?
                };
                Ok::<_, Error>(done)
            })
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::timeless;
    use domain::ids::FormId;

    #[test]
    fn a_form_is_known_again_and_says_nothing_of_when_its_page_was_made() {
        let made = |at: u64| {
            let when = uuid::Timestamp::from_unix(uuid::NoContext, at, 0);
            FormId::new(uuid::Uuid::new_v7(when))
        };
        let (one, other) = (made(1_700_000_000), made(1_800_000_000));
        assert_eq!(timeless(one), timeless(one));
        assert_ne!(timeless(one), timeless(other));
        assert_eq!(
            (timeless(one).bytes()[..6].to_vec(), timeless(other).bytes()[..6].to_vec()),
            (vec![0; 6], vec![0; 6])
        );
    }
}
