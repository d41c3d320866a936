//! The demo's plan of two sides: each has taken a release for it, and shares a line or two.

use crate::load::new_release;
use crate::people::{Pair, label};
use app::{App, Session, consults, plans, releases, workers};
use domain::care_plan::{Line, Owner, PrivateNote};
use domain::consult::{StaffPhone, Topic};
use domain::ids::{ConsultId, LineId, MessageId, ReferralId, ReleaseId};
use domain::release::{Element, Purpose};
use domain::text::PersonText;

const PLAN: &[Element] = &[Element::CarePlan, Element::Messages];

/// A goal and a task from the advocate, a task from the clinician, a message, a note that stays, and a question that is
/// about nobody. `(sent, arrived)` are the two records of one crossing.
pub(crate) async fn plan_together(
    app: &App,
    pair: &Pair,
    (sent, arrived): (ReferralId, ReferralId),
) -> app::Result<()> {
    let (rosa, ines) = (&pair.lakeside[1], &pair.harbor[1]);
    for (by, record) in [(ines, arrived), (rosa, sent)] {
        let id = ReleaseId::new(app.next_id());
        releases::walk(app, by, new_release(id, record, pair.partnership, Purpose::CoordinatedCare, PLAN)).await?;
    }
    let goal = Line::Goal { words: text("I want to sleep through the night."), substance_use: false };
    share(app, ines, arrived, &goal).await?;
    let task = |words, name| Line::Task {
        words: text(words),
        owner: Owner::Member(label(name)),
        due: None,
        done: false,
        substance_use: false,
    };
    let own = LineId::new(app.next_id());
    plans::add_line(app, ines, arrived, own, &task("Ask about a place for the cat", ines.name().as_str())).await?;
    share(app, rosa, sent, &task("Longer visit with the interpreter", rosa.name().as_str())).await?;
    let note = PrivateNote::keep(text("Never before ten in the morning."));
    plans::add_note(app, ines, arrived, LineId::new(app.next_id()), &note).await?;
    let letter = text("Could she be seen on a Thursday? That is when she is in town.");
    plans::write_letter(app, ines, arrived, MessageId::new(app.next_id()), letter, false).await?;
    let call_back = StaffPhone::parse("x 214").ok();
    let (id, partnership) = (ConsultId::new(app.next_id()), pair.partnership);
    consults::ask(app, rosa, consults::NewConsult { id, partnership, topic: Topic::SafetyPlanning, call_back }).await?;
    workers::deliver_all(app).await
}

async fn share(app: &App, by: &Session, record: ReferralId, line: &Line) -> app::Result<()> {
    let id = LineId::new(app.next_id());
    plans::add_line(app, by, record, id, line).await?;
    plans::share_line(app, by, record, (id, 1)).await
}

fn text(words: &str) -> PersonText {
    PersonText::parse(words, 400).expect("invariant: the demo's words are texts")
}
