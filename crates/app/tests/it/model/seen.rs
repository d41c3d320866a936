//! Who reads what: of a plan exactly what the other side shares, and of a hidden record nothing.

use super::world::{Proof, World};
use app::{Error, plans, referrals};
use std::collections::BTreeSet;

/// Each side reads of the other's plan what was shared and not taken back, and nothing else.
pub async fn plans(world: &World) -> Proof {
    let now = world.town.app.now();
    for (at, person) in world.book.people.iter().enumerate() {
        for there in [false, true] {
            let shared = &person.care[usize::from(!there)];
            let Some(record) = person.record(there) else { continue };
            if [&shared.lines, &shared.letters, &shared.part2, &shared.beside].iter().all(|care| care.items.is_empty())
            {
                continue;
            }
            let view = plans::show(&world.town.app, world.worker_of(at, there), record).await;
            let view = view.map_err(|error| format!("the plan: {error}"))?;
            let lines = view.their_lines.iter().map(|line| line.line.words().reveal().to_owned());
            let thread = plans::beside(&world.town.app, world.worker_of(at, there), record).await;
            let thread = thread.map_err(|error| format!("the messages: {error}"))?;
            let theirs = view.letters.iter().chain(&thread.letters).filter(|letter| !letter.is_ours);
            if theirs.clone().any(|letter| letter.substance_use != letter.part2.is_some()) {
                return Err("a message about substance use came without its notice, or another one with it".to_owned());
            }
            let letters = view
                .letters
                .iter()
                .chain(&thread.letters)
                .filter(|letter| !letter.is_ours)
                .map(|letter| letter.words.reveal());
            let seen: BTreeSet<String> = lines.chain(letters.map(str::to_owned)).collect();
            let (may, must) = shared.read(now);
            if seen.iter().any(|words| !may.contains(words.as_str())) {
                return Err("something of a plan is readable that was not shared, was taken back or is over".to_owned());
            }
            // Whoever declined, or let it run out, takes nothing in; the book knows only when somebody said so.
            let lacks = must.iter().any(|words| !seen.contains(*words));
            if lacks && !view.is_over && !world.is_before() && !person.is_unsure {
                return Err("something of a plan was shared and has arrived, and cannot be read".to_owned());
            }
        }
    }
    Ok(())
}

/// Nobody gets a record, a line of a list or a notice of what is hidden from them.
pub async fn hidden(world: &World) -> Proof {
    let app = &world.town.app;
    for person in &world.book.people {
        for there in [false, true] {
            let (Some(record), true) = (person.record(there), person.is_hidden(there)) else { continue };
            let who = world.third(person.from, there);
            let nothing = [
                referrals::show(app, who, record).await.map(drop),
                plans::show(app, who, record).await.map(drop),
                plans::glance(app, who, record).await.map(drop),
                plans::beside(app, who, record).await.map(drop),
                referrals::show_number(app, who, record).await.map(drop),
            ];
            if nothing.iter().any(|answer| !matches!(answer, Err(Error::NotFound))) {
                return Err("a record was shown to somebody from whom it is hidden".to_owned());
            }
            let listed = |error| format!("a list: {error}");
            let waiting = referrals::inbox(app, who, None).await.map_err(listed)?;
            let sent = referrals::sent(app, who, None).await.map_err(listed)?;
            let notices = app::home::notices(app, who).await.map_err(listed)?;
            let rows = waiting.rows.iter().map(|row| row.id).chain(sent.rows.iter().map(|row| row.id));
            if rows.chain(notices.iter().filter_map(|notice| notice.referral)).any(|id| id == record) {
                return Err("a hidden record stands in a list".to_owned());
            }
        }
    }
    Ok(())
}
