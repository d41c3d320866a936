//! Trainings and what was done side by side. Whoever came is a number.

use super::By::{Dana, Maya};
use super::{Line, On, Text, Who, line};
use domain::workspace::Noun::{Celebration, Presence, Slot, Stop, Training, Visit};

#[rustfmt::skip]
pub(super) const LINES: &[Line] = &[
    line(322, Maya, Training, "at harbor", &[
        ("kind", Text("site_visit")), ("topic", Text("advocacy_services")), ("day", On(-322)), ("clock", Text("12:30")), ("minutes", Text("90")),
        ("host", Text("advocacy")), ("place", Text("advocacy_office")), ("months", Text("12")), ("held", Text("on")),
    ]),
    line(298, Dana, Training, "at lakeside", &[
        ("kind", Text("cross_training")), ("topic", Text("health_center_101")), ("day", On(-298)), ("clock", Text("09:00")), ("minutes", Text("120")),
        ("host", Text("health_center")), ("place", Text("health_center")), ("months", Text("12")), ("held", Text("on")),
        ("note", Text("Sliding fee, same-day visits, who helps with coverage.")),
    ]),
    line(148, Dana, Training, "cues", &[
        ("kind", Text("cross_training")), ("topic", Text("cues")), ("day", On(-148)), ("clock", Text("12:30")), ("minutes", Text("60")),
        ("host", Text("health_center")), ("place", Text("online")), ("months", Text("12")), ("held", Text("on")),
    ]),
    line(15, Maya, Training, "again", &[
        ("kind", Text("cross_training")), ("topic", Text("referrals")), ("day", On(20)), ("clock", Text("12:30")), ("minutes", Text("90")),
        ("host", Text("advocacy")), ("place", Text("advocacy_office")), ("months", Text("12")),
        ("note", Text("New front desk staff first.")),
    ]),
    line(137, Maya, Celebration, "one", &[
        ("topic", Text("wellness")), ("day", On(-137)), ("clock", Text("17:30")), ("minutes", Text("90")), ("series", Text("monthly")), ("language", Text("both")),
        ("staff", Text("2")), ("owner", Who("ines")), ("heads", Text("14")), ("links", Text("5")), ("held", Text("on")),
    ]),
    line(109, Maya, Celebration, "two", &[
        ("topic", Text("rest")), ("day", On(-109)), ("clock", Text("17:30")), ("minutes", Text("90")), ("series", Text("monthly")), ("language", Text("spanish")),
        ("staff", Text("1")), ("owner", Who("ines")), ("heads", Text("11")), ("links", Text("3")), ("held", Text("on")),
    ]),
    line(80, Dana, Celebration, "three", &[
        ("topic", Text("children")), ("day", On(-81)), ("clock", Text("17:30")), ("minutes", Text("90")), ("series", Text("monthly")), ("language", Text("both")),
        ("staff", Text("3")), ("owner", Who("rosa")), ("heads", Text("22")), ("links", Text("9")), ("held", Text("on")), ("note", Text("Toys made the room quieter. Do it again.")),
    ]),
    line(50, Maya, Celebration, "four", &[
        ("topic", Text("coverage")), ("day", On(-53)), ("clock", Text("17:30")), ("minutes", Text("90")), ("series", Text("monthly")), ("language", Text("both")),
        ("staff", Text("2")), ("owner", Who("ines")), ("heads", Text("17")), ("links", Text("8")), ("held", Text("on")),
    ]),
    line(22, Dana, Celebration, "five", &[
        ("topic", Text("food")), ("day", On(-25)), ("clock", Text("17:30")), ("minutes", Text("90")), ("series", Text("monthly")), ("language", Text("spanish")),
        ("staff", Text("2")), ("owner", Who("rosa")), ("heads", Text("15")), ("links", Text("4")), ("held", Text("on")),
    ]),
    line(20, Maya, Celebration, "six", &[
        ("topic", Text("teeth")), ("day", On(9)), ("clock", Text("17:30")), ("minutes", Text("90")), ("series", Text("monthly")), ("language", Text("both")),
        ("staff", Text("2")), ("owner", Who("ines")),
    ]),
    line(46, Dana, Visit, "one", &[
        ("provider", Text("nurse_practitioner")), ("series", Text("every_two_weeks")), ("day", On(-46)), ("clock", Text("13:00")), ("minutes", Text("180")), ("room", Text("blue room")),
        ("slots", Text("6")), ("used", Text("5")), ("owner", Who("rosa")), ("held", Text("on")),
    ]),
    line(32, Dana, Visit, "two", &[
        ("provider", Text("nurse_practitioner")), ("series", Text("every_two_weeks")), ("day", On(-32)), ("clock", Text("13:00")), ("minutes", Text("180")), ("room", Text("blue room")),
        ("slots", Text("6")), ("used", Text("6")), ("owner", Who("rosa")), ("held", Text("on")),
    ]),
    line(17, Dana, Visit, "three", &[
        ("provider", Text("behavioral_health")), ("day", On(-18)), ("clock", Text("13:00")), ("minutes", Text("180")), ("room", Text("blue room")),
        ("slots", Text("5")), ("used", Text("3")), ("owner", Who("rosa")), ("held", Text("on")),
    ]),
    line(4, Dana, Visit, "four", &[
        ("provider", Text("nurse_practitioner")), ("series", Text("every_two_weeks")), ("day", On(10)), ("clock", Text("13:00")), ("minutes", Text("180")), ("room", Text("blue room")),
        ("slots", Text("6")), ("owner", Who("rosa")), ("supplies", Text("Blood pressure cuff, tests, cards in both languages.")),
    ]),
    line(145, Maya, Presence, "tuesdays", &[
        ("weekday", Text("tuesday")), ("clock", Text("13:00")), ("minutes", Text("240")), ("room", Text("quiet room, second floor")), ("rate", Text("34.00")),
        ("owner", Who("maya")), ("starts_on", On(-140)), ("separate", Text("on")),
        ("note", Text("Own laptop, own lock. Lakeside has no key to the drawer.")),
    ]),
    line(14, Maya, Presence, "thursdays", &[
        ("weekday", Text("thursday")), ("clock", Text("09:00")), ("minutes", Text("180")), ("room", Text("quiet room, second floor")), ("rate", Text("34.00")),
        ("owner", Who("maya")), ("starts_on", On(32)), ("separate", Text("on")),
    ]),
    line(62, Dana, Stop, "library", &[
        ("host", Text("health_center")), ("day", On(-62)), ("clock", Text("10:00")), ("minutes", Text("240")), ("area", Text("library, north side")),
        ("heads", Text("12")), ("held", Text("on")),
    ]),
    line(12, Dana, Stop, "market", &[
        ("host", Text("health_center")), ("day", On(16)), ("clock", Text("09:00")), ("minutes", Text("240")), ("area", Text("farmers’ market")),
    ]),
    line(12, Maya, Stop, "kept", &[
        ("host", Text("advocacy")), ("day", On(23)), ("clock", Text("15:00")), ("minutes", Text("120")), ("area", Text("laundromat by the station")), ("withheld", Text("on")),
    ]),
    line(34, Maya, Slot, "tests", &[
        ("service", Text("hiv_testing")), ("day", On(-20)), ("clock", Text("14:00")), ("minutes", Text("120")),
    ]),
    line(20, Maya, Slot, "tests", &[("heads", Text("4")), ("held", Text("on"))]),
    line(10, Maya, Slot, "class", &[
        ("service", Text("sexual_health")), ("day", On(6)), ("clock", Text("16:00")), ("minutes", Text("90")), ("note", Text("In Spanish.")),
    ]),
    line(10, Maya, Slot, "support", &[
        ("service", Text("substance_use")), ("day", On(13)), ("clock", Text("16:00")), ("minutes", Text("90")),
    ]),
];
