//! Meetings of the two leaderships, what came of them, steps and pilots.

use super::By::{Dana, Maya};
use super::{Line, Of, On, Text, Who, line};
use domain::workspace::Noun::{Action, Cycle, Meeting, Pilot, Step};

#[rustfmt::skip]
pub(super) const LINES: &[Line] = &[
    line(352, Dana, Meeting, "first", &[
        ("day", On(-350)), ("clock", Text("10:00")), ("minutes", Text("30")), ("channel", Text("in_person")), ("cadence", Text("monthly")),
    ]),
    line(350, Maya, Meeting, "first", &[
        ("why", Text("Nobody should have to tell their story twice. We want a person to meet a face we know, on both sides.")),
        ("services", Text("Lakeside: primary care, sliding fee, enrollment, behavioral health. Harbor House: hotline, safety planning, housing and legal advocacy. Lakeside can take a same-day visit on most days; Harbor House can answer a call at once.")),
        ("history", Text("We shared a flyer some years ago. Nothing came of it, since nobody knew whom to call.")),
        ("logistics", Text("Once a month, in person every third time, by video in between. Between meetings the liaisons call each other.")),
        ("decisions", Text("We start with visits at each other’s place, then write down how we introduce a person.")),
        ("held", Text("on")),
    ]),
    line(350, Dana, Step, "leadership", &[
        ("owner_health_center", Who("dana")), ("owner_advocacy", Who("maya")), ("evidence", Text("We met, and meet every month since.")),
    ]),
    line(350, Dana, Action, "visit", &[
        ("meeting", Of(Meeting, "first")), ("words", Text("Find a day on which staff can visit Harbor House’s office")), ("owner", Who("dana")), ("due", On(-335)), ("done_on", On(-338)),
    ]),
    line(350, Maya, Action, "list", &[
        ("meeting", Of(Meeting, "first")), ("words", Text("Send Lakeside our list of services in both languages")), ("owner", Who("ines")), ("due", On(-330)), ("done_on", On(-331)),
    ]),
    line(290, Maya, Meeting, "second", &[
        ("day", On(-290)), ("clock", Text("10:00")), ("minutes", Text("45")), ("channel", Text("video")), ("cadence", Text("monthly")), ("held", Text("on")),
        ("decisions", Text("The front desk was missing at the visit. We repeat it with them. Dana asks for one room with a door.")),
    ]),
    line(344, Dana, Step, "mou", &[
        ("owner_health_center", Who("dana")), ("owner_advocacy", Who("maya")),
    ]),
    line(330, Maya, Step, "procedure", &[
        ("owner_health_center", Who("rosa")), ("owner_advocacy", Who("ines")), ("note", Text("Whoever changes a step tells the front desk.")),
    ]),
    line(139, Maya, Step, "co_located", &[
        ("owner_health_center", Who("dana")), ("owner_advocacy", Who("maya")),
    ]),
    line(130, Dana, Step, "health_celebration", &[
        ("owner_health_center", Who("rosa")), ("owner_advocacy", Who("ines")),
    ]),
    line(60, Maya, Step, "mobile", &[
        ("owner_health_center", Who("dana")), ("owner_advocacy", Who("maya")),
    ]),
    line(58, Dana, Step, "advocacy_health", &[
        ("owner_health_center", Who("rosa")), ("owner_advocacy", Who("ines")),
    ]),
    line(52, Maya, Step, "sustainability", &[
        ("owner_health_center", Who("dana")), ("owner_advocacy", Who("maya")),
    ]),
    line(44, Dana, Step, "visiting_provider", &[
        ("owner_health_center", Who("rosa")),
    ]),
    line(290, Dana, Step, "cross_training", &[
        ("owner_health_center", Who("rosa")), ("owner_advocacy", Who("ines")), ("next_date", On(20)),
        ("note", Text("New staff come to the next visit within three months.")),
    ]),
    line(230, Dana, Meeting, "third", &[
        ("day", On(-230)), ("clock", Text("10:00")), ("minutes", Text("45")), ("channel", Text("in_person")), ("cadence", Text("monthly")), ("held", Text("on")),
        ("decisions", Text("We try two cards for every patient at the Tuesday clinic for three months, and then decide.")),
    ]),
    line(230, Dana, Pilot, "cards", &[
        ("step", Text("procedure")), ("goal", Text("Every patient of the Tuesday clinic gets two cards")), ("owner", Who("rosa")),
        ("measure", Text("cards given, out of visits, each month")), ("decide_on", On(-120)),
    ]),
    line(170, Maya, Meeting, "fourth", &[
        ("day", On(-170)), ("clock", Text("10:30")), ("minutes", Text("45")), ("channel", Text("video")), ("cadence", Text("monthly")), ("held", Text("on")),
        ("decisions", Text("Harbor House can lend an advocate on Tuesday afternoons. We write down how records are kept apart before it starts.")),
    ]),
    line(170, Dana, Action, "apart", &[
        ("meeting", Of(Meeting, "fourth")), ("words", Text("Write down how the advocate’s notes are kept apart")), ("owner", Who("maya")), ("due", On(-150)), ("done_on", On(-148)),
    ]),
    line(118, Maya, Pilot, "cards", &[
        ("decision", Text("go_on")), ("decided_on", On(-118)), ("why", Text("Staff found the words after two weeks. It goes on, on all days.")),
    ]),
    line(110, Dana, Meeting, "fifth", &[
        ("day", On(-110)), ("clock", Text("10:00")), ("minutes", Text("45")), ("channel", Text("in_person")), ("cadence", Text("monthly")), ("held", Text("on")),
        ("decisions", Text("We write the plan for when somebody leaves. Maya asks the foundation again.")),
    ]),
    line(50, Maya, Meeting, "sixth", &[
        ("day", On(-50)), ("clock", Text("10:00")), ("minutes", Text("45")), ("channel", Text("video")), ("cadence", Text("monthly")), ("held", Text("on")),
        ("why", Text("Looked at again: a face we know, on both sides. It still holds.")),
        ("decisions", Text("The money of the county ends soon. We lay cost and cover side by side before the next meeting.")),
    ]),
    line(50, Dana, Action, "cost", &[
        ("meeting", Of(Meeting, "sixth")), ("words", Text("Lay cost and cover side by side")), ("owner", Who("dana")), ("due", On(-9)),
    ]),
    line(50, Maya, Action, "cards", &[
        ("meeting", Of(Meeting, "sixth")), ("words", Text("Order cards in Spanish for both front desks")), ("owner", Who("ines")), ("due", On(-4)),
    ]),
    line(50, Maya, Action, "mobile", &[
        ("meeting", Of(Meeting, "sixth")), ("words", Text("Lay the stops of both mobile units side by side for spring")), ("owner", Who("maya")), ("due", On(18)),
    ]),
    line(44, Dana, Cycle, "answers", &[
        ("words", Text("The first answer comes before noon")), ("aim", Text("answered")), ("starts_on", On(-44)), ("owner", Who("maya")),
        ("plan", Text("For four weeks one advocate opens the inbox at nine and at one. We expect nine of ten answers in time.")),
        ("did", Text("It was done on all days but two, when the line was busy.")),
    ]),
    line(40, Dana, Step, "coordinated_care", &[
        ("owner_health_center", Who("rosa")), ("owner_advocacy", Who("ines")), ("state", Text("working")), ("next_date", On(12)),
        ("note", Text("Only when a person asks both of us, and signs for it.")),
    ]),
    line(38, Maya, Step, "track_successes", &[
        ("owner_health_center", Who("dana")), ("owner_advocacy", Who("maya")), ("state", Text("working")), ("next_date", On(12)),
        ("note", Text("Totals only, four times a year.")),
    ]),
    line(32, Maya, Pilot, "line", &[
        ("step", Text("coordinated_care")), ("goal", Text("An advocate answers the clinic’s call within ten minutes on Thursdays")), ("owner", Who("ines")),
        ("measure", Text("calls answered within ten minutes, out of all")), ("decide_on", On(30)),
    ]),
    line(8, Dana, Meeting, "next", &[
        ("day", On(12)), ("clock", Text("10:00")), ("minutes", Text("45")), ("channel", Text("in_person")), ("cadence", Text("monthly")),
        ("logistics", Text("At Lakeside, second floor. Bring the cost of the last year.")),
    ]),
];
