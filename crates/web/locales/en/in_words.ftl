# What is refused, with its cause and what to do about it.

# Nobody is to be told
release-silenced = They asked that nobody be told anything more.
release-silenced-unsure = An older copy of this record was put back, so it is not sure what they asked for last. Until then nobody is told.
release-silenced-text = While that stands, nothing can be signed or sent. Only they can lift it: ask them, and change it on the record if they want something else.
release-silenced-kept = What was answered here is kept.
release-silenced-link = To what they asked of us
release-silenced-way = They asked that nobody be told anything more. If they want to share something now, change that on the record first. Else share nothing.
plan-silenced = Our own lines and notes can be written. Nothing can be sent. Only they can lift this.

# A line or a message
plan-refused-kept = Nothing was sent. What you typed is still here. Only they can lift this: ask them, and change it under “What they asked of us” on the record.
plan-refused-stopped = Sharing ended on { $date }. The person stopped it. Nothing was saved or sent. What you typed is still here. They can change their mind: then take a new release with them.
plan-refused-ran-out = The release ended on { $date }. Nothing was saved or sent. What you typed is still here. If they want to go on, take a new release with them first.
plan-refused-theirs = The partner ended what it shared on { $date }, and we share nothing. Nothing was saved. What you typed is still here. If they want to go on, take a release with them first.
plan-refused-over = This referral is over since { $date }, so its plan takes nothing more. What you typed is still here. If they want to go on, begin a new referral with them.

# The steps of a release
release-needs-needed = Alcohol and drugs are said as help they ask for. Also tick “Help they asked for”, or untick alcohol and drugs.
release-of-age = At { $n } or older, nobody is a minor here. Choose “The person themselves”, or correct the age.
release-is-minor = Under { $n }, they are a minor here. Choose one of the answers for a minor. If a court or a law lets them act as an adult, leave the age empty.
release-age-wrong = Give the age as a whole number, from 0 to 120.
state-adult = Age from which nobody is a minor
state-adult-hint = In years. Leave it empty if you do not know: then what came with the software holds, or else 18.
state-unverified = Nobody could read the law for this yet. The stricter age holds. Have your counsel or your coalition check it, and write down what they find.
state-adult-age = An adult from { $n } years
state-adult-wrong = Give an age from 18 to 21, or leave it empty.

# How a person is reached
number-not-a-number = This cannot be dialed. Type a phone number: 7 to 15 digits, with + ( ) - . or / and “ext.” if you need them. A place goes with “At next visit”.
contact-untold = { $org } is not told of this change.
contact-untold-unsent = If it has not gone out yet, it does not go. Then send it anew.
referral-recalled = This had not gone out to { $org } yet. It will not.
referral-recalled-next = Something of it was changed or forgotten here. If the person still wants to be introduced, ask them again and send a new referral.
event-recalled = Had not gone out yet: not sent
contact-untold-call = They keep what they got. If it has to change there too, ask the person, then call them.
contact-danger-there = { $org } still has the number and the plan as they were. Somebody there could use them.
contact-danger-ask = Ask the person whether we may tell them. Until then we do not.
contact-untold-stays = What they have there stays as it was. If it has to change there too, ask the person first.
contact-danger-law = Here that takes a written release (34 U.S.C. 12291(b)(2)).
contact-danger-write = Write it to them under the release that stands
event-contact_changed = How to reach them was changed
plan_part-way = the way
plan_part-number = the number or place
plan_part-times = the safe times
plan_part-voicemail = the voicemail rule
plan_part-words = the words to use
plan_part-code_word = the code word
plan_part-who_may_answer = who else may answer
plan_part-recheck = when to ask again
plan_part-closed = closed until they say again what is safe
plan_part-confirmed = confirmed as it is

# Forgetting
forget-part-why = Why?
forget-part-why-hint = It is kept with the proof of what is gone. Nothing else is asked.
forget_why-asked = The person asked for it
forget_why-not_needed = Nobody needs it any more
forget_why-not_safe = It is not safe to have
forget-part-gone = It is gone already: forgotten { $at }, by { $name }. Nothing was done.
forget-part-never = There is nothing of it here: it was never written down, or it went with something else. Nothing was done.
forget-held-lead = Record { $code }. A legal hold keeps all of it, so nothing can be forgotten now.
purge_rule-not_safe = It was not safe to have

# Days
visit-too-far = That is more than { $n } days ahead. Check the year.
period-too-early = This list goes back six years. Choose { $date } or later.
period-ahead = That day is still to come. Choose today or an earlier day.

# Papers
accounting-paper-in = Language of the paper
receipt-print-in = Print it in:
receipt-print-both = both languages
contact-can-go = { $org } does not have this change yet.
contact-can-go-how = What the person released covers it. If it is what they said last, they are reached there as it says. If it closes contact, that holds there at once. No number goes with a plan that is closed.
contact-send-plan = Send the changed plan to { $org }
contact-plan-sent = Sent. There, what the person said last holds, and what closes contact holds in any case.
plan-changed-since = This plan has changed since you opened the page. Read how it stands now, ask the person, and save again.
plan-now = How the plan stands now
plan-now-stands = Changed { $at }. It is not shown here. Ask the person what is right.
plan-now-gone = Taken out { $at }. Nothing is written down now.
plan-closed-now = Closed until they say again what is safe
contact-number-not-released = It cannot go there. This plan needs a number, and the person did not say that the partner may have it. Ask them. If they agree, they can sign for it. If nobody may call them now, choose “Do not contact” and send that.
contact-untold-send = If what the person released covers it and still stands, you can send the changed plan from the record with one press.
referral-contact-not-delivered = { $org } did not get the changed contact plan.
referral-contact-not-delivered-next = Call them, so that nobody reaches out in the old way.
notice-contact-changed = How a person can be reached has changed. Open the record before you contact them.
notice-contact-not-delivered = A changed contact plan was not delivered. Open it to see what to do.
