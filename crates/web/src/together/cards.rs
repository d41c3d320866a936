//! Safety cards with a word: batches, their sheet to print, and the screen on which a hotline counts words.

use super::{path, place_of, to};
use crate::ctx::Ctx;
use crate::form::Form;
use crate::guard::Posted;
use crate::page::{Answer, Id, Ids, Page};
use crate::session::Caller;
use crate::texts::Tongue;
use app::Error;
use app::cards::{self, Batch, CardsView, Heard, NewBatch};
use app::papers::{Card, Paper, Part, Sheet};
use app::workspace::Place;
use askama::Template;
use domain::card_word::{CardWord, LEAST, MOST};
use domain::ids::{BatchId, FormId, PartnershipId, SiteId};
use domain::org::Language;

/// So many cards of 3.5 × 2 inches stand on a sheet, under its title.
const ON_A_SHEET: u32 = 8;

#[derive(Template)]
#[template(path = "together/cards.html")]
struct Cards<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    place: Place,
    home: String,
    view: CardsView,
    least: u32,
    most: u32,
}

impl Cards<'_> {
    fn word(&self, batch: &Batch) -> String {
        both(self.t, batch.word)
    }
}

/// A word in the reader's language, and in the other.
fn both(t: &Tongue, word: CardWord) -> String {
    match t.language() {
        Language::Es => format!("{} / {}", word.es, word.en),
        Language::En => format!("{} / {}", word.en, word.es),
    }
}

async fn page(ctx: &Ctx, caller: &Caller, id: PartnershipId, form: Form) -> Answer {
    let place = place_of(ctx, caller, id).await?;
    let view = cards::show(&ctx.app, caller, id).await?;
    let shown = Cards { ctx, t: &ctx.t, form: &form, place, home: path(id), view, least: LEAST, most: MOST };
    if form.is_fine() { ctx.show(&shown) } else { ctx.again(&shown) }
}

/// `GET /together/{id}/cards`.
pub(super) async fn show(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>) -> Answer {
    let form = Form::fresh(ctx.app.next_id()).with("cards", "200");
    page(&ctx, &caller, id, form).await
}

/// `POST /together/{id}/cards`: makes a batch.
pub(super) async fn make(ctx: Ctx, caller: Caller, Id(id): Id<PartnershipId>, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return page(&ctx, &caller, id, form).await;
    }
    let site = SiteId::parse(form.value("site"));
    if site.is_none() {
        form.refuse("site", "cards-no-site");
    }
    let number = form.value("cards").trim().parse::<u32>().ok().filter(|n| (LEAST..=MOST).contains(n));
    if number.is_none() {
        form.refuse("cards", "cards-how-many");
    }
    let (Some(site), Some(cards)) = (site, number) else { return page(&ctx, &caller, id, form).await };
    let new = NewBatch { id: BatchId::new(form.id), site, cards };
    match cards::make(&ctx.app, &caller, id, new).await {
        Ok(()) => to(&format!("{}/cards", path(id))),
        Err(error @ Error::Invalid(_)) => {
            form.refuse_deed(&error);
            page(&ctx, &caller, id, form).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /together/{id}/cards/{batch}/cards.pdf`: a sheet of cards in each language, to print as often as there are cards.
pub(super) async fn pdf(ctx: Ctx, caller: Caller, Ids(id, batch): Ids<PartnershipId, BatchId>) -> Answer {
    let sheet = cards::sheet(&ctx.app, &caller, id, batch).await?;
    let t = &ctx.t;
    let of = |language: Language| {
        let t = Tongue::new(language, "UTC");
        let word = if language == Language::Es { sheet.batch.word.es } else { sheet.batch.word.en };
        let text = t.with("word", word).with("line", &sheet.line).say("cards-text").into_owned();
        let card = Card { word: word.to_owned(), text };
        Part::Cards { cards: vec![card; ON_A_SHEET as usize] }
    };
    let other = if t.language() == Language::Es { Language::En } else { Language::Es };
    let paper = Paper {
        title: t.say("cards-paper-title").into_owned(),
        language: t.language(),
        sheet: Sheet::Letter,
        foot: t
            .with("n", sheet.batch.cards.div_ceil(ON_A_SHEET))
            .with("cards", sheet.batch.cards)
            .say("cards-foot")
            .into_owned(),
        parts: vec![of(t.language()), Part::NextPage, Part::InLanguage { language: other, parts: vec![of(other)] }],
    };
    let bytes = app::papers::draw(paper).await?;
    Ok(Page::file("cards.pdf", "application/pdf", bytes))
}

#[derive(Template)]
#[template(path = "together/words.html")]
struct Words<'a> {
    ctx: &'a Ctx,
    t: &'a Tongue,
    form: &'a Form,
    words: Vec<Heard>,
    /// The word that was counted just now.
    done: Option<CardWord>,
}

impl Words<'_> {
    fn word(&self, heard: &Heard) -> String {
        both(self.t, heard.word)
    }
    fn said(&self, word: &CardWord) -> String {
        both(self.t, *word)
    }
    fn in_short(&self, heard: &Heard) -> &'static str {
        if self.t.language() == Language::Es { heard.word.es } else { heard.word.en }
    }
}

async fn words_page(ctx: &Ctx, caller: &Caller, form: Form, done: Option<CardWord>) -> Answer {
    let words = cards::words(&ctx.app, caller).await?;
    let shown = Words { ctx, t: &ctx.t, form: &form, words, done };
    if form.is_fine() { ctx.show(&shown) } else { ctx.again(&shown) }
}

/// `GET /words`: one field, and one press.
pub(super) async fn words(ctx: Ctx, caller: Caller) -> Answer {
    let form = Form::fresh(ctx.app.next_id());
    words_page(&ctx, &caller, form, None).await
}

/// `POST /words`: a caller said it. Shows the screen anew, ready for the next.
pub(super) async fn hear(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return words_page(&ctx, &caller, form, None).await;
    }
    let Some(word) = CardWord::heard(form.value("word")) else {
        form.refuse("word", "cards-word-unknown");
        return words_page(&ctx, &caller, form, None).await;
    };
    match cards::hear(&ctx.app, &caller, word, FormId::new(form.id)).await {
        Ok(()) => words_page(&ctx, &caller, Form::fresh(ctx.app.next_id()), Some(word)).await,
        Err(Error::Invalid(key)) => {
            form.refuse("word", key);
            words_page(&ctx, &caller, form, None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /words/back`: it was a slip of the hand.
pub(super) async fn take_back(ctx: Ctx, caller: Caller, posted: Posted) -> Answer {
    let mut form = posted.form(&ctx);
    if posted.is_resumed() {
        return words_page(&ctx, &caller, form, None).await;
    }
    let Some(word) = CardWord::heard(form.value("word")) else {
        form.refuse("word", "cards-word-unknown");
        return words_page(&ctx, &caller, form, None).await;
    };
    match cards::take_back(&ctx.app, &caller, word, FormId::new(form.id)).await {
        Ok(_) => to("/words"),
        Err(Error::Invalid(key)) => {
            form.refuse("word", key);
            words_page(&ctx, &caller, form, None).await
        }
        Err(error) => Err(error.into()),
    }
}
