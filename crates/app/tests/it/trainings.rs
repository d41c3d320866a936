//! Trainings, certificates and slots: what both sides see, and what stays with one's own organization.

use crate::town::*;
use app::{Error, Session, programs, qualified, roadmap, trainings, watch, workspace};
use domain::day::Day;
use domain::ids::{CertificateId, EntryId, MemberId};
use domain::member::Role;
use domain::qualified::{Certificate, Skill};
use domain::roadmap::{RoadmapStep, StepState};
use domain::time::Days;
use domain::training::{Attendance, Knows};
use domain::workspace::{Changes, Noun};
use std::collections::BTreeMap;
use testkit::both_backends;

/// A form of this noun with these fields.
pub(crate) fn form(noun: Noun, fields: &[(&str, &str)]) -> Changes {
    let fields: BTreeMap<&str, &str> = fields.iter().copied().collect();
    noun.read(|field| fields.get(field).copied()).unwrap()
}

pub(crate) async fn put(town: &Town, by: &Session, noun: Noun, entry: u8, fields: &[(&str, &str)]) -> EntryId {
    let id = EntryId::from_bytes([entry; 16]);
    let seen = workspace::entry(&town.app, by, town.partnership, (noun, id)).await.unwrap().seq;
    workspace::write(&town.app, by, town.partnership, (noun, id), (seen, form(noun, fields))).await.unwrap();
    id
}

pub(crate) fn today(town: &Town) -> Day {
    Day::of(town.app.now(), "America/Chicago")
}

async fn state(town: &Town, step: RoadmapStep) -> StepState {
    let roadmap = roadmap::show(&town.app, &town.dana, town.partnership).await.unwrap();
    roadmap.steps.into_iter().find(|one| one.step == step).unwrap().state
}

fn there(member: MemberId, before: Option<u8>, after: Option<u8>) -> Attendance {
    Attendance { member, before, after }
}

/// Writes down who was there, with what stands before the writer's eyes.
async fn attend(town: &Town, by: &Session, training: EntryId, all: Vec<Attendance>) -> app::Result<()> {
    let of = (town.partnership, training);
    let seen = trainings::attendance(&town.app, by, of).await?.seen;
    trainings::set_attendance(&town.app, by, of, (all, seen)).await
}

async fn shared(town: &Town, reader: &Session, training: EntryId) -> (String, String) {
    let entry = workspace::entry(&town.app, reader, town.partnership, (Noun::Training, training)).await.unwrap().entry;
    (entry.text("heads_health_center").to_owned(), entry.text("scores_health_center").to_owned())
}

both_backends! {
    async fn the_partner_sees_heads_by_role_and_averages_of_five_and_never_who(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, sam, partnership, .. } = town;
        let day = today(town).code();
        let id = put(town, maya, Noun::Training, 1, &[("kind", "cross_training"), ("topic", "advocacy_services"), ("day", &day), ("host", "advocacy"), ("held", "on")]).await;
        let few = vec![there(rosa.member(), Some(2), Some(4)), there(sam.member(), Some(1), Some(5))];
        attend(town, dana, id, few).await.unwrap();
        assert_eq!(shared(town, maya, id).await, ("clinician:1 front_desk:1".to_owned(), String::new()));
        let mut all = vec![there(rosa.member(), Some(2), Some(4)), there(sam.member(), Some(1), Some(5)), there(dana.member(), Some(3), Some(5))];
        for (n, name) in ["ana", "ben", "caro"].into_iter().enumerate() {
            let member = hire(app, dana, name, Role::Clinician).await.member();
            all.push(there(member, Some(2), (n > 0).then_some(4)));
        }
        attend(town, dana, id, all).await.unwrap();
        let (heads, scores) = shared(town, maya, id).await;
        assert_eq!((heads.as_str(), scores.as_str()), ("lead:1 clinician:4 front_desk:1", "4 9"));
        // The other side has its own list, and finds nothing of ours in it.
        let theirs = trainings::attendance(app, maya, (*partnership, id)).await.unwrap();
        assert!(theirs.staff.iter().all(|(one, was)| was.is_none() && one.member != rosa.member()));
        let stranger = vec![there(rosa.member(), None, None)];
        let refused = attend(town, maya, id, stranger).await;
        assert!(matches!(refused, Err(Error::Invalid("training-unknown-colleague"))));
        assert!(matches!(trainings::attendance(app, rosa, (*partnership, id)).await, Err(Error::NotFound)), "leads only");
    }

    async fn coverage_tells_who_lapses_and_the_lead_is_reminded(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, partnership, clock, .. } = town;
        let day = today(town).code();
        let fields = |host: &'static str, held: &'static str| vec![("kind", "site_visit"), ("topic", "advocacy_services"), ("host", host), ("months", "6"), ("held", held)];
        let knows = async || {
            let coverage = trainings::coverage(app, dana, *partnership).await.unwrap();
            coverage.staff.into_iter().find(|(one, _)| one.member == rosa.member()).unwrap().1
        };
        let mut planned = fields("advocacy", "");
        planned.push(("day", &day));
        let id = put(town, dana, Noun::Training, 1, &planned).await;
        attend(town, dana, id, vec![there(rosa.member(), None, None)]).await.unwrap();
        assert_eq!(knows().await, Knows::Never, "it was not held");
        put(town, dana, Noun::Training, 1, &[("held", "on")]).await;
        let until = today(town).months_later(6);
        assert_eq!(knows().await, Knows::Fresh(until));
        let watch = watch::list(app, dana).await.unwrap().remove(0);
        assert_eq!((watch.lapsing, watch.unknowing), (0, 2), "Dana and Sam were not there");
        clock.set(app.now().plus_days(Days(130)));
        assert_eq!(knows().await, Knows::Soon(until));
        assert_eq!(watch::list(app, dana).await.unwrap()[0].lapsing, 1);
        assert!(watch::list(app, maya).await.unwrap().is_empty(), "it is our own staff");
        put(town, dana, Noun::Training, 1, &[("host", "health_center")]).await;
        assert_eq!(knows().await, Knows::Never, "what we host ourselves tells us nothing of the partner");
    }

    async fn whoever_lapses_and_the_lead_are_told_thirty_days_before_and_once(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, ines, clock, .. } = town;
        let day = today(town).code();
        let id = put(town, dana, Noun::Training, 1, &[("host", "advocacy"), ("months", "6"), ("held", "on"), ("day", &day)]).await;
        attend(town, dana, id, vec![there(rosa.member(), None, None)]).await.unwrap();
        let until = today(town).months_later(6);
        let own = Certificate {
            id: CertificateId::from_bytes([1; 16]),
            member: ines.member(),
            skill: Skill::HivTesting,
            hours: 12,
            certified_on: today(town),
            expires_on: Some(until),
        };
        qualified::add(app, maya, own).await.unwrap();
        let told = async |who| {
            app::workers::keep_house_once(app).await.unwrap();
            let all = app::home::notices(app, who).await.unwrap();
            all.into_iter().map(|one| one.code).filter(|code| code.contains("lapse")).collect::<Vec<_>>()
        };
        clock.set(until.earlier(31).begins("America/Chicago"));
        assert!(told(rosa).await.is_empty());
        clock.set(until.earlier(30).begins("America/Chicago"));
        for _ in 0..2 {
            assert_eq!(told(rosa).await, ["notice-own-lapse"]);
            assert_eq!(told(ines).await, ["notice-own-lapse"]);
            assert_eq!(told(dana).await, ["notice-staff-lapse"]);
            assert_eq!(told(maya).await, ["notice-staff-lapse"]);
        }
        app::home::notices_seen(app, rosa).await.unwrap();
        clock.set(until.earlier(10).begins("America/Chicago"));
        assert!(told(rosa).await.is_empty(), "once for each day on which something lapses");
        clock.set(until.earlier(5).begins("America/Chicago"));
        put(town, dana, Noun::Training, 1, &[("months", "12")]).await;
        clock.set(today(town).months_later(6).begins("America/Chicago"));
        assert_eq!(told(rosa).await, ["notice-own-lapse"], "another day, another word");
    }

    async fn coverage_is_told_by_site_once_somebody_has_one(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, sam, partnership, .. } = town;
        assert!(trainings::coverage(app, dana, *partnership).await.unwrap().sites.is_empty());
        let east = domain::listing::Site {
            id: domain::ids::SiteId::from_bytes([3; 16]),
            name: label("Lakeside East"),
            phone: None,
            address: None,
            remark: domain::listing::Remark::default(),
        };
        app::listings::save_site(app, dana, east.clone(), None).await.unwrap();
        app::people::set_site(app, dana, sam.member(), Some(east.id)).await.unwrap();
        let found = trainings::coverage(app, dana, *partnership).await.unwrap().sites;
        let names: Vec<_> = found.iter().map(|(site, _)| site.as_ref().map(|name| name.as_str())).collect();
        assert_eq!((names, found[0].1.len()), (vec![Some("Lakeside East"), None], 1));
        let refused = app::people::set_site(app, maya, town.ines.member(), Some(east.id)).await;
        assert!(matches!(refused, Err(Error::Invalid("site-unknown"))), "another organization's site");
        assert!(matches!(app::people::set_site(app, rosa, sam.member(), None).await, Err(Error::NotFound)));
        assert!(matches!(app::people::set_site(app, maya, sam.member(), None).await, Err(Error::NotFound)));
        app::listings::close_site(app, dana, east.id).await.unwrap();
        assert!(trainings::coverage(app, dana, *partnership).await.unwrap().sites.is_empty());
    }

    async fn a_step_moves_by_what_was_held(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { dana, maya, .. } = town;
        let day = today(town).code();
        assert_eq!(state(town, RoadmapStep::CrossTraining).await, StepState::NotStarted);
        put(town, maya, Noun::Training, 1, &[("host", "advocacy"), ("day", &day)]).await;
        assert_eq!(state(town, RoadmapStep::CrossTraining).await, StepState::Working);
        put(town, maya, Noun::Training, 1, &[("held", "on")]).await;
        assert_eq!(state(town, RoadmapStep::CrossTraining).await, StepState::Working, "one side has hosted");
        put(town, dana, Noun::Training, 2, &[("host", "health_center"), ("day", &day), ("held", "on")]).await;
        assert_eq!(state(town, RoadmapStep::CrossTraining).await, StepState::InPlace);
        for (noun, step) in [
            (Noun::Celebration, RoadmapStep::HealthCelebration), (Noun::Visit, RoadmapStep::VisitingProvider),
            (Noun::Stop, RoadmapStep::Mobile), (Noun::Slot, RoadmapStep::AdvocacyHealth),
        ] {
            put(town, dana, noun, 3, &[("day", &day)]).await;
            assert_eq!(state(town, step).await, StepState::Working, "{step:?}");
            put(town, dana, noun, 3, &[("held", "on")]).await;
            assert_eq!(state(town, step).await, StepState::InPlace, "{step:?}");
            assert_eq!(programs::step_of(noun), Some(step));
        }
        put(town, dana, Noun::Presence, 4, &[("weekday", "tuesday"), ("minutes", "240"), ("starts_on", &day)]).await;
        assert_eq!(state(town, RoadmapStep::CoLocated).await, StepState::Working, "nobody said how records are kept apart");
        put(town, dana, Noun::Presence, 4, &[("separate", "on")]).await;
        assert_eq!(state(town, RoadmapStep::CoLocated).await, StepState::InPlace);
    }

    async fn only_who_is_certified_on_that_day_takes_a_slot(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, ines, june, partnership, clock, .. } = town;
        let day = today(town).later(20);
        let slot = put(town, maya, Noun::Slot, 1, &[("service", "hiv_testing"), ("day", &day.code())]).await;
        let assign = async |who: Option<MemberId>| qualified::assign(app, maya, (*partnership, slot), who).await;
        let refused = |result: app::Result<()>| matches!(result, Err(Error::Invalid("slot-not-qualified")));
        assert!(refused(assign(Some(ines.member())).await), "no certificate");
        let certificate = |n: u8, member, skill, expires_on| Certificate {
            id: CertificateId::from_bytes([n; 16]), member, skill, hours: 16, certified_on: today(town), expires_on,
        };
        qualified::add(app, maya, certificate(1, ines.member(), Skill::HivTesting, Some(day.before()))).await.unwrap();
        qualified::add(app, maya, certificate(2, june.member(), Skill::SubstanceUse, None)).await.unwrap();
        assert!(refused(assign(Some(ines.member())).await), "it ends the day before");
        assert!(refused(assign(Some(june.member())).await), "for something else");
        qualified::add(app, maya, certificate(3, ines.member(), Skill::HivTesting, Some(day))).await.unwrap();
        assign(Some(ines.member())).await.unwrap();
        let standing = async || qualified::slot(app, maya, *partnership, slot).await.unwrap();
        assert_eq!(standing().await.taken_by.unwrap().0, ines.member());
        let seen = workspace::entry(app, dana, *partnership, (Noun::Slot, slot)).await.unwrap().entry;
        assert!(seen.is_ticked("staffed"), "the partner knows that somebody is there");
        let written: Vec<_> = seen.history().iter().filter_map(|edit| edit.value.as_ref()).map(|value| value.as_str().to_owned()).collect();
        assert!(!written.contains(&ines.member().to_string()), "and not who");
        qualified::remove(app, maya, CertificateId::from_bytes([3; 16])).await.unwrap();
        assert!(standing().await.is_unfit, "it stands, and is marked");
        assert!(!staffed(town, slot).await, "and the partner does not count on it");
        qualified::restore(app, maya, CertificateId::from_bytes([3; 16])).await.unwrap();
        assert!(!standing().await.is_unfit && staffed(town, slot).await, "what was taken out can be put back");
        assign(None).await.unwrap();
        assert!(standing().await.taken_by.is_none());
        clock.set(app.now().plus_days(Days(1)));
        assert!(matches!(qualified::certificates(app, dana).await, Err(Error::NotFound)), "a health center keeps none");
        assert!(matches!(qualified::certificates(app, ines).await, Err(Error::NotFound)), "leads only");
        let wrong = qualified::add(app, maya, certificate(4, ines.member(), Skill::HivTesting, Some(today(town).before().before()))).await;
        assert!(matches!(wrong, Err(Error::Invalid("certificate-ends-before"))));
    }

    async fn the_partner_reads_that_somebody_is_there_only_while_they_may_be(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, ines, partnership, .. } = town;
        let day = today(town).later(20);
        let slot = put(town, maya, Noun::Slot, 1, &[("service", "sexual_health"), ("day", &day.code())]).await;
        let certificate = |n: u8, hours, skill| Certificate {
            id: CertificateId::from_bytes([n; 16]), member: ines.member(), skill, hours, certified_on: today(town), expires_on: None,
        };
        let hourless = qualified::add(app, maya, certificate(1, 0, Skill::SexualHealth)).await;
        assert!(matches!(hourless, Err(Error::Invalid("certificate-hours-needed"))), "{hourless:?}");
        qualified::add(app, maya, certificate(2, 16, Skill::SexualHealth)).await.unwrap();
        let assign = async |who| qualified::assign(app, maya, (*partnership, slot), who).await;
        assign(Some(ines.member())).await.unwrap();
        assert!(staffed(town, slot).await);

        // The health center's lead makes another slot of it: whoever was there is not certified for that.
        put(town, dana, Noun::Slot, 1, &[("service", "hiv_testing")]).await;
        assert!(!staffed(town, slot).await, "she is not certified for it");
        qualified::add(app, maya, certificate(3, 8, Skill::HivTesting)).await.unwrap();
        assert!(staffed(town, slot).await, "now she is");
        put(town, dana, Noun::Slot, 1, &[("day", &today(town).before().code())]).await;
        assert!(!staffed(town, slot).await, "nor was she on that day");
        put(town, dana, Noun::Slot, 1, &[("day", &day.code())]).await;
        assert!(staffed(town, slot).await);

        // Nobody takes back what the software wrote, on either side.
        let known = workspace::entry(app, dana, *partnership, (Noun::Slot, slot)).await.unwrap().entry;
        let said = known.heads("staffed")[0].id;
        for lead in [dana, maya] {
            let undone = workspace::undo(app, lead, *partnership, (Noun::Slot, slot), said).await;
            assert!(matches!(undone, Err(Error::Invalid("workspace-not-undone"))), "{undone:?}");
        }

        // She leaves: it is told before, and the slot is open from then on.
        assert_eq!(app::people::leaving(app, maya, ines.member()).await.unwrap().slots, 1);
        app::people::end_access(app, maya, ines.member()).await.unwrap();
        assert!(!staffed(town, slot).await);
        let standing = qualified::slot(app, maya, *partnership, slot).await.unwrap();
        assert!(standing.is_unfit && standing.taken_by.is_some(), "her own side is told that somebody else is needed");
        assert!(matches!(assign(Some(ines.member())).await, Err(Error::Invalid("slot-not-qualified"))));
    }

    async fn who_was_there_stays_counted_after_they_left_and_is_not_overwritten_unseen(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, rosa, sam, partnership, clock, .. } = town;
        let day = today(town).code();
        let id = put(town, maya, Noun::Training, 1, &[("kind", "cross_training"), ("day", &day), ("host", "advocacy"), ("held", "on")]).await;
        let of = (*partnership, id);
        attend(town, dana, id, vec![there(rosa.member(), Some(2), Some(4)), there(sam.member(), None, None)]).await.unwrap();
        app::people::end_access(app, dana, rosa.member()).await.unwrap();
        let roll = trainings::attendance(app, dana, of).await.unwrap();
        assert_eq!(roll.former.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["rosa"]);
        clock.set(app.now().plus_seconds(60));
        attend(town, dana, id, vec![there(sam.member(), Some(1), Some(3))]).await.unwrap();
        assert_eq!(shared(town, maya, id).await.0, "clinician:1 front_desk:1", "she was there, and still was");
        // Another lead had the form open since before: what they tick does not take the place of it unseen.
        let late = trainings::set_attendance(app, dana, of, (vec![there(dana.member(), None, None)], roll.seen)).await;
        assert!(matches!(late, Err(Error::Invalid("training-changed-since"))), "{late:?}");
        let again = trainings::set_attendance(app, dana, of, (vec![there(sam.member(), Some(1), Some(3))], roll.seen)).await;
        assert!(again.is_ok(), "the same twice is the same");
        assert_eq!(shared(town, maya, id).await.0, "clinician:1 front_desk:1");
    }

    async fn a_small_number_of_people_stays_with_who_counted_them(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, maya, ines, partnership, .. } = town;
        let day = today(town).code();
        let slot = put(town, maya, Noun::Slot, 1, &[("service", "hiv_testing"), ("day", &day), ("heads", "1"), ("held", "on")]).await;
        let of = (Noun::Slot, slot);
        let read = async |who: &Session| workspace::entry(app, who, *partnership, of).await.unwrap().entry;
        let count = async |who: &Session| programs::counted(app, who, *partnership).await.unwrap().of(&read(who).await, "heads");
        for who in [dana, maya, ines] {
            let entry = read(who).await;
            assert_eq!(entry.text("heads"), "<11", "one who came for a test on a day is a person");
            assert!(entry.history().iter().all(|edit| edit.value.as_ref().is_none_or(|value| value.as_str() != "1")));
        }
        assert_eq!((count(maya).await, count(ines).await, count(dana).await), (Some(1), Some(1), None));
        // Whoever saves the form without having counted leaves it as it is.
        put(town, dana, Noun::Slot, 1, &[("heads", ""), ("note", "Bring cards.")]).await;
        put(town, dana, Noun::Slot, 1, &[("heads", "<11")]).await;
        assert_eq!((count(maya).await, count(dana).await), (Some(1), None));
        put(town, maya, Noun::Slot, 1, &[("heads", "11")]).await;
        assert_eq!(read(dana).await.text("heads"), "11");
        put(town, dana, Noun::Slot, 1, &[("heads", "11")]).await;
        assert_eq!(count(dana).await, None, "what was told back is no count of theirs");
        put(town, maya, Noun::Slot, 1, &[("heads", "0")]).await;
        assert_eq!(read(dana).await.text("heads"), "<11", "a zero would say of whomever they sent that they did not come");
        put(town, maya, Noun::Slot, 1, &[("heads", "")]).await;
        assert_eq!((read(dana).await.text("heads"), count(maya).await), ("", None));

        // What the two agreed on counts when it is more, and while it holds.
        testkit::agreed::in_force(town, vec![testkit::agreed::clause(domain::mou::Topic::Counts, &[("period", "quarter"), ("least_shown", "20")])]).await;
        put(town, maya, Noun::Slot, 1, &[("heads", "19")]).await;
        assert_eq!(read(dana).await.text("heads"), "<20");
        assert_eq!(count(maya).await, Some(19));
        put(town, maya, Noun::Slot, 1, &[("heads", "20")]).await;
        assert_eq!(read(dana).await.text("heads"), "20");
    }

    async fn what_an_hour_of_somebody_costs_is_read_by_leads(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { dana, maya, ines, rosa, .. } = town;
        let day = today(town).code();
        let owner = maya.member().to_string();
        let hours = put(town, maya, Noun::Presence, 1, &[("weekday", "tuesday"), ("minutes", "240"), ("rate", "34"), ("owner", &owner), ("starts_on", &day)]).await;
        for (who, reads) in [(dana, true), (maya, true), (ines, false), (rosa, false)] {
            let entry = workspace::entry(&town.app, who, town.partnership, (Noun::Presence, hours)).await.unwrap().entry;
            assert_eq!(entry.value("rate").is_some(), reads);
            let (latest, _) = workspace::latest(&town.app, who, town.partnership, None).await.unwrap();
            assert_eq!(latest.iter().any(|(_, edit)| edit.field == "rate"), reads);
        }
    }

    async fn a_number_that_was_told_is_told_no_more_once_more_is_asked_for(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { dana, maya, .. } = town;
        let slot = put(town, maya, Noun::Slot, 1, &[("service", "hiv_testing"), ("day", "2026-11-20"), ("heads", "12")]).await;
        let told = async |who: &Session| {
            let entry = workspace::entry(&town.app, who, town.partnership, (Noun::Slot, slot)).await.unwrap().entry;
            programs::counted(&town.app, who, town.partnership).await.unwrap().told(&entry, "heads")
        };
        use domain::programs::Told;
        assert_eq!(told(dana).await, Some(Told::Number(12)));
        let counts = testkit::agreed::clause(domain::mou::Topic::Counts, &[("period", "quarter"), ("least_shown", "15")]);
        testkit::agreed::in_force(town, vec![counts]).await;
        assert_eq!(told(dana).await, Some(Told::Fewer(15)));
        assert_eq!(told(maya).await, Some(Told::Number(12)), "whoever counted knows it");
    }
}

async fn staffed(town: &Town, slot: EntryId) -> bool {
    let of = (Noun::Slot, slot);
    workspace::entry(&town.app, &town.rosa, town.partnership, of).await.unwrap().entry.is_ticked("staffed")
}
