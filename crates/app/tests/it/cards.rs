//! Safety cards with a word: a call tells that a card helped, and nothing of whose it was.

use crate::town::*;
use app::cards::{self, NewBatch};
use app::{Error, Session};
use domain::card_word::{CardWord, WORDS};
use domain::ids::{BatchId, FormId, SiteId};
use domain::listing::{Remark, Site};
use domain::measure::Measure;
use domain::time::{Days, Month};
use testkit::both_backends;

async fn site(town: &Town, who: &Session, name: &str) -> SiteId {
    let id = SiteId::new(town.app.next_id());
    let site = Site { id, name: label(name), phone: None, address: None, remark: Remark::default() };
    app::listings::save_site(&town.app, who, site, None).await.unwrap();
    id
}

async fn make(town: &Town, who: &Session, site: SiteId, cards: u32) -> app::Result<()> {
    let new = NewBatch { id: BatchId::new(town.app.next_id()), site, cards };
    cards::make(&town.app, who, town.partnership, new).await
}

fn form(town: &Town) -> FormId {
    FormId::new(town.app.next_id())
}

both_backends! {
    async fn a_site_has_one_word_a_month_and_the_hotline_counts_it_in_either_language(db: &TestStore) {
        let town = &Town::on(db).await;
        let (north, south) = (site(town, &town.dana, "North clinic").await, site(town, &town.dana, "South clinic").await);
        make(town, &town.dana, north, 50).await.unwrap();
        make(town, &town.dana, south, 200).await.unwrap();
        assert!(matches!(make(town, &town.dana, north, 50).await, Err(Error::Invalid("cards-batch-there"))));
        for reader in [&town.dana, &town.maya, &town.ines] {
            let view = cards::show(&town.app, reader, town.partnership).await.unwrap();
            let mut words: Vec<_> = view.batches.iter().map(|batch| batch.word).collect();
            words.sort_by_key(|word| word.code);
            let mut expected = [WORDS[0], WORDS[1]];
            expected.sort_by_key(|word| word.code);
            assert_eq!(words, expected);
        }
        let twice = form(town);
        for (word, form) in [(WORDS[0], twice), (WORDS[0], twice), (WORDS[0], form(town)), (WORDS[1], form(town))] {
            cards::hear(&town.app, &town.ines, word, form).await.unwrap();
        }
        assert!(cards::take_back(&town.app, &town.ines, WORDS[1], form(town)).await.unwrap());
        assert!(!cards::take_back(&town.app, &town.ines, WORDS[1], form(town)).await.unwrap(), "there is none left");
        let words = cards::words(&town.app, &town.maya).await.unwrap();
        let heard = |word: CardWord| words.iter().find(|one| one.word == word).unwrap().count;
        assert_eq!((heard(WORDS[0]), heard(WORDS[1])), (2, 0));
        let scope = db.worker().scope(town.maya.org_id());
        assert_eq!(store::doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        let exact = app::totals::exact(&town.app, &town.maya, town.partnership, november()).await.unwrap();
        assert!(exact.own.contains(&(Measure::WordsHeard, 2)), "{exact:?}");
    }

    async fn a_batch_is_fifty_cards_or_more_for_an_open_site_of_ours_and_only_a_hotline_counts(db: &TestStore) {
        let town = &Town::on(db).await;
        let north = site(town, &town.dana, "North clinic").await;
        for few in [0, 1, 49, 5_001] {
            assert!(matches!(make(town, &town.dana, north, few).await, Err(Error::Invalid("cards-how-many"))), "{few}");
        }
        assert!(matches!(make(town, &town.maya, north, 50).await, Err(Error::Invalid("cards-no-site"))));
        assert!(matches!(make(town, &town.rosa, north, 50).await, Err(Error::NotFound)));
        let closing = site(town, &town.dana, "South clinic").await;
        app::listings::close_site(&town.app, &town.dana, closing).await.unwrap();
        assert!(matches!(make(town, &town.dana, closing, 50).await, Err(Error::Invalid("cards-no-site"))));
        make(town, &town.dana, north, 50).await.unwrap();
        let heard = async |who: &Session, word: CardWord| cards::hear(&town.app, who, word, form(town)).await;
        assert!(matches!(heard(&town.dana, WORDS[0]).await, Err(Error::NotFound)), "a health center has no hotline");
        assert!(matches!(heard(&town.rosa, WORDS[0]).await, Err(Error::NotFound)));
        assert!(matches!(heard(&town.ines, WORDS[9]).await, Err(Error::Invalid("cards-word-unknown"))));
        // A site that closes keeps the word of the cards that are out.
        app::listings::close_site(&town.app, &town.dana, north).await.unwrap();
        heard(&town.ines, WORDS[0]).await.unwrap();
        let later = town.app.now().plus_days(Days(800));
        town.clock.set(later);
        let ines = &town.again(&town.ines).await;
        assert!(matches!(heard(ines, WORDS[0]).await, Err(Error::Invalid("cards-word-unknown"))), "after two years");
    }

    async fn a_sheet_carries_the_advocates_line_whoever_prints_it(db: &TestStore) {
        let town = &Town::on(db).await;
        let north = site(town, &town.dana, "North clinic").await;
        make(town, &town.dana, north, 50).await.unwrap();
        let batch = cards::show(&town.app, &town.dana, town.partnership).await.unwrap().batches[0].id;
        let theirs = cards::sheet(&town.app, &town.dana, town.partnership, batch).await.unwrap();
        let ours = cards::sheet(&town.app, &town.maya, town.partnership, batch).await.unwrap();
        assert_eq!((theirs.line, theirs.batch.word), (ours.line, ours.batch.word));
        let nobody = cards::sheet(&town.app, &town.dana, town.partnership, BatchId::new(town.app.next_id())).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
    }
}

const fn november() -> domain::totals::Period {
    domain::totals::Period::Month(Month { year: 2026, month: 11 })
}
