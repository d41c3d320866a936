//! What our own leads read beside the counts that are told: promises, sites, services, reach, and how it goes over time.

use crate::town::*;
use crate::trainings::put;
use app::notes::NewNote;
use app::referrals::{Basis, NewReferral};
use app::totals::{self, Exact, Offers, What};
use app::{Error, Session};
use domain::cues::NextStep;
use domain::ids::{NoteId, ReferralId, SiteId, SlipId};
use domain::listing::{Remark, Site};
use domain::measure::{Aim, Gauge, Measure, OfferAnswer, Reach, Split, Wait};
use domain::member::Role;
use domain::mou::paper::Period as Every;
use domain::referral::{AttemptResult, DeclineReason, Direction, Outcome};
use domain::release::{Element, Purpose};
use domain::service::Service;
use domain::time::{Days, Month};
use domain::totals::Period;
use domain::workspace::Noun;
use std::collections::BTreeSet;
use testkit::both_backends;

const NOVEMBER: Period = Period::Month(Month { year: 2026, month: 11 });
const WAY: Direction = Direction::ToAdvocacy;

/// A referral from Lakeside to Harbor House that somebody there takes on.
async fn taken_on(town: &Town) {
    let id = town.refer().await;
    town.deliver().await;
    let theirs = town.across(&town.rosa, &town.ines, id).await;
    app::referrals::accept(&town.app, &town.ines, theirs, town.form()).await.unwrap();
}

fn december(town: &Town) {
    town.clock.set(town.app.now().plus_days(Days(31)));
}

async fn exact(town: &Town, by: &Session) -> Exact {
    totals::exact(&town.app, by, town.partnership, NOVEMBER).await.unwrap()
}

async fn asked(town: &Town, by: &Session) -> Vec<((Measure, Service), u64)> {
    let beside = totals::beside(&town.app, by, town.partnership, NOVEMBER).await.unwrap();
    let asked = beside.asked.expect("its counts open");
    assert!(!asked.is_unfinished);
    asked.counts.into_iter().collect()
}

both_backends! {
    async fn what_was_asked_for_is_counted_by_service_and_stands_in_no_row_in_clear(db: &TestStore) {
        let town = &Town::on(db).await;
        taken_on(town).await;
        taken_on(town).await;
        december(town);
        let rows = "SELECT measure FROM service_count ORDER BY measure";
        assert_eq!(db.look(rows).await, ["accepted", "accepted", "sent", "sent"]);
        let sizes = "SELECT DISTINCT CAST(length(counts_sealed) AS TEXT) FROM service_count";
        let size = db.look(sizes).await;
        let (dana, maya) = (&town.again(&town.dana).await, &town.again(&town.maya).await);
        assert_eq!(asked(town, dana).await, [((Measure::Sent, Service::Shelter), 2)]);
        assert_eq!(asked(town, maya).await, [((Measure::Accepted, Service::Shelter), 2)]);
        assert_eq!(db.look(rows).await.len(), 4, "whoever looks writes nothing");
        for lead in [dana, maya] {
            totals::close(&town.app, lead, town.partnership, NOVEMBER).await.unwrap();
        }
        assert_eq!(db.look(rows).await, ["accepted", "sent"], "a month is one sum once its period is closed");
        assert_eq!(asked(town, dana).await, [((Measure::Sent, Service::Shelter), 2)], "and says the same");
        assert_eq!(asked(town, maya).await, [((Measure::Accepted, Service::Shelter), 2)]);
        assert!(size.len() == 1 && db.look(sizes).await == size, "a sum looks as a line does");
        let tally = "SELECT value FROM tally_part WHERE value = 'shelter'";
        assert!(db.look(tally).await.is_empty());
        for staff in [&town.rosa, &town.ines] {
            let refused = totals::beside(&town.app, staff, town.partnership, NOVEMBER).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
    }

    async fn what_somebody_used_is_counted_by_service_where_it_is_ticked_and_stands_on_no_record(db: &TestStore) {
        let town = &Town::on(db).await;
        let (app, ines) = (&town.app, &town.ines);
        let used = [&[Service::Shelter, Service::Legal][..], &[Service::Shelter], &[]];
        let mut ended = Vec::new();
        for services in used {
            let id = town.refer().await;
            town.deliver().await;
            let theirs = town.across(&town.rosa, ines, id).await;
            app::referrals::accept(app, ines, theirs, town.form()).await.unwrap();
            let clinic = [Service::PrimaryCare].into_iter().collect();
            let refused = app::referrals::close_used(app, ines, theirs, town.form(), &clinic, false).await;
            assert!(matches!(refused, Err(Error::Invalid("field-unknown-choice"))), "not a service of ours");
            let (form, services) = (town.form(), services.iter().copied().collect());
            for _ in 0..2 {
                app::referrals::close_used(app, ines, theirs, form, &services, false).await.unwrap();
            }
            ended.push(theirs);
        }
        let lines = "SELECT DISTINCT CAST(length(counts_sealed) AS TEXT) FROM service_count";
        assert_eq!(db.look(lines).await.len(), 1, "a line looks the same whatever was ticked, and where nothing was");
        let of_uses = "SELECT measure FROM service_count WHERE measure = 'service_used'";
        assert_eq!(db.look(of_uses).await.len(), 3, "one for each ending, however often its form is posted");
        december(town);
        let maya = &town.again(&town.maya).await;
        let of_used = |(of, n): &((Measure, Service), u64)| (of.0 == Measure::ServiceUsed).then_some((of.1, *n));
        let counted: Vec<_> = asked(town, maya).await.iter().filter_map(of_used).collect();
        assert_eq!(counted, [(Service::Shelter, 2), (Service::Legal, 1)]);
        let told = totals::close(app, maya, town.partnership, NOVEMBER).await.unwrap();
        assert!(told.lines.iter().all(|line| line.shown.is_hidden()), "the report has no line of it");
        let legal = "SELECT code FROM referral_event WHERE detail LIKE '%legal%' OR code LIKE '%legal%'";
        assert!(db.look(legal).await.is_empty(), "no event says which");
        let events = app::referrals::show(app, &town.again(ines).await, ended[0]).await.unwrap().events;
        assert!(!format!("{events:?}").contains("Legal"), "nor does the record: {events:?}");
    }

    async fn each_step_of_a_referral_is_shown_by_how_people_were_introduced_and_by_language(db: &TestStore) {
        let town = &Town::on(db).await;
        let (app, ines) = (&town.app, &town.ines);
        let id = town.refer().await;
        town.deliver().await;
        let theirs = town.across(&town.rosa, ines, id).await;
        app::referrals::accept(app, ines, theirs, town.form()).await.unwrap();
        app::referrals::attempt(app, ines, theirs, town.form(), AttemptResult::Reached).await.unwrap();
        app::referrals::close_used(app, ines, theirs, town.form(), &BTreeSet::new(), false).await.unwrap();
        town.deliver().await;
        december(town);
        let steps = async |lead: &Session, split: Split| {
            let parts = exact(town, &town.again(lead).await).await.parts;
            assert!(parts.iter().all(|part| part.count == 1), "{parts:?}");
            parts.iter().filter(|part| part.split == split).map(|part| part.measure).collect::<Vec<_>>()
        };
        for split in [Split::Handoff, Split::Language] {
            assert_eq!(steps(&town.dana, split).await, [Measure::Sent, Measure::Delivered]);
            let came =
                [Measure::Arrived, Measure::Accepted, Measure::Reached, Measure::Connected, Measure::ServiceUsed];
            assert_eq!(steps(&town.maya, split).await, came);
        }
    }

    async fn each_step_of_a_referral_is_counted_by_service_once_and_what_is_taken_back_no_more(db: &TestStore) {
        let town = &Town::on(db).await;
        let (app, ines) = (&town.app, &town.ines);
        let arrived = async || {
            let id = town.refer().await;
            town.deliver().await;
            town.across(&town.rosa, ines, id).await
        };
        // One that is handed back and taken again, one that is ended as used at once, one that can't be taken.
        let (met, used, full) = (arrived().await, arrived().await, arrived().await);
        for deed in [true, false, true] {
            let form = town.form();
            for _ in 0..2 {
                if deed {
                    app::referrals::accept(app, ines, met, form).await.unwrap();
                } else {
                    app::referrals::pass(app, ines, met, form).await.unwrap();
                }
            }
        }
        for result in [AttemptResult::NoAnswer, AttemptResult::Reached, AttemptResult::Reached] {
            app::referrals::attempt(app, ines, met, town.form(), result).await.unwrap();
        }
        app::referrals::connected(app, ines, met, town.form(), false).await.unwrap();
        app::referrals::close(app, ines, met, town.form(), Outcome::Connected, false).await.unwrap();
        app::referrals::accept(app, ines, used, town.form()).await.unwrap();
        let legal = [Service::Legal].into_iter().collect();
        app::referrals::close_used(app, ines, used, town.form(), &legal, false).await.unwrap();
        app::referrals::decline(app, ines, full, town.form(), DeclineReason::Full, false).await.unwrap();
        let sizes = "SELECT DISTINCT CAST(length(counts_sealed) AS TEXT) FROM service_count";
        assert_eq!(db.look(sizes).await.len(), 1, "a line looks the same whatever it counts");
        december(town);
        let maya = &town.again(&town.maya).await;
        let steps = [
            ((Measure::Accepted, Service::Shelter), 2),
            ((Measure::Declined, Service::Shelter), 1),
            ((Measure::Reached, Service::Shelter), 1),
            ((Measure::Connected, Service::Shelter), 2),
            ((Measure::ServiceUsed, Service::Legal), 1),
        ];
        assert_eq!(asked(town, maya).await, steps);
        let whole = exact(town, maya).await.with_partner;
        for measure in [Measure::Accepted, Measure::Declined, Measure::Reached, Measure::Connected] {
            let all: u64 = whole.iter().filter(|(_, of, _)| *of == measure).map(|(.., n)| n).sum();
            let by_service: u64 = steps.iter().filter(|((of, _), _)| *of == measure).map(|(_, n)| n).sum();
            assert_eq!(all, by_service, "each of these asked for one service: {measure:?}");
        }
        totals::close(app, maya, town.partnership, NOVEMBER).await.unwrap();
        assert_eq!(asked(town, maya).await, steps, "and so they say once they are added up");
        assert_eq!(db.look(sizes).await.len(), 1, "a sum looks as a line does");
    }

    async fn a_count_by_service_that_was_moved_to_another_month_does_not_open(db: &TestStore) {
        let town = &Town::on(db).await;
        taken_on(town).await;
        december(town);
        db.tamper("UPDATE service_count SET month = 202610").await;
        let october = Period::Month(Month { year: 2026, month: 10 });
        let dana = town.again(&town.dana).await;
        assert_eq!(totals::beside(&town.app, &dana, town.partnership, october).await.unwrap().asked, None);
    }

    async fn offers_are_counted_where_they_were_made_and_nothing_is_kept_of_whoever_was_asked(db: &TestStore) {
        let town = &Town::on(db).await;
        let (app, rosa, ines) = (&town.app, &town.rosa, &town.ines);
        taken_on(town).await;
        for step in [NextStep::CardOnly, NextStep::NoThanks, NextStep::SupportLater] {
            let note = NewNote { id: NoteId::new(app.next_id()), note: visit(step), referral: None };
            app::notes::save(app, rosa, note).await.unwrap();
        }
        // Under a release, of which a note said yes a moment ago or none was written: nothing joins the two, so neither is added.
        let signed = ReferralId::new(app.next_id());
        let elements: Vec<Element> =
            ALL_BUT_SUBSTANCE_USE.iter().copied().filter(|one| *one != Element::VisitWishes).collect();
        let release = town.release_for(rosa, signed, Purpose::WarmReferral, &elements).await;
        let new = NewReferral { basis: Basis::Release(release), ..town.referral(signed) };
        app::referrals::send(app, rosa, new).await.unwrap();
        let (release, id) = town.release(ALL_BUT_SUBSTANCE_USE).await;
        app::referrals::send(app, ines, town.reverse(id, release)).await.unwrap();
        app::releases::slip_printed(app, ines, SlipId::new(app.next_id())).await.unwrap();
        let written = async || app::audit::latest(app, &town.maya, None).await.unwrap()[0].seq;
        let before = written().await;
        for answer in [OfferAnswer::NoThanks, OfferAnswer::Later, OfferAnswer::NoThanks] {
            let form = town.form();
            for _ in 0..2 {
                app::offers::answered(app, ines, answer, form).await.unwrap();
            }
        }
        assert_eq!(written().await, before, "no entry says when somebody was asked");
        let rows = "SELECT answer || ' ' || CAST(count AS TEXT) FROM offer_answer ORDER BY answer";
        assert_eq!(db.look(rows).await, ["later 1", "no_thanks 2"]);
        let number = if db.store().backend() == "sqlite" { "lower(hex(form_id))" } else { "CAST(form_id AS TEXT)" };
        let numbers = db.look(&format!("SELECT {number} FROM offer_answer")).await;
        assert!(numbers.iter().all(|number| number.starts_with("00000000")), "nor does the number of a page: {numbers:?}");
        // Outside of a visit no note says it.
        app::offers::answered(app, rosa, OfferAnswer::Later, town.form()).await.unwrap();
        let desk = hire(app, &town.dana, "pat", Role::FrontDesk).await;
        let refused = app::offers::answered(app, &desk, OfferAnswer::Later, town.form()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        town.deliver().await;
        december(town);
        let (dana, maya) = (&town.again(&town.dana).await, &town.again(&town.maya).await);
        let clinic =
            Offers { offered: 4, sent: 2, decided: 3, later: 1, no_thanks: 1, declined: 0, cards_only: 1, slips: 0, information: 1 };
        assert_eq!(exact(town, dana).await.offers, clinic);
        let house =
            Offers { offered: 4, sent: 1, decided: 0, later: 1, no_thanks: 0, declined: 2, cards_only: 0, slips: 1, information: 1 };
        assert_eq!(exact(town, maya).await.offers, house);
        for lead in [dana, maya] {
            let told = totals::close(app, lead, town.partnership, NOVEMBER).await.unwrap();
            let of_offers = [Measure::Offered, Measure::OfferLater, Measure::OfferDeclined, Measure::InformationOnly];
            assert!(told.lines.iter().all(|line| !of_offers.contains(&line.measure)), "they stay with who made them");
            let scope = db.worker().scope(lead.org_id());
            assert_eq!(store::doctor::compare_tallies(db.store(), &scope).await.unwrap(), []);
        }
    }

    async fn how_it_ended_and_how_long_it_took_from_the_offer_is_read_by_the_leads_of_each_side(db: &TestStore) {
        let town = &Town::on(db).await;
        let (app, ines) = (&town.app, &town.ines);
        // The page of the first was opened three hours before it was sent.
        let slow = domain::ids::ReferralId::new(app.next_id());
        town.clock.pass(180);
        app::notes::save(app, &town.rosa, town.note(slow)).await.unwrap();
        let quick = town.refer().await;
        town.deliver().await;
        for (id, outcome) in [(slow, Outcome::DecidedNotTo), (quick, Outcome::CouldNotReach)] {
            let theirs = town.across(&town.rosa, ines, id).await;
            app::referrals::accept(app, ines, theirs, town.form()).await.unwrap();
            app::referrals::close(app, ines, theirs, town.form(), outcome, false).await.unwrap();
        }
        december(town);
        let here = exact(town, &town.again(&town.maya).await).await;
        assert_eq!(here.outcomes, [(Outcome::DecidedNotTo, 1), (Outcome::CouldNotReach, 1)]);
        assert!(!here.took.is_empty() && here.took.iter().all(|took| !took.from_offer), "{:?}", here.took);
        let there = exact(town, &town.again(&town.dana).await).await;
        assert!(there.outcomes.is_empty(), "what came of it there is told by name or not at all");
        let sent: Vec<_> = there.took.iter().map(|took| (took.measure, took.from_offer, took.of)).collect();
        assert_eq!(sent, [(Measure::Sent, true, 2)], "nothing was told under a release");
        assert_eq!((there.took[0].median, there.took[0].ninetieth), (Wait::Hour, Wait::FourHours));
    }

    async fn an_answer_is_counted_by_whether_it_kept_the_promise(db: &TestStore) {
        let town = &Town::on(db).await;
        taken_on(town).await;
        let id = town.refer().await;
        town.deliver().await;
        town.clock.set(town.app.now().plus_days(Days(4)));
        let (rosa, ines) = (&town.again(&town.rosa).await, &town.again(&town.ines).await);
        let theirs = town.across(rosa, ines, id).await;
        app::referrals::accept(&town.app, ines, theirs, town.form()).await.unwrap();
        december(town);
        let promised = exact(town, &town.again(&town.maya).await).await.promised;
        let of: Vec<_> = promised.iter().map(|(way, kept)| (*way, kept.in_time, kept.of)).collect();
        assert_eq!(of, [(WAY, 1, 2)]);
    }

    async fn counts_by_site_follow_who_did_it_and_stay_when_the_site_is_closed(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, rosa, .. } = town;
        let site = |byte: u8, name: &str| Site {
            id: SiteId::from_bytes([byte; 16]), name: label(name), phone: None, address: None, remark: Remark::default(),
        };
        let (east, west) = (site(3, "Lakeside East"), site(4, "Lakeside West"));
        for one in [&east, &west] {
            app::listings::save_site(app, dana, one.clone(), None).await.unwrap();
        }
        taken_on(town).await;
        app::people::set_site(app, dana, rosa.member(), Some(east.id)).await.unwrap();
        taken_on(town).await;
        app::people::set_site(app, dana, rosa.member(), Some(west.id)).await.unwrap();
        taken_on(town).await;
        taken_on(town).await;
        app::listings::close_site(app, dana, east.id).await.unwrap();
        december(town);
        let dana = &town.again(dana).await;
        let at: Vec<_> = exact(town, dana).await.at_sites.iter().map(|at| (at.site, at.measure, at.count)).collect();
        assert_eq!(at, [(east.id, Measure::Sent, 1), (west.id, Measure::Sent, 2)], "what nobody did is at no site");
        let sites = totals::our_sites(app, dana).await.unwrap();
        assert_eq!(sites.iter().map(|site| (site.name.as_str(), site.is_closed)).collect::<Vec<_>>(), [
            ("Lakeside East", true), ("Lakeside West", false),
        ]);
        assert!(totals::our_sites(app, &town.again(&town.maya).await).await.unwrap().is_empty(), "only our own");
        let scope = db.worker().scope(dana.org_id());
        assert_eq!(store::tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }

    async fn a_site_that_is_closed_in_the_middle_of_a_year_stays_in_the_year_and_nothing_else_moves(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, dana, rosa, partnership, .. } = town;
        let east = Site {
            id: SiteId::from_bytes([3; 16]), name: label("Lakeside East"), phone: None, address: None, remark: Remark::default(),
        };
        app::listings::save_site(app, dana, east.clone(), None).await.unwrap();
        app::people::set_site(app, dana, rosa.member(), Some(east.id)).await.unwrap();
        taken_on(town).await;
        december(town);
        let lead = &town.again(dana).await;
        let before = totals::close(app, lead, *partnership, NOVEMBER).await.unwrap();
        app::listings::close_site(app, lead, east.id).await.unwrap();
        taken_on(town).await;
        december(town);
        let lead = &town.again(dana).await;
        let quarter = Period::Quarter(2026, 4);
        let told = totals::close(app, lead, *partnership, Period::Month(Month { year: 2026, month: 12 })).await.unwrap();
        totals::close(app, lead, *partnership, quarter).await.unwrap();
        let view = totals::show(app, lead, *partnership).await.unwrap();
        let stands = |period: Period| view.told.iter().find(|one| one.period == period).unwrap().report.clone().unwrap();
        assert_eq!(stands(NOVEMBER), before, "what was told stays as it was");
        assert_eq!(told.lines.len(), before.lines.len());
        let year = totals::exact(app, lead, *partnership, quarter).await.unwrap();
        let all: u64 = year.with_partner.iter().filter(|(_, measure, _)| *measure == Measure::Sent).map(|(.., n)| n).sum();
        assert_eq!(all, 2, "the totals are the whole organization's, site or not");
        let at: Vec<_> = year.at_sites.iter().filter(|at| at.measure == Measure::Sent).map(|at| (at.site, at.count)).collect();
        assert_eq!(at.iter().map(|(_, n)| n).sum::<u64>(), 1, "nobody is counted at a site that is closed: {at:?}");
        assert_eq!(at[0].0, east.id, "and what was counted there stays");
        let scope = db.worker().scope(lead.org_id());
        assert_eq!(store::tally_parts::compare(db.store(), &scope).await.unwrap(), []);
    }

    async fn heads_are_summed_where_we_counted_and_days_of_the_partner_are_named(db: &TestStore) {
        let town = &Town::on(db).await;
        let (dana, maya) = (&town.dana, &town.maya);
        for (n, by, heads, links) in [(1, dana, "14", "3"), (2, dana, "20", "12"), (3, maya, "5", "2")] {
            let day = format!("2026-11-0{n}");
            let fields = [("topic", "rest"), ("day", day.as_str()), ("held", "on"), ("heads", heads), ("links", links)];
            put(town, by, Noun::Celebration, n, &fields).await;
        }
        put(town, dana, Noun::Celebration, 4, &[("topic", "rest"), ("day", "2026-10-31"), ("held", "on"), ("heads", "50")]).await;
        put(town, dana, Noun::Visit, 5, &[("provider", "nurse"), ("day", "2026-11-04"), ("held", "on"), ("slots", "40"), ("used", "30")]).await;
        december(town);
        let dana = &town.again(dana).await;
        let beside = totals::beside(&town.app, dana, town.partnership, NOVEMBER).await.unwrap();
        assert_eq!(beside.reach, [
            (Gauge::CelebrationHeads, Reach { count: 34, untold: 1 }, None),
            (Gauge::CelebrationLinks, Reach { count: 15, untold: 1 }, Some(34)),
            (Gauge::VisitsUsed, Reach { count: 30, untold: 0 }, Some(40)),
        ]);
        assert!(beside.trained.0 == 0 && beside.trained.1 > 0);
    }

    async fn only_fixed_periods_that_are_over_are_shown(db: &TestStore) {
        let town = &Town::on(db).await;
        for open in [NOVEMBER, Period::Quarter(2026, 4), Period::Year(2026), Period::Half(2027, 1)] {
            let refused = totals::may_be_read(&town.app, &town.dana, open);
            assert!(matches!(refused, Err(Error::Invalid("totals-not-over"))), "{open}");
        }
        let over = totals::periods_over(&town.app, &town.dana);
        assert!(over.iter().all(|period| totals::may_be_read(&town.app, &town.dana, *period).is_ok()), "{over:?}");
        assert_eq!(over.len(), 12 + 8 + 4 + 2);
    }

    async fn goals_are_followed_by_leads_exactly_and_by_staff_as_they_were_told(db: &TestStore) {
        let town = &Town::on(db).await;
        let Town { app, partnership, .. } = town;
        for _ in 0..21 {
            town.clock.set(app.now().plus_days(Days(1)));
            taken_on(town).await;
        }
        let day = domain::day::Day::of(app.now(), "America/Chicago").code();
        put(town, &town.dana, Noun::Training, 1, &[("host", "advocacy"), ("day", &day), ("held", "on")]).await;
        put(town, &town.maya, Noun::Cycle, 2, &[("words", "two cards in every room"), ("starts_on", &day), ("plan", "Front desk puts them out on Mondays.")]).await;
        town.clock.set(app.now().plus_days(Days(62)));
        let maya = &town.again(&town.maya).await;
        let found = totals::quality(app, maya, *partnership, Every::Quarter).await.unwrap();
        let run = |aim: Aim| found.runs.iter().find(|run| run.goal.aim == aim && run.told_by.is_none());
        let answered = run(Aim::Answered).unwrap();
        assert_eq!(answered.last().and_then(|point| point.share()), Some(100), "{answered:?}");
        assert!(run(Aim::Decided).is_none(), "an advocacy organization has no visits");
        assert!(found.happened.iter().any(|one| one.what == What::Training && one.period.is_some()), "{:?}", found.happened);
        assert_eq!(found.cycles.len(), 1);
        let ines = &town.again(&town.ines).await;
        let staff = totals::quality(app, ines, *partnership, Every::Quarter).await.unwrap();
        assert!(staff.runs.iter().all(|run| run.told_by.is_some()), "exact figures are for leads");
        assert_eq!(staff.cycles.len(), 1, "staff read what is tried");
    }

    async fn figures_are_read_from_tallies_and_no_referral(db: &TestStore) {
        let town = &Town::on(db).await;
        taken_on(town).await;
        december(town);
        totals::close(&town.app, &town.again(&town.maya).await, town.partnership, NOVEMBER).await.unwrap();
        let maya = &town.again(&town.maya).await;
        db.tamper("ALTER TABLE referral RENAME TO referral_away; ALTER TABLE referral_event RENAME TO event_away; \
             ALTER TABLE cues_note RENAME TO note_away").await;
        assert!(!exact(town, maya).await.with_partner.is_empty(), "counts are read from tallies");
        totals::beside(&town.app, maya, town.partnership, NOVEMBER).await.unwrap();
    }
}
