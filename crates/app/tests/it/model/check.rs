//! What must be so after everything that happens.

use super::book::{Person, Side, Way, needs_telling};
use super::world::{Proof, World};
use crate::town::CANARY_NAME;
use app::{referrals, tombstones, workers};
use domain::referral::{Bank, Event, PersonCard, Status};
use domain::release::Element;
use domain::retention::Part;
use domain::time::Days;
use std::collections::BTreeSet;

/// After each step: who is there is there by right, and what is closed is closed.
pub async fn after_each(world: &mut World) -> Proof {
    find_arrivals(world).await?;
    let now = world.town.app.now();
    for person in world.book.people.iter().filter(|person| person.is_closed_there(now)) {
        let Some(theirs) = person.theirs else { continue };
        let by = world.receiver(person.from);
        let view = referrals::show(&world.town.app, by, theirs).await.map_err(|error| format!("closed: {error}"))?;
        if view.card.is_some() || view.has_number {
            return Err("it is readable after it was stopped, forgotten or over".to_owned());
        }
        if view.referral.language != "und" || !view.referral.sender_name.is_empty() {
            return Err("how they speak is readable after it was stopped, forgotten or over".to_owned());
        }
        if referrals::show_number(&world.town.app, by, theirs).await.is_ok() {
            return Err("a number is shown after it was stopped, forgotten or over".to_owned());
        }
    }
    if let Some(disk) = &world.disk {
        let held: BTreeSet<_> = disk.rows().into_iter().filter(|row| row.has_content).map(|row| row.id).collect();
        let closed = world.book.people.iter().filter(|person| person.closed_there).filter_map(|person| person.theirs);
        let forgotten = world.book.people.iter().filter(|person| person.forgotten[0]).map(|person| person.ours);
        // What a legal hold keeps is kept, and shown to nobody.
        let mut gone = closed.chain(forgotten).map(|id| id.bytes()).filter(|id| !world.book.was_held.contains(id));
        if gone.clone().any(|id| held.contains(&id)) {
            return Err("what was stopped or forgotten still stands in its row".to_owned());
        }
        let said: BTreeSet<_> = disk.rows().into_iter().filter(|row| row.says_how).map(|row| row.id).collect();
        let waits = disk.plans_of_nobody();
        if gone.clone().any(|id| waits.contains(&id)) {
            return Err("a changed plan waits for a record whose content is gone".to_owned());
        }
        if gone.any(|id| said.contains(&id)) {
            return Err("how somebody speaks still stands in a row whose content is gone".to_owned());
        }
    }
    super::reach::all(world).await?;
    super::seen::plans(world).await?;
    super::seen::hidden(world).await?;
    match world.disk.as_mut().and_then(super::disk::Disk::look) {
        Some(_) => Err("content that was destroyed stands in a row again".to_owned()),
        None => Ok(()),
    }
}

/// The record over there exists exactly when the book says that it crossed.
async fn find_arrivals(world: &mut World) -> Proof {
    let before = world.is_before();
    let stones = tombstones::list(&world.town.app).await.map_err(|error| format!("the list: {error}"))?;
    let buried: BTreeSet<[u8; 16]> =
        stones.into_iter().filter(|stone| stone.table == "referrals").map(|stone| stone.row).collect();
    for at in 0..world.book.people.len() {
        let person = &world.book.people[at];
        let (sender, receiver) = (world.sender(person.from), world.receiver(person.from));
        let found = workers::record_across(&world.town.app, sender, receiver, person.ours).await.ok();
        let destroyed = found.is_some_and(|id| buried.contains(&id.bytes()));
        match (person.way, found) {
            (Way::Crossed, None) if !before && !person.is_unsure => {
                return Err("what was sent in time did not arrive".to_owned());
            }
            (Way::Crossed, None) => world.book.people[at].way = Way::Queued,
            (Way::Crossed, Some(_)) | (_, None) => {}
            (way, Some(_)) => return Err(format!("it arrived, and the book says {way:?}")),
        }
        let person = &mut world.book.people[at];
        person.theirs = found;
        person.closed_there |= destroyed;
    }
    Ok(())
}

/// Both records of everybody, read as their staff do.
pub async fn reading(world: &World) -> Proof {
    for at in 0..world.book.people.len() {
        read(world, at).await?;
    }
    Ok(())
}

/// Both records of one person.
pub async fn read(world: &World, at: usize) -> Proof {
    let (app, person) = (&world.town.app, &world.book.people[at]);
    if let Some(theirs) = person.theirs {
        let view = referrals::show(app, world.receiver(person.from), theirs).await;
        let view = view.map_err(|error| format!("the receiver reads: {error}"))?;
        once(view.events.iter().map(|happened| happened.event), Event::Arrived, 1)?;
        match &view.card {
            Some(_) if person.is_closed_there(app.now()) => return Err("the card is readable".to_owned()),
            Some(card) => no_more_than(card, &view.referral.language, person)?,
            None if person.is_closed_there(app.now()) || person.declined => {}
            None => return Err("what was allowed and has arrived cannot be read".to_owned()),
        }
    }
    if person.way == Way::Signed {
        return Ok(());
    }
    let view = referrals::show(app, world.sender(person.from), person.ours).await;
    let view = view.map_err(|error| format!("the sender reads: {error}"))?;
    if let Some(needed) = needs_telling(view.referral.status)
        && !person.known.contains(needed)
    {
        return Err(format!("the sender knows {needed}, which nobody may have told"));
    }
    once(view.events.iter().map(|happened| happened.event), Event::Delivered, 1)?;
    for told in domain::referral::Told::ALL {
        once(view.events.iter().map(|happened| happened.event), Event::Told(*told), 1)?;
    }
    if person.from == Side::Lakeside && view.disclosures.iter().any(|crossed| crossed.opened.is_some()) {
        return Err("an advocacy organization told that it opened a referral".to_owned());
    }
    Ok(())
}

fn once(events: impl Iterator<Item = Event>, event: Event, most: usize) -> Proof {
    let count = events.filter(|happened| *happened == event).count();
    if count <= most { Ok(()) } else { Err(format!("{} happened {count} times", event.code())) }
}

/// Exactly what was ticked, and not what was wiped or forgotten since.
fn no_more_than(card: &PersonCard, language: &str, person: &Person) -> Proof {
    let allowed = &person.allowed;
    let may = |element| allowed.contains(&element);
    let name = card.name.as_ref().map(|name| name.reveal());
    let said = [
        ("name", name == Some(CANARY_NAME), name.is_some(), person.may_read(Part::Name)),
        ("needs", true, !card.needs.is_empty(), may(Element::Needs)),
        ("note", true, card.note.is_some(), person.may_read(Part::Words)),
        ("language", true, language != "und", may(Element::Language)),
    ];
    for (what, right, is, may) in said {
        if is != may || (is && !right) {
            return Err(format!("{what}: readable {is}, allowed {may}"));
        }
    }
    super::reach::as_said(&card.safe_contact, person)
}

/// The chains hold, and what is counted is what happened.
pub async fn books(world: &World) -> Proof {
    let app = &world.town.app;
    for org in [world.town.rosa.org_id(), world.town.ines.org_id()] {
        let verified = app::audit::verify(app, org).await.map_err(|error| format!("the chain: {error}"))?;
        verified.map_err(|tampered| format!("the chain: {tampered:?}"))?;
        let differ = app::health::recount(app, org).await.map_err(|error| format!("the tallies: {error}"))?;
        if differ > 0 {
            return Err(format!("{differ} tallies differ from what happened"));
        }
    }
    Ok(())
}

/// After housekeeping nothing has content whose time is over.
pub fn nothing_is_overdue(world: &World) -> Proof {
    let Some(disk) = &world.disk else { return Ok(()) };
    let now = world.town.app.now();
    let planned = |id: &[u8; 16]| {
        let mut of = world
            .book
            .people
            .iter()
            .filter(|one| one.ours.bytes() == *id || one.theirs.is_some_and(|t| t.bytes() == *id));
        of.any(|one| one.care.iter().any(|plan| plan.lives(now)))
    };
    let rows = disk.rows();
    // What nobody took goes with the first round after its end, whatever day that is.
    let untaken = world.book.people.iter().filter(|one| !one.taken && now >= one.ends).filter_map(|one| one.theirs);
    for id in untaken.map(|id| id.bytes()).filter(|id| !world.book.held.contains(id) && !planned(id)) {
        if rows.iter().any(|row| row.id == id && row.has_content) {
            return Err("what nobody took still stands in its row after its end and a round".to_owned());
        }
    }
    for row in rows.iter().filter(|row| row.has_content) {
        // The law keeps it, or either side still works with a plan.
        if world.book.held.contains(&row.id) || planned(&row.id) {
            continue;
        }
        let days = match (row.bank, row.status) {
            (_, status) if status.is_final() => 90,
            (Bank::Receiver, Status::Received) => 7,
            (Bank::Receiver, _) => 90,
            (Bank::Sender, _) => 30,
        };
        if now >= row.since().plus_days(Days(days)) {
            return Err(format!("{:?} {:?} is kept beyond {days} days", row.bank, row.status));
        }
    }
    Ok(())
}
