# What two organizations do side by side. Whoever comes is a number.

programs-title = Programs
programs-lead = What you do side by side. Each one moves its step on the roadmap when it happens.
programs-all = Five ways to work side by side
program-step = Step on the roadmap
program-to-step = Its step on the roadmap
program-none-coming = Nothing is planned.
program-none-held = Nothing was held yet.
program-was-it-held = Was it held?
program-number-lead = Whoever comes is a number here, never a name.
program-heads = How many came
program-heads-hint = A number, no names. Only your organization reads it exactly. Your partner reads “fewer than 11”, or more if you agreed on more, until it is that many. Leave it empty if you did not count.
program-fewer = fewer than { $least }
program-heads-n =
    { $n ->
        [one] one came
       *[other] { $n } came
    }
program-heads-few = fewer than { $least } came
program-heads-not = how many came is not told
program-not-told = not told
program-held-hint = What was held moves the step on the roadmap.
program-room = Room
program-room-hint = How you call it, for example “blue room”. No address.
program-starts = First day
program-starts-needed = Choose the first day.
program-ends = Last day
program-from = from { $day }
program-until = until { $day }

celebrations-title = Health celebrations
celebrations-lead = Once a month, staff of the health center come to the advocates and share what they know.
celebration-whose = Nobody gets a record by coming. If somebody asks for care, the advocates refer them, and the health center begins its own record.
celebration-title = Health celebration
celebration-new = Plan a celebration
celebration-topic = Topic
celebration-topic-needed = Choose a topic.
celebration-language = Language
celebration-staff = Staff the health center lends
celebration-staff-n =
    { $n ->
        [one] one of the health center’s staff
       *[other] { $n } of the health center’s staff
    }
celebration-links = Links made
celebration-links-hint = How many of those who came were introduced to care that day. Your partner reads the number only beside how many came, and only if this number and the rest of them are both 11 or more, or more if you agreed on more.
celebration-links-n =
    { $n ->
        [one] one link made
       *[other] { $n } links made
    }
celebration-links-few = fewer than { $least } links made
celebration-links-not = how many links were made is not told
celebration-links-above-heads = There are more links than people who came. Look at both numbers.

visits-title = Visiting provider
visits-lead = A provider of the health center comes to the advocates, for example every two weeks.
visit-whose = Care given here is in the health center’s record. The advocates keep theirs.
visit-title = Visit
visit-new = Plan a visit
visit-provider = Who comes
visit-provider-needed = Choose who comes.
visit-slots = Appointments offered
visit-slots-n =
    { $n ->
        [one] one appointment
       *[other] { $n } appointments
    }
visit-used = Appointments used
visit-used-n =
    { $n ->
        [one] one used
       *[other] { $n } used
    }
visit-used-few = fewer than { $least } used
visit-supplies = What to bring
visit-supplies-hint = For example: blood pressure cuff, tests, cards.

presences-title = Co-located advocate
presences-lead = An advocate works at the health center some hours each week.
presence-whose = What a person tells the advocate is in the advocacy organization’s record alone, also under the health center’s roof.
presences-hours = Weekly hours
presences-none = No hours are agreed yet.
presence-title = Weekly hours
presence-new = Add weekly hours
presence-form-lead = The room, the hours and who pays. Never who comes.
presence-weekday = Day of the week
presence-weekday-needed = Choose a day of the week.
presence-clock-needed = Write when they begin.
presence-minutes = Minutes each week
presence-minutes-needed = Write how many minutes.
presence-room-hint = A room with a door, where nobody is called by name.
presence-rate = Cost of an hour
presence-rate-hint = In dollars. It goes into the cost of the partnership. Leads of both sides read it, and nobody else.
presence-rate-n = { $amount } an hour
presence-separate = Records are kept apart
presence-separate-hint = We confirm: the advocate’s notes stay at the advocacy organization, on its own device, and the health center cannot open them. Without this the step does not count as in place.
presence-runs = Running
presence-not-separate = Say how records are kept apart

stops-title = Mobile health and advocacy
stops-lead = Stops of both mobile units side by side.
stop-whose = Whoever gets care has a record at the health center. Whoever talks with an advocate has one at the advocacy organization, or none.
stop-entry = Stop
stop-new = Plan a stop
stop-host = Whose unit
stop-host-needed = Choose whose unit it is.
stop-area = Where, as people know it
stop-area-hint = For example “library, north side”. No street and no number.
stop-withheld = Keep this stop off lists and calendars
stop-withheld-hint = Only leads who write here find it, by its day.
stops-withheld = Kept off lists
stops-withheld-note = These stand on no list and in no feed. Only leads see them: here by their day, and in their own calendar.

slots-title = Health services by advocates
slots-lead = Advocates who are trained and certified offer a health service at their own place.
slot-whose = It is in the advocacy organization’s record. The partner sees whether somebody is there, not who.
slot-title = Time for a health service
slot-new = Plan a time
slot-service = Which service
slot-service-needed = Choose the service.
slot-staff = Who takes it
slot-staff-seen-by = leads of your organization; the partner sees only that somebody is there
slot-staffed = An advocate is there
slot-open = Nobody is there yet
slot-unfit = Not certified for that day. Your partner reads that nobody is there
slot-unfit-next = Whoever takes it is not certified for that day any more. Choose somebody else.
slot-nobody-may = Nobody is certified for this service on that day. Write down the certificate first.
slot-not-qualified = Choose somebody who is certified for this service on that day.
slot-member = Who takes it
slot-member-hint = Only those who are certified for it on that day are shown.

celebration_topic-wellness = Check-ups
celebration_topic-rest = Stress, sleep and rest
celebration_topic-food = Food and movement
celebration_topic-sexual_health = Sexual and reproductive health
celebration_topic-children = Health of children
celebration_topic-teeth = Teeth
celebration_topic-vaccines = Vaccines
celebration_topic-coverage = Health coverage
celebration_topic-other = Something else
spoken-english = In English
spoken-spanish = In Spanish
spoken-both = In English and Spanish
spoken-interpreted = With an interpreter
provider-physician = Physician
provider-nurse_practitioner = Nurse practitioner or PA
provider-nurse = Nurse
provider-midwife = Midwife
provider-behavioral_health = Behavioral health
provider-oral_health = Oral health
provider-enrollment = Enrollment specialist
noun-celebration = Health celebration
noun-visit = Visit of a provider
noun-presence = Weekly hours
noun-stop = Mobile stop
noun-slot = Time for a health service
