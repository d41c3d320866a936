//! What a plan says of a line or a message that did not get there.

use crate::plans::*;
use crate::town::*;
use app::Session;
use app::plans::{Fate, Shared};
use domain::care_plan::Line;
use domain::ids::{LineId, ReferralId};
use domain::wishes::Wish;
use testkit::both_backends;

async fn shared(town: &Town, record: ReferralId, id: LineId) -> Shared {
    let view = plan(town, &town.ines, record).await;
    view.our_lines.iter().find(|line| line.id == id).unwrap().shared
}

async fn ask(town: &Town, member: &Session, id: ReferralId, wishes: &[Wish]) {
    let wishes = wishes.iter().copied().collect();
    app::referrals::keep_wishes(&town.app, member, id, town.form(), wishes).await.unwrap();
}

both_backends! {
    async fn words_that_are_longer_than_a_page_takes_are_kept_by_no_use_case(db: &TestStore) {
        let town = Town::on(db).await;
        let (_, theirs) = both(&town).await;
        town.care_release(&town.ines, theirs, PLAN).await;
        let long = |n: usize| domain::text::PersonText::parse(&"x".repeat(n), 5_000).unwrap();
        let line = LineId::new(town.app.next_id());
        let refused = app::plans::add_line(&town.app, &town.ines, theirs, line, &Line::Goal { words: long(401), substance_use: false }).await;
        assert!(matches!(refused, Err(app::Error::Invalid("words-too-long"))), "{refused:?}");
        let id = domain::ids::MessageId::new(town.app.next_id());
        let refused = app::plans::write_letter(&town.app, &town.ines, theirs, id, long(2_001), false).await;
        assert!(matches!(refused, Err(app::Error::Invalid("words-too-long"))), "{refused:?}");
        assert!(plan(&town, &town.ines, theirs).await.our_lines.is_empty());
    }

    async fn a_line_that_dies_because_the_person_asks_for_silence_says_that_it_was_not_sent(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs) = both(&town).await;
        town.care_release(&town.ines, theirs, PLAN).await;
        let id = add(&town, &town.ines, theirs, &goal("a night without fear")).await;
        share(&town, &town.ines, theirs, id, 1).await.unwrap();
        write(&town, &town.ines, theirs, "could you see her on Friday").await.unwrap();
        assert!(matches!(shared(&town, theirs, id).await, Shared::Waits { .. }), "it has not got there yet");
        assert_eq!(plan(&town, &town.ines, theirs).await.letters[0].fate, Fate::Waits);
        ask(&town, &town.ines, theirs, &[Wish::Nobody]).await;
        town.deliver().await;
        assert_eq!(shared(&town, theirs, id).await, Shared::Unsent);
        assert_eq!(plan(&town, &town.ines, theirs).await.letters[0].fate, Fate::Died);
        ask(&town, &town.ines, theirs, &[]).await;
        assert_eq!(shared(&town, theirs, id).await, Shared::Unsent, "nothing goes by itself");
        share(&town, &town.ines, theirs, id, 1).await.unwrap();
        town.deliver().await;
        assert!(matches!(shared(&town, theirs, id).await, Shared::Yes { changed: false, .. }));
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await), ["a night without fear"], "the same words, shared anew");
    }

    async fn a_change_that_dies_so_says_that_the_partner_has_the_older_words_and_can_be_taken_back(db: &TestStore) {
        let town = Town::on(db).await;
        let (ours, theirs, id) = planned(&town).await;
        app::plans::change_line(&town.app, &town.ines, theirs, (id, 1), &goal("a night at home")).await.unwrap();
        share(&town, &town.ines, theirs, id, 2).await.unwrap();
        ask(&town, &town.ines, theirs, &[Wish::Nobody]).await;
        assert!(matches!(shared(&town, theirs, id).await, Shared::Yes { changed: true, .. }));
        assert_eq!(their_words(&plan(&town, &town.rosa, ours).await), ["a night without fear"]);
        app::plans::take_line_back(&town.app, &town.ines, theirs, id).await.unwrap();
        town.deliver().await;
        assert!(their_words(&plan(&town, &town.rosa, ours).await).is_empty());
        assert_eq!(shared(&town, theirs, id).await, Shared::No);
    }
}
