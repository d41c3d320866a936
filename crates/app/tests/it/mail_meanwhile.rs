//! A member's mail is set while something else is done to it: what was erased or replaced just then does not come back.

use crate::copies::Copy;
use crate::mail::{MAYA, ask, at_once, code_of, codes, minutes, switch_on, write};
use crate::meanwhile::in_this_order;
use crate::town::*;
use app::Error;
use app::mail::own::{self, Standing};
use domain::mail::{Address, Rhythm, Times};
use testkit::mail::TestMail;
use testkit::{TestStore, both_backends};

const INES: &str = "ines@harbor.example";

async fn kept(db: &TestStore) -> Vec<String> {
    db.look("SELECT CASE WHEN confirmed_at IS NULL THEN 'waits' ELSE 'on' END FROM mail_setting").await
}

both_backends! {
    async fn whoever_takes_referrals_is_written_to_when_one_comes_in_unless_a_colleague_was_first(db: &TestStore) {
        let mail = TestMail::start();
        let town = Town::writing_by(db, mail.server()).await;
        switch_on(&town, &mail, &town.ines, INES, at_once(&town.ines)).await;
        let first = town.refer().await;
        town.deliver().await;
        let left = minutes(&town, 5).await;
        assert!(left.len() == 1 && left[0] <= 3, "{left:?}");
        let first = town.across(&town.rosa, &town.june, first).await;
        app::referrals::accept(&town.app, &town.june, first, town.form()).await.unwrap();
        town.clock.pass(20);
        let second = town.refer().await;
        town.deliver().await;
        let second = town.across(&town.rosa, &town.june, second).await;
        app::referrals::accept(&town.app, &town.june, second, town.form()).await.unwrap();
        assert!(minutes(&town, 20).await.is_empty(), "there is nothing to take");
        town.refer().await;
        town.deliver().await;
        assert_eq!(minutes(&town, 5).await.len(), 1, "she never said that she saw the first");
    }

    async fn other_times_do_not_bring_back_an_address_that_was_erased_just_then(db: &TestStore) {
        let mail = TestMail::start();
        let town = Town::writing_by(db, mail.server()).await;
        let by = (&town.rosa, town.refer().await);
        switch_on(&town, &mail, &town.maya, MAYA, at_once(&town.maya)).await;
        let off = own::off(&town.app, &town.maya);
        let times = own::set_times(&town.app, &town.maya, at_once(&town.maya));
        let (off, times) = in_this_order((db, &town), by, off, times).await;
        off.unwrap();
        assert!(matches!(times, Err(Error::NotFound)), "{times:?}");
        assert!(kept(db).await.is_empty());
    }

    async fn nor_one_that_went_with_its_member_s_access(db: &TestStore) {
        let mail = TestMail::start();
        let town = Town::writing_by(db, mail.server()).await;
        let by = (&town.rosa, town.refer().await);
        switch_on(&town, &mail, &town.ines, INES, at_once(&town.ines)).await;
        let ended = app::people::end_access(&town.app, &town.maya, town.ines.member());
        let times = own::set_times(&town.app, &town.ines, at_once(&town.ines));
        let (ended, times) = in_this_order((db, &town), by, ended, times).await;
        ended.unwrap();
        assert!(matches!(times, Err(Error::NotFound)), "{times:?}");
        assert!(kept(db).await.is_empty());
    }

    async fn no_address_is_taken_from_whoever_s_access_ends_just_then(db: &TestStore) {
        let mail = TestMail::start();
        let town = Town::writing_by(db, mail.server()).await;
        let by = (&town.rosa, town.refer().await);
        let ended = app::people::end_access(&town.app, &town.maya, town.ines.member());
        let begun = own::begin(&town.app, &town.ines, Address::parse(INES).unwrap(), at_once(&town.ines));
        let (ended, begun) = in_this_order((db, &town), by, ended, begun).await;
        ended.unwrap();
        assert!(matches!(begun, Err(Error::NotFound)), "{begun:?}");
        assert!(kept(db).await.is_empty() && mail.letters().is_empty());
    }

    async fn a_code_does_not_bring_back_an_address_that_was_erased_or_replaced_just_then(db: &TestStore) {
        let mail = TestMail::start();
        let town = Town::writing_by(db, mail.server()).await;
        let by = (&town.rosa, town.refer().await);
        own::begin(&town.app, &town.maya, Address::parse(MAYA).unwrap(), at_once(&town.maya)).await.unwrap().unwrap();
        let code = code_of(&mail);
        let other = own::begin(&town.app, &town.maya, Address::parse(INES).unwrap(), at_once(&town.maya));
        let confirmed = own::confirm(&town.app, &town.maya, &code);
        let (other, confirmed) = in_this_order((db, &town), by, other, confirmed).await;
        other.unwrap().unwrap();
        assert!(matches!(confirmed, Err(Error::NotFound)), "{confirmed:?}");
        assert_eq!(kept(db).await, ["waits"]);
        let code = code_of(&mail);
        let off = own::off(&town.app, &town.maya);
        let confirmed = own::confirm(&town.app, &town.maya, &code);
        let (off, confirmed) = in_this_order((db, &town), by, off, confirmed).await;
        off.unwrap();
        assert!(matches!(confirmed, Err(Error::NotFound)), "{confirmed:?}");
        assert!(kept(db).await.is_empty());
    }

    async fn other_times_leave_everything_else_as_it_is(db: &TestStore) {
        let mail = TestMail::start();
        let town = Town::writing_by(db, mail.server()).await;
        switch_on(&town, &mail, &town.maya, MAYA, at_once(&town.maya)).await;
        ask(&town).await;
        minutes(&town, 5).await;
        let rest = "SELECT HEX(address_sealed) || version || asked_at || confirmed_at || sent_at FROM mail_setting";
        let rest = if db.url().starts_with("postgres") { rest.replace("HEX(address_sealed)", "ENCODE(address_sealed, 'hex')") } else { rest.to_owned() };
        let before = db.look(&rest).await;
        own::set_times(&town.app, &town.maya, Times { rhythm: Rhythm::Daily, ..at_once(&town.maya) }).await.unwrap();
        assert_eq!(db.look(&rest).await, before);
        let standing = own::standing(&town.app, &town.maya).await.unwrap();
        assert!(matches!(&standing, Standing::On(own) if own.times.rhythm == Rhythm::Daily), "{standing:?}");
    }

    async fn an_address_given_while_the_one_before_was_being_refused_is_not_the_refused_one(db: &TestStore) {
        let up = TestMail::start();
        let mut mail = TestMail::that(&["moved"]);
        let mut town = Town::writing_by(db, up.server()).await;
        switch_on(&town, &up, &town.maya, MAYA, at_once(&town.maya)).await;
        town.writes_by(mail.server()).await;
        ask(&town).await;
        town.clock.pass(5);
        let meanwhile = async {
            while !mail.is_asked() {
                tokio::task::yield_now().await;
            }
            // As many changes as the address before had, so that the number of them tells nothing.
            own::off(&town.app, &town.maya).await.unwrap();
            switch_on(&town, &mail, &town.maya, "m.lopez@harbor.example", at_once(&town.maya)).await;
            ask(&town).await;
            mail.answers();
        };
        tokio::join!(write(&town), meanwhile);
        let standing = own::standing(&town.app, &town.maya).await.unwrap();
        assert!(matches!(&standing, Standing::On(own) if own.failed_at.is_none()), "{standing:?}");
        assert!(!codes(&town, &town.maya).await.contains(&"notice-mail-failed".to_owned()));
        assert_eq!(minutes(&town, 20).await.len(), 1, "what came since then leaves for the new one");
    }

    async fn a_restore_writes_to_nobody_until_they_have_confirmed_again(db: &TestStore) {
        let mail = TestMail::start();
        let mut town = Town::writing_by(db, mail.server()).await;
        for (member, address) in [(&town.maya, MAYA), (&town.ines, INES), (&town.june, "june@harbor.example")] {
            switch_on(&town, &mail, member, address, at_once(member)).await;
        }
        ask(&town).await;
        let copy = Copy::of(db).await;
        own::off(&town.app, &town.maya).await.unwrap();
        own::off(&town.app, &town.ines).await.unwrap();
        switch_on(&town, &mail, &town.ines, "another@harbor.example", at_once(&town.ines)).await;
        copy.put_back(db).await;
        town.start_again(|| {}).await;
        let codes_sent = mail.letters().len();
        assert_eq!(app::mail::restored::ask_again(&town.app).await.unwrap(), 3);
        assert_eq!(app::mail::restored::ask_again(&town.app).await.unwrap(), 0, "done twice, it is done");
        assert_eq!(kept(db).await, ["waits", "waits", "waits"]);
        ask(&town).await;
        assert!(minutes(&town, 60).await.is_empty() && mail.letters().len() == codes_sent);
        let standing = own::standing(&town.app, &town.june).await.unwrap();
        assert!(matches!(&standing, Standing::Restored(own) if own.address.reveal() == "june@harbor.example"), "{standing:?}");
        assert!(codes(&town, &town.june).await.contains(&"notice-mail-failed".to_owned()), "where she works she is told");
        app::audit::verify(&town.app, town.june.org_id()).await.unwrap().unwrap();

        own::again(&town.app, &town.maya).await.unwrap().unwrap();
        own::confirm(&town.app, &town.maya, &code_of(&mail)).await.unwrap().unwrap();
        ask(&town).await;
        assert_eq!(minutes(&town, 20).await.len(), 1);
        town.clock.pass(24 * 60 + 1);
        app::workers::keep_house_once(&town.app).await.unwrap();
        assert_eq!(kept(db).await, ["on"], "who confirmed nothing in a day is erased");
    }
}
