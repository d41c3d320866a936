//! No-name consults: asked, answered by phone, counted, and about nobody.

use crate::town::*;
use app::consults::NewConsult;
use app::{Error, Session};
use domain::consult::{StaffPhone, Topic};
use domain::ids::ConsultId;
use domain::measure::Measure;
use domain::partnership::NotOpen;
use testkit::both_backends;

fn new(town: &Town, topic: Topic, phone: Option<&str>) -> NewConsult {
    let call_back = phone.map(|phone| StaffPhone::parse(phone).unwrap());
    NewConsult { id: ConsultId::new(town.app.next_id()), partnership: town.partnership, topic, call_back }
}

async fn counted(town: &Town, session: &Session, measure: Measure) -> u64 {
    let home = app::home::show(&town.app, session).await.unwrap();
    home.counts.iter().filter(|count| count.measure == measure).map(|count| count.count).sum()
}

both_backends! {
    async fn a_clinician_asks_what_an_advocate_knows_and_is_called_back(db: &TestStore) {
        let town = Town::on(db).await;
        let asked = new(&town, Topic::SafetyPlanning, Some("312-555-0100 x 214"));
        let id = asked.id;
        app::consults::ask(&town.app, &town.rosa, asked).await.unwrap();
        let notices = app::home::notices(&town.app, &town.maya).await.unwrap();
        assert_eq!(notices.iter().map(|n| (n.code.as_str(), n.referral)).collect::<Vec<_>>(), [("notice-consult", None)]);
        assert!(app::home::notices(&town.app, &town.june).await.unwrap().is_empty(), "she is no liaison");
        let open = app::consults::list(&town.app, &town.june).await.unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!((open[0].is_ours, open[0].topic, open[0].asked_by.as_str()), (false, Topic::SafetyPlanning, "rosa"));
        assert_eq!(open[0].call_back.as_ref().unwrap().as_str(), "312-555-0100 x 214");
        assert!(matches!(app::consults::answered(&town.app, &town.rosa, id).await, Err(Error::NotFound)), "not by whom asked");
        for _ in 0..2 {
            app::consults::answered(&town.app, &town.june, id).await.unwrap();
        }
        assert!(app::home::notices(&town.app, &town.maya).await.unwrap().is_empty(), "nobody asks any more");
        let ours = app::consults::list(&town.app, &town.rosa).await.unwrap();
        assert_eq!(ours[0].answered.as_ref().unwrap().0.as_str(), "june");
        assert!(ours[0].is_ours && ours[0].call_back.is_none());
        assert_eq!(db.look("SELECT call_back FROM consult WHERE call_back IS NOT NULL").await.len(), 0, "the number goes");
        assert_eq!(counted(&town, &town.dana, Measure::ConsultsAsked).await, 1);
        assert_eq!(counted(&town, &town.maya, Measure::ConsultsAnswered).await, 1);
        assert_eq!(counted(&town, &town.maya, Measure::ConsultsAsked).await, 0);
        for org in [town.rosa.org_id(), town.ines.org_id()] {
            let scope = db.worker().scope(org);
            assert_eq!(store::doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        }
    }

    async fn a_form_posted_twice_asks_once_and_a_number_is_forgotten_though_nobody_answered(db: &TestStore) {
        let town = Town::on(db).await;
        let id = ConsultId::new(town.app.next_id());
        for _ in 0..2 {
            let asked = NewConsult { id, ..new(&town, Topic::Infections, Some("214")) };
            app::consults::ask(&town.app, &town.ines, asked).await.unwrap();
        }
        assert_eq!(app::consults::list(&town.app, &town.rosa).await.unwrap().len(), 1);
        town.clock.pass(15 * 24 * 60);
        app::workers::keep_house_once(&town.app).await.unwrap();
        let open = app::consults::list(&town.app, &town.rosa).await.unwrap();
        assert!(open[0].call_back.is_none() && open[0].answered.is_none());
    }
}

#[tokio::test]
async fn each_side_is_asked_only_what_it_knows_and_a_paused_one_nothing() {
    let town = Town::new().await;
    let wrong = app::consults::ask(&town.app, &town.rosa, new(&town, Topic::Infections, None)).await;
    assert!(matches!(wrong, Err(Error::Invalid("consult-topic-unknown"))));
    assert!(app::consults::ask(&town.app, &town.sam, new(&town, Topic::Courts, None)).await.is_err(), "front desk");
    app::partnerships::pause(&town.app, &town.dana, town.partnership).await.unwrap();
    let paused = app::consults::ask(&town.app, &town.rosa, new(&town, Topic::Courts, None)).await;
    assert!(matches!(paused, Err(Error::NotOpen(NotOpen::Paused))));
    assert!(app::consults::list(&town.app, &town.ines).await.unwrap().is_empty());
}
