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
