//! What it costs and who pays, wishes to those who make rules, the plan for when somebody leaves, and the shelf.

use super::By::{Dana, Maya};
use super::{Line, On, Text, Who, line};
use domain::workspace::Noun::{Continuity, Cost, Fund, Policy, ShelfItem, Step};

#[rustfmt::skip]
pub(super) const LINES: &[Line] = &[
    line(330, Dana, Fund, "county", &[
        ("source", Text("County health fund")), ("amount", Text("9,600")), ("starts_on", On(-305)), ("ends_on", On(60)), ("pays_for", Text("visiting provider, cards")), ("owner", Who("dana")),
    ]),
    line(100, Maya, Fund, "foundation", &[
        ("source", Text("Lakeshore community foundation")), ("amount", Text("12,000")), ("starts_on", On(-95)), ("ends_on", On(270)), ("pays_for", Text("advocate on Tuesdays")), ("owner", Who("maya")),
    ]),
    line(100, Dana, Cost, "room", &[("words", Text("Quiet room, second floor")), ("kind", Text("space")), ("amount", Text("120")), ("per", Text("month"))]),
    line(100, Dana, Cost, "trainings", &[("words", Text("Staff in trainings")), ("kind", Text("training")), ("amount", Text("31.50")), ("per", Text("hour"))]),
    line(100, Maya, Cost, "kits", &[("words", Text("Cards, tests, food for celebrations")), ("kind", Text("supplies")), ("amount", Text("165")), ("per", Text("month"))]),
    line(100, Maya, Cost, "rides", &[("words", Text("Rides to a first visit")), ("kind", Text("travel")), ("amount", Text("1,400")), ("per", Text("year"))]),
    line(90, Maya, Policy, "plan", &[
        ("words", Text("The health plan pays for time with an advocate")), ("level", Text("payer")), ("state", Text("asked")), ("owner", Who("dana")), ("next_date", On(40)),
        ("note", Text("They asked for totals of the last year. No names, no visits one by one.")),
    ]),
    line(90, Dana, Policy, "time", &[
        ("words", Text("Trainings count as working time on both sides")), ("level", Text("own_rule")), ("state", Text("reached")), ("owner", Who("maya")),
    ]),
    line(30, Maya, Policy, "rides", &[
        ("words", Text("Rides to a first visit can be paid without naming the reason")), ("level", Text("state")), ("state", Text("wished")), ("owner", Who("maya")),
    ]),
    line(88, Dana, Continuity, "plan", &[
        ("people", Text("Rosa stands in for Dana, Ines for Maya. Each knows the other side’s liaison by voice.")),
        ("first_week", Text("Call the partner’s liaison on the first day. Say who answers from now on. Look at what is late together.")),
        ("money", Text("The Tuesday advocate goes on for three months from own money. The visiting provider pauses. Warm referrals go on in any case.")),
        ("papers", Text("The agreement is in this workspace. Keys: two leads and two admins on each side.")),
        ("looked_at", On(-50)),
    ]),
    line(50, Dana, Step, "sustainability", &[
        ("owner_health_center", Who("dana")), ("owner_advocacy", Who("maya")), ("next_date", On(12)),
    ]),
    line(300, Maya, ShelfItem, "words", &[
        ("title", Text("Ten sentences to open a card with")), ("source", Text("Harbor House")), ("dated", On(-300)), ("licence", Text("may be copied")),
        ("note", Text("In the folder at both front desks, in both languages.")),
    ]),
    line(120, Dana, ShelfItem, "fees", &[
        ("title", Text("How the sliding fee works, on one page")), ("source", Text("Lakeside Community Health Center")), ("dated", On(-410)), ("licence", Text("may be copied")),
        ("note", Text("Ask the enrollment desk for the newest one.")),
    ]),
];
