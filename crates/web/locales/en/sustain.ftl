# What keeps a partnership going. About money and work, never about a person.

sustain-title = What keeps it going
sustain-lead = What this costs, who pays until when, and who takes over when somebody leaves.
sustain-form-lead = Both leads see and change it.
sustain-dollars = In dollars, for example 1,250.00
sustain-cost = Cost in the year to come
sustain-covered = Paid for
sustain-gap = Not paid for yet
sustain-funds = Money
sustain-funds-none = No money is written down yet.
sustain-costs = What it costs
sustain-costs-none = No cost is written down yet.
sustain-training-hours = Staff of both sides spent { $n } hours in trainings in the last year.
sustain-policies = What we want changed
sustain-policies-none = No wish is written down yet.

fund-title = Money
fund-new = Add money
fund-source = From whom
fund-source-needed = Write who gives it.
fund-amount = How much in all
fund-amount-needed = Write an amount.
fund-ends = Last day
fund-ends-hint = Both leads are told 90 days before.
fund-ends-needed = Choose the last day.
fund-pays-for = What it pays for
fund-span = { $from } to { $to }
fund-soon = Ends within 90 days
fund-over = Over
fund-runs = Running

cost-title = Cost
cost-new = Add a cost
cost-words = What for
cost-words-needed = Write what it is for.
cost-kind = Kind
cost-kind-needed = Choose a kind.
cost-amount = How much
cost-per = Each
cost-per-needed = Choose how often it comes.
cost-hours = Hours in a year
cost-hours-hint = Only when it comes by the hour. Left empty for trainings, the hours of the last year are taken.
cost-yearly = { $amount } a year
cost-presence = Advocate at the health center

policy-title = What we want changed
policy-new = Add a wish
policy-words = What should change
policy-words-hint = For example: the plan pays for time with an advocate.
policy-words-needed = Write what should change.
policy-level = Whose rule it is
policy-state = How far it is

continuity-title = When somebody leaves or money ends
continuity-lead = Write it while everything is well. It is read when it is not.
continuity-none = Nothing is written yet.
continuity-write = Write the plan
continuity-people = Who takes over when somebody leaves
continuity-people-hint = Names of staff are fine here. Name the alternates of both sides.
continuity-first-week = What to do in the first week
continuity-money = What goes on when money ends, and what stops
continuity-papers = Where papers are kept
continuity-papers-hint = Agreements, keys, lists. Not what is in them.
continuity-looked-at = Looked at together on
continuity-looked = Looked at together on { $day }

drill-title = Hand-over drill
drill-lead = Choose somebody. You will read what stands without an owner if they leave. Nothing is changed.
drill-who = Who leaves
drill-ask = What breaks
drill-nothing-changes = This is a drill. Nothing was changed.
drill-of = If this colleague leaves
drill-next = Takes over
drill-nobody-next = nobody is named yet
drill-breaks = What breaks
drill-nothing = Nothing breaks.
drill-liaison = They are the liaison: the first whom the partner organization calls.
drill-alternate = They are the alternate: whom the partner organization calls when the liaison is out.
drill-only-lead = Nobody else leads here.
drill-only-admin = Nobody else looks after people here.
drill-only-keys = Nobody else holds the keys to a part of your records. Share them first.
drill-only-sheet = Nobody else has printed a recovery sheet.
drill-referrals =
    { $n ->
        [one] One open referral needs somebody else.
       *[other] { $n } open referrals need somebody else.
    }
drill-slots =
    { $n ->
        [one] One time of a health service needs another advocate.
       *[other] { $n } times of a health service need another advocate.
    }
drill-owned = What they look after
drill-owned-none = Nothing here is in their name.

end-open-title = What they look after
end-open-owned =
    { $n ->
        [one] One thing in the partnership workspace is in their name.
       *[other] { $n } things in the partnership workspace are in their name.
    }
end-open-liaison = They are the liaison for { $org }. The alternate, { $next }, becomes the liaison.
end-open-alternate = They are the alternate for { $org }.
end-open-next-alternate = Whoever you choose below becomes the alternate; if you choose nobody, another lead does. Both organizations are told at once.
end-open-no-alternate = No other lead works here to become the alternate. Name one under “Partnership”. Both organizations are told at once.
end-open-referrals =
    { $n ->
        [one] They work on one open referral. A colleague can take it over.
       *[other] They work on { $n } open referrals. Colleagues can take them over.
    }
end-open-kept = { $n ->
    [one] One record is kept to two people, and they are the last of the two. Afterwards nobody can open it. Ask them first to let the team see it again, or to name someone else. Sharing can still be stopped by its code.
   *[other] { $n } records are kept to two people, and they are the last of the two. Afterwards nobody can open them. Ask them first to let the team see them again, or to name someone else. Sharing can still be stopped by their codes.
}
end-open-kept-leads = Once both have left, two leads can name others: leads already by then, who ended the access of neither. Without two such leads nobody can open it, so see to a second lead first.
end-open-slots =
    { $n ->
        [one] They take one time of a health service. It will stand open until you put somebody else in.
       *[other] They take { $n } times of a health service. These will stand open until you put somebody else in.
    }
end-hand-over = Who takes over what is in their name
end-hand-over-hint = It changes in the same step. Both organizations see it.
end-hand-over-nobody = Nobody yet: it stays in their name, marked “has left”
not-a-successor = Choose a lead who works here now.

watch-title = In your partnerships
watch-lapsing =
    { $n ->
        [one] One colleague’s training lapses within 60 days.
       *[other] Trainings of { $n } colleagues lapse within 60 days.
    }
watch-expiring =
    { $n ->
        [one] One certificate ends within 60 days.
       *[other] { $n } certificates end within 60 days.
    }
watch-fund = Money from { $source } ends

cost_kind-training = Time in trainings
cost_kind-space = Rooms
cost_kind-supplies = Supplies
cost_kind-travel = Travel
cost_kind-staff = Other time of staff
cost_kind-other = Something else
cost_per-hour = Hour
cost_per-month = Month
cost_per-year = Year
policy_level-own_rule = A rule of one of us
policy_level-payer = A payer
policy_level-funder = A funder
policy_level-local = City or county
policy_level-state = The state
policy_state-wished = Wished
policy_state-asked = Asked for
policy_state-under_way = Being decided
policy_state-reached = Reached
policy_state-set_aside = Set aside
noun-fund = Money
noun-cost = Cost
noun-policy = Wish
noun-continuity = Plan for when somebody leaves
