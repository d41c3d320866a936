# Cross-trainings and site visits, and what advocates are certified for. Nothing here is about a person who is served.

trainings-title = Cross-trainings and visits
trainings-lead = Staff see each other’s place, so that everybody can say what the other offers.
trainings-none-coming = No training is planned.
trainings-none-held = None was held yet.
training-title = Training
training-new = Plan a training
training-lead = Both sides see it. Who of your staff was there stays with you.
training-kind = What it is
training-kind-needed = Choose what it is.
training-topic = Topic
training-topic-needed = Choose a topic.
training-host = Who teaches
training-host-needed = Choose who teaches.
training-host-hint = Who teaches, or shows their own place, wherever you meet. It counts for staff of the other side.
training-place = Where
training-place-hint = A public office or online. Never a shelter.
training-months = Counts for how many months
training-months-hint = After that, staff are asked to come again. Leave it empty for 12.
training-held-hint = When each side has hosted one, step B is in place.
training-counts-until = Counts until
training-heads =
    { $n ->
        [one] one was there
       *[other] { $n } were there
    }
training-heads-health-center = There from the health center
training-heads-advocacy = There from the advocacy organization
training-scores-health-center = Answers of the health center
training-scores-advocacy = Answers of the advocacy organization
training-scores = can describe the services: { $before } before, { $after } after (of 5)
training-attendance = Who of us was there
training-attendance-lead = Ask each of them: “Could you describe the partner’s services?” From 1, not at all, to 5, well.
training-what-is-shared = The partner sees how many were there by role, and averages once five or more have answered. Names and single answers stay with your organization.
training-who = Your staff
training-was-there = Was there
training-before = Before
training-after = After
training-not-asked = Not asked
training-score = Choose a number from 1 to 5, or “Not asked”.
training-unknown-colleague = Choose somebody who works here now.
room-ours = leads of your organization only

coverage-title = Who knows the partner
coverage-lead-clinic = Who of your staff can say what the advocates offer, and until when it counts.
coverage-lead-advocates = Who of your staff can say what the health center offers, and until when it counts.
coverage-counts = A training counts when the partner hosted it and it was held. It is shown by role, since nobody’s place of work is kept here.
coverage-roles = By role
coverage-of = { $n } of { $of } know the partner
coverage-nobody = Nobody yet
coverage-soon-n =
    { $n ->
        [one] one lapses soon
       *[other] { $n } lapse soon
    }
coverage-soon = Lapses within 60 days
coverage-soon-none = Nobody’s lapses within 60 days.
coverage-lapses = Lapses on { $day }
coverage-staff = Everybody
coverage-never = Not yet
coverage-lapsed = Lapsed on { $day }
coverage-until = Until { $day }

certificates-title = Certificates of our advocates
certificates-lead = Who may offer which health service, and until when. Hours of training are kept too: some states tie advocate privilege to them.
certificates-all = Certificates
certificates-none = None is written down yet.
certificate-new = Write down a certificate
certificate-member = Who
certificate-member-needed = Choose who it is.
certificate-skill = For what
certificate-hours = Hours of training
certificate-hours-hint = As the certificate says, at least one.
certificate-hours-n =
    { $n ->
        [one] one hour
       *[other] { $n } hours
    }
certificate-certified-on = Since
certificate-expires-on = Until
certificate-expires-on-hint = Leave it empty if it does not end.
certificate-ends-before = The last day is before the first one. Check both days.
certificate-since = since { $day }
certificate-until = until { $day }
certificate-no-end = does not end
certificate-ended = Does not count today
certificate-soon = Ends soon
certificate-counts = Counts
certificate-remove = Remove
certificate-hours-needed = A certificate counts with at least one hour of training behind it. Write how many it names.
certificates-removed = Taken out
certificate-restore = Put back
training-former = Also there, and not working here any more: { $names }. They stay counted.
training-changed-since = A colleague changed this meanwhile. What you ticked is still here. Save once more to replace theirs.

training_kind-cross_training = Cross-training
training_kind-site_visit = Site visit
training_topic-advocacy_services = What the advocates offer
training_topic-health_services = What the health center offers
training_topic-cues = CUES
training_topic-dynamics = What violence does to a life
training_topic-confidentiality = Confidentiality on each side
training_topic-referrals = How we introduce a person
training_topic-health_center_101 = How a health center works
training_topic-other = Something else
training_place-health_center = At the health center
training_place-advocacy_office = At the advocates’ public office
training_place-online = Online
skill-substance_use = Substance use support
skill-hiv_testing = HIV testing
skill-sexual_health = Sexual health education
skill-advocacy = Basic advocate training
noun-training = Training
