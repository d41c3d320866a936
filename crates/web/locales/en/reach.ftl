# Who answers on each side, and handing over.

answers-title = Who answers
answers-nobody = Nobody now
answers-since = Since { $day }.
answers-before = Before: { $names }.
answers-told = Told: { $names }.
notice-liaisons = Somebody else answers for one side of your partnership now. The names stand under “Together”.
problem-liaison-gone = The liaison or the alternate of a partnership has left, and nobody stands in. Name somebody.

hand-over-title = Hand over now
hand-over-head = { $name } hands over
hand-over-lead = It changes at once, and not back by itself.
hand-over-liaison = They are the liaison. Whoever you choose becomes the liaison.
hand-over-alternate = They are the alternate. Whoever you choose becomes the alternate.
hand-over-owned =
    { $n ->
        [one] One thing in the partnership workspace is in their name. It goes along.
       *[other] { $n } things in the partnership workspace are in their name. They go along.
    }
hand-over-told = The leads, the liaisons and the alternates of both organizations are told at once. From now on the new names stand on every page that says whom to call.
hand-over-to = Who takes over
hand-over-to-hint = If the liaison and the alternate hand over to each other, they change places.
hand-over-to-needed = Choose who takes over.
hand-over-button = Hand over
hand-over-nothing = Nothing is in their name by now.

notice-own-lapse = A training or a certificate of yours counts for 30 more days or less. Ask your lead when the next one is.
notice-staff-lapse = Somebody of your staff has a training or a certificate that lapses within 30 days. “Who knows the partner” and “Certificates” say who, under “Together”.

people-site = Site
people-site-full = Site of { $name }
site-of-title = Main site
site-of-head = Where { $name } mostly works
site-of-lead = Used only to see, site by site, who can describe what the partner offers. It changes nothing they can open.
site-of-field = Main site
site-of-nowhere = No site in particular
site-of-none = There is no site yet.
site-of-make = Our profile and sites
site-unknown = This site is not on the list any more. Choose another one.
coverage-sites = By site and role
coverage-no-site = No site written down

overdue-title = What is overdue
overdue-not-held = { $what }: was it held?
overdue-not-planned = { $what }: the next one is not planned
overdue-not-decided = Pilot without a decision: { $what }
overdue-day-passed = { $what }: the day it was to be talked about has passed
overdue-not-reviewed = The agreement was to be looked at again. Plan a meeting for it
watch-unknowing =
    { $n ->
        [one] One colleague cannot describe what the partner offers by now.
       *[other] { $n } colleagues cannot describe what the partner offers by now.
    }
meeting-plan-next = Plan the next one: { $day }
calendar-fallen = What falls out
calendar-put-back = Put it back
occasion-instead = These have a page of their own, with what belongs to them. Plan them there. This form is for anything else.
occasion-words-needed = Say in a few words what it is.
totals-agreed = Agreed on looking at totals together: { $period }. Numbers below { $least } are shown to nobody outside.
totals-usual = Nothing is agreed yet about when you look at totals. Numbers below { $least } are shown to nobody outside.
agreed-unknowing = You were not at a training about them, or it is too long ago. You can still connect people; they tell you what they offer.
roles-owned =
    { $n ->
        [one] One thing in the partnership workspace is in their name. It stays so if they no longer lead; hand it over first, under “Together”, “Hand-over drill”.
       *[other] { $n } things in the partnership workspace are in their name. They stay so if they no longer lead; hand them over first, under “Together”, “Hand-over drill”.
    }
