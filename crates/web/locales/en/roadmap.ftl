# The steps of the roadmap: who, when, what shows it, and what keeps it so. Nothing here is about a person.

together-owner-missing = Nobody is named.
together-name-one = Name somebody
together-set-one = Set one
together-when = Next date
together-shown-by = What shows it
together-next-planned = { $day } ({ $what })
together-next-review = look at the agreement again
together-next-ends = the agreement ends
together-next-look = look at totals together
together-shows-held = { $what }, held last on { $day }
together-shows-runs = Weekly hours since { $day }
together-shows-in-force = In force until { $day }
together-shows-live = Both procedures are live.
together-shows-looked = Totals up to { $day } were looked at together.
together-shows-plans = Staff plan together with { $least } people or more.
together-shows-continuity = The continuity plan is written.
together-looked = We looked at them together
together-looked-to = Totals looked at together, up to
together-look-by = Do it by { $day }.
overdue-not-looked = Look at the totals of { $from } to { $to } together

roadmap-keep-leadership = Keep meeting. Plan the next one before this one ends, and read out what is still to be done.
roadmap-keep-cross-training = Train again before a year is over, and everybody new within 60 days.
roadmap-keep-procedure = Ask staff of both sides where it gets stuck, and change that step.
roadmap-keep-mou = Read it at the review. To change a clause, change it, agree, and sign again.
roadmap-keep-coordinated-care = Ask staff once in a while what makes planning with a person easier, and write it into the procedure.
roadmap-keep-health-celebration = Plan the next one now, and ask those who came what they would like.
roadmap-keep-track-successes = Look at the totals of each period together, and decide one thing to change.
roadmap-keep-visiting-provider = Plan the next visit, and see whether the hours and the room still fit.
roadmap-keep-advocacy-health = Plan the next times, and renew certificates before they end.
roadmap-keep-mobile = Plan the next stops, and drop those where nobody comes.
roadmap-keep-co-located = Look at the hours, the room and the money together, and name who stands in for her.
roadmap-keep-sustainability = Look at money and people twice a year. Ask what happens if one of you leaves.

procedure-script-other = What to say, in the other language
procedure-script-other-hint = The page to print shows the words of the language it is read in.
drill-to-liaisons = Name who answers
drill-to-keys = Share keys

closed-days-title = Days on which you are closed
closed-days-lead = Besides federal holidays. These are no business days for your promise, your partners read them, and hours of an advocate in the health center’s house fall out.
closed-days-to-come = To come
closed-days-none = None is named.
closed-days-from = First day
closed-days-to = Last day
closed-days-add = Add
closed-days-open = We are open
closed-days-needed = Choose the first day.
closed-days-order = The last day is before the first.
closed-days-far = Choose days from today on, within two years.
closed-days-too-many = These are too many days. Add up to 31 at once, and 120 in all.
closed-days-of = { $org } is closed
closed-days-list = Closed
