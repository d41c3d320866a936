# Who may see it inside: records for two, and accesses to ask about.

restrict-title = Keep this to two people
restrict-text = Only you and one colleague will see this record. It is gone from every list of everyone else, at once.
restrict-is = Only { $names } can see this record.
restrict-consequence = Only you two can then open or change this. Anyone on duty can still stop sharing by its code, without seeing it. Who runs this service can still reach what is stored.
restrict-with = The other person
restrict-button = Keep it to us two
restrict-lift = Let the team see it again
restrict-hidden = This record must never be shown to that colleague. Choose someone else.
restrict-worked-on = A third person works on this. They must be one of the two, or hand it back first.
restrict-saved = Saved. Nobody else can see this record.
restrict-lifted = Saved. The team can see this record again.
restrict-and = { $one } and { $other }
hide-at-start = Someone here must never see this
hide-at-start-hint = The record is hidden from them before it is made. Ask the person if they know someone who works here.
odd-title = Accesses to ask about
odd-lead = The last 30 days. A line is a question to ask, not a fault.
odd-empty = Nothing to ask about.
odd-about = Lines name no record and no person. Records that are hidden from you are left out.
odd-not-theirs = { $n ->
    [one] { $who } opened a record once.
   *[other] { $who } opened records { $n } times.
}
odd-after-hours = { $n ->
    [one] { $who } opened a record once after hours.
   *[other] { $who } opened records { $n } times after hours.
}
odd-many-reveals = { $who } had { $n } hidden parts shown on one day.
odd-many-records = { $who } opened { $n } records on one day.
odd-last = Last: { $at }
odd_rule-not_theirs = Rule: a colleague works on it, and they never did.
odd_rule-after_hours = Rule: before 7:00, after 20:00 or on a weekend, and nothing was done with it.
odd_rule-many_reveals = Rule: more than 20 on one day.
odd_rule-many_records = Rule: more than 60 records on one day.
restrict-seen-by = only { $names }. Each opening is written down.
restrict-release-lead = Release { $code }, and the referral that may follow. Only you and one colleague will see them.
restrict-release-consequence = It holds at once, also for the signed form, and stays when the referral is sent. Anyone on duty can still stop sharing by its code, without seeing it.

# Two leads name two people anew
anew-title = Records whose two people have left
anew-lead = These were kept to two people, and neither works here any more. Nobody can open them. Two leads say who sees them from now on: one asks, another confirms. Neither is named. Both were leads before, and neither ended the access of those who left.
anew-link = Records whose two people have left
anew-seen-by = leads. The page shows a code and names of staff, and nothing of the record.
anew-empty = There is no such record.
anew-record = Record { $code }
anew-was = Kept to { $two } since { $at }. Both have left.
anew-asked-line = { $by } asks that { $two } see it from now on ({ $at }).
anew-waits = Another lead has to confirm this within seven days.
anew-confirm = Confirm
anew-confirm-hint = Ask your colleague why these two. From then on only they see the record, and both are told.
anew-drop = Do not do this
anew-which = Which record?
anew-one = One person
anew-other = The other person
anew-effect = Nothing changes until another lead confirms it. What you ask and what they confirm is written down. You see nothing of the record by this.
anew-ask = Ask another lead
anew-record-needed = Choose a record.
anew-person-needed = Choose who sees it from now on.
anew-same = Choose two different people.
anew-asked = A colleague has asked about this record already. Look at what stands there now.
anew-yourself = You asked this yourself. Another lead has to confirm it.
anew-asked-by-you = You have asked about this record already. Look at what stands there now.
anew-not-named = You cannot be one of the two yourself. Whoever asks or confirms is not named.
anew-no-word = You ended the access of one of the two, or became a lead after both had left. So other leads decide this one.
anew-no-second = This takes two leads who are not named. Both were leads before the second of the two left, and neither ended their access. There are not two here, so the record stays closed.
anew-not-you = You cannot confirm this: you or who asked it are named, ended the access of one of the two, or became a lead after both had left.
notice-anew-asked = A lead asked that two people see a record whose two people have left. Leads find it under People; an admin asks a lead.
anew-gone = This record is not among these any more. Two people were named meanwhile, or one of its two is back. Nothing was changed.
anew-changed = This is not what was asked any more. Look at what stands there now.
notice-kept-to-you = Two leads named you and a colleague: only you two see this record now.
