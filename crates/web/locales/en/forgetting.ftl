# How long things are kept, what is forgotten, what stops it, and how sharing ended.

# What is kept
class-unaccepted = A referral that nobody took
class-unheard = A referral we sent, with no more news
class-untouched = A referral someone took, then left alone
class-closed = A referral that has ended
class-contact_numbers = Contact numbers, once it has ended
class-care_plan = A care plan, once its release has ended
class-release_form = The signed form of a release
class-disclosure_log = The list of what was shared

# Parts of a record
part-words = their words
part-numbers = contact numbers
part-name = the name
part-everything = everything

# Why something was destroyed
purge_rule-unaccepted = Its time was over: nobody took it
purge_rule-unheard = Its time was over: no more news came
purge_rule-untouched = Its time was over: it was left alone
purge_rule-closed = Its time after the end was over
purge_rule-contact_numbers = Numbers go when it ends
purge_rule-care_plan = The time of the plan was over
purge_rule-release_form = The time of the form was over
purge_rule-request = The person asked for it
purge_rule-staff = The team: not needed any more
purge_rule-by_date = A lead: left alone since a day
purge_rule-sharing_ended = The partner ended sharing
purge_rule-partner_asked = The partner asked for it

# Asking a partner to forget
purge_answer-done = “We had a copy. It is forgotten.”
purge_answer-not_held = “We hold nothing of it now.”
purge_answer-held_by_law = “The law makes us keep it.”
purge_answer-declined = “We keep it, and give no reason.”
purge_decision-forget = Forget our copy
purge_decision-keep = Keep it

# How it was said
said-speech = They said it
said-writing = They wrote it
stop-said = How did they say it?
stop-said-hint = You can leave this as it is. Either one is enough.
stopped-at = Sharing ended { $at }.
ended-title = Sharing ended
ended-line = Our half ended { $at }, by { $name }. { $said }.
ended-theirs-open = The half of { $org } is open: we still show what they sent. Only they can end it. Call them with the person.
ended-theirs-over = The half of { $org } ended { $at }.
ended-line-plan = Our half of the plan ended { $at }, by { $name }. { $said }.
ended-seen = Already read: see “What we sent”.
referral-stop-tried = We try again every minute until it gets there.
referral-stop-again = Send “stop” again
referral-stop-again-done = It did not get through and is not on its way. Send it again.

# On a record
forgetting-title = Forgetting
forget-part-link = Forget a part
forget-all-link = They ask us to forget everything
forget-back = Back to the record
ask-link = Ask { $org } to forget its copy
ask-was-asked = We asked { $org } to forget its copy
asked-line = { $org } asks us to forget our copy.
asked-decide = Decide
asked-was-asked = { $org } asked us to forget our copy
asked-answered = We answered: { $answer }
hold-link = Legal hold
hold-stands-line = A legal hold keeps this record. { $name } put it { $at }.
hold-stands-text = Nothing of it is destroyed until a lead lifts the hold.
hold-was-lifted = Legal hold of { $name }, lifted by { $by }
gone-link = What is gone

# A part
forget-part-title = Forget a part
forget-part-lead = Record { $code }. What you choose is gone here the moment you press, and cannot be called back. A copy that the partner has stays with them: ask them to forget it too.
forget-part-which = What is to be forgotten?
forget-part-words = The words they wanted passed on, and every message between the two teams about them: ours and the partner’s.
forget-part-numbers = The number or place, who may answer, the words to use and the code word. Every message between the two teams goes too, since a number can stand in any of them. Read the person’s words too: a number can stand there.
forget-part-name = What to call them. The record says “Guest” from then on. Their words and messages may still name them: forget their words too if so.
forget-part-effect = The record is sealed anew without it. The history says that it was forgotten, by whom and when. What has not gone out to the partner yet will not go. Where messages go, ours are taken back there too; what they wrote themselves, and what they put elsewhere, is theirs to forget. Lines and notes of a plan stay: take them out on its page.
forget-part-unread = { $n ->
    [one] One message of the partner’s is among them that nobody here has read. Read it first, or it is gone unread.
   *[other] { $n } messages of the partner’s are among them that nobody here has read. Read them first, or they are gone unread.
    }
forget-all-unread = { $n ->
    [one] One message of the partner’s about this record has been read by nobody here. Read it first, or it is gone unread.
   *[other] { $n } messages of the partner’s about this record have been read by nobody here. Read them first, or they are gone unread.
    }
forget-more-came = A message of the partner’s has come since you opened this page. Nothing was forgotten. Read below how many nobody has read now, and press again if it is still to go.
forget-part-button = Forget it now

# Everything
forget-all-title = They ask us to forget everything
forget-all-lead = Record { $code }. It is gone the moment you press. It cannot be called back.
forget-all-effect-record = All that is known about the person goes: name, contact, words, plan, messages.
forget-all-effect-forms = The signed forms of their releases go too.
forget-all-effect-stop = Sharing ends, and { $org } is told so.
forget-all-effect-left = What stays: that there was a referral, when, and what was shared with whom. No names and no words.
forget-all-effect-backups = Locked copies in backups are gone after 35 days.
forget-all-word = The person’s word is enough. It needs no form and no reason.
forget-all-word-survivor = The survivor’s word is enough. It needs no form and no reason.
forget-all-held = It stops this request. Tell the person who put the hold and that the law asks for it. A lead can lift it.
forget-all-ask = Also ask { $org } to forget its copy
forget-all-ask-hint = What they wrote down or put elsewhere is theirs to forget. They answer us. Without this they keep their copy until its time is over.
forget-all-code = To go on, type the code of this record: { $code }
forget-all-code-hint = So that no other record goes by mistake.
forget-all-button = Forget everything now
forget-code-needed = Type the code that stands in the question.
forget-code-wrong = This is not the code of this record. Nothing was forgotten.

# The partner's copy
ask-title = Ask the partner to forget
ask-heading = Ask { $org } to forget its copy
ask-lead = Record { $code }. The copy is theirs, so they decide and answer.
ask-seen-by = people at { $org } who work on referrals
ask-effect-nothing = The request says nothing about the person.
ask-effect-theirs = It is about all they have: here, on paper, in other records.
ask-effect-pause = It leaves at once, also while the partnership is paused.
ask-button = Ask them
ask-nothing-there = Nothing of this record ever reached them, so there is nothing to forget.
asked-title = The partner asks us to forget
asked-heading = { $org } asks us to forget our copy
asked-lead = Record { $code }. The copy is ours, so we decide.
asked-effect-forget = “Forget our copy” destroys what is known about the person here. It cannot be called back.
asked-effect-elsewhere = Look for what stands elsewhere too: paper, the chart, a calendar.
asked-effect-bound = They learn only “nothing is held now” or “it is kept”. If you keep it, they may guess that you still see the person. You do not have to answer.
asked-which = What do we do?
asked-button = Answer

# A legal hold
hold-title = Legal hold
hold-lead = Record { $code }. A hold keeps a record when the law asks for it.
hold-seen-by = our team. Only leads see the number of the document.
hold-by = Put by
hold-since = Since
hold-document = Number of the document
hold-document-hint = The number of the court order or of counsel’s letter. No names, no story.
hold-document-wrong = Type the number of a document: it has a digit, at most four words, and no names.
hold-effect-nothing = Nothing of the record is destroyed: not by time, not by request. Two things still go: a number that the person no longer wants called, and, once a try shows that contact is not safe, what the contact plan says. A plan can be closed, and nothing else in it is replaced.
hold-effect-request = If the person asks to forget everything, the page says that you put this hold.
hold-effect-shown = Nobody sees more than before. Numbers stay hidden once the referral has ended.
hold-button = Put the hold
hold-lift-effect = When you lift it, what was due meanwhile is destroyed. That you lifted it is written down.
hold-lift-button = Lift the hold
hold-stands = A hold stands on this record already.
problem-held-here = A legal hold keeps this line here. It goes when the hold is lifted. The partner does not have it. The record says who put the hold.
problem-held = A legal hold keeps this record. Nothing was forgotten or changed. The record says who put the hold.

# What is gone
gone-title = What is gone
gone-heading = What is gone of record { $code }
gone-lead = This page shows that something was destroyed. It does not say what it was.
gone-record = All that was known about the person
gone-form = The signed form of a release
gone-part = A part: { $part }
gone-plan-lines = { $n ->
    [one] One line of the plan
   *[other] { $n } lines of the plan
}
gone-plan-notes = { $n ->
    [one] One private note of the plan
   *[other] { $n } private notes of the plan
}
gone-plan-letters = { $n ->
    [one] One message between the teams
   *[other] { $n } messages between the teams
}
gone-plan-unread = { $n ->
    [one] One thing that the partner shared and nobody had read
   *[other] { $n } things that the partner shared and nobody had read
}
gone-checked = Looked up { $at }: neither a key nor anything it could open is there.
gone-not = It is there again. A restored backup may have brought it back. Tell the operator to replay the list of what was destroyed.
gone-when = Destroyed
gone-by = By
gone-by-service = the service
gone-rule = Why
gone-rule-unknown = Not known any more
gone-backups = Gone from backups
gone-tombstone = Line in the operator’s list
gone-operator-text = The key is gone, so nothing can be read. The database’s own files may hold locked pieces until the operator clears them. Ask whoever runs this service when that was done last.
gone-backups-text = Backups are kept { $n } days. Until then they may hold a locked copy, and after a restore it is destroyed again.

# How long
retention-title = How long we keep things
retention-lead = You can keep anything for a shorter time, and nothing for longer.
retention-bounds = Days: { $least } to { $most }. { $most } is the default.
retention-days = { $n ->
    [one] one day
   *[other] { $n } days
}
retention-effect = A shorter time counts at once, also for what is there now.
retention-button = Save
retention-fixed = What cannot be changed
retention-at-once = Hidden at once, and wiped when it ends or as soon as somebody who can open it looks at the list of referrals
retention-six-years = Six years, as the law asks (45 CFR 164.528). It holds no words.
organization-retention = How long things are kept, what goes next, what is gone.

# What is due
due-title = What goes next
due-lead = Counts and days. No names.
due-next = In the next 30 days
due-nothing = Nothing goes in the next 30 days.
due-counts = In 7 days: { $soon }. In 30 days: { $later }.
due-records = Records, by their code
due-held = Kept by a hold
due-hidden = { $n ->
        [one] Of one record numbers or words are hidden, and wiped as soon as somebody who can open it looks at the list of referrals.
       *[other] Of { $n } records numbers or words are hidden, and wiped as soon as somebody who can open them looks at the list of referrals.
    }
due-holds = Kept by a legal hold
due-holds-none = No hold stands.
due-hold-by = Hold by { $name }
due-gone = Gone in the last 30 days
due-gone-none = Nothing went in the last 30 days.
due-gone-proof = Proof for { $code }

# A part, since a day
old-words-title = Forget a part of old records
old-words-lead = For records that nobody has touched, and about which nobody has written a message, since a day. What you do not choose stays for its time.
old-words-which = What to forget
old-words-which-hint = Messages between the two teams go with either. Lines and notes of a plan are not part of this. They go with their plan.
old-words-before = Untouched since before
old-words-before-hint = A day that is over. First you see how many records there are.
old-words-look = See how many
old-words-none = No record was left untouched since then, or that part is gone already.
old-words-found = { $n ->
    [one] One record was left untouched since then.
   *[other] { $n } records were left untouched since then.
}
old-words-found-many = More than { $n } records were left untouched since then. The oldest { $n } come first.
old-words-effect = That part is gone the moment you press. It cannot be called back. What a hold keeps stays.
old-words-button = Forget it now
old-words-done = { $n ->
    [one] That part of one record is gone.
   *[other] That part of { $n } records is gone.
}
old-words-more = There are more. Go through it once more.
forget-date = Choose a day that is over, such as the first of last month.

# Notices
notice-purge-asked = A partner asks us to forget our copy.
notice-purge-answered = A partner has answered about its copy.
notice-purge-not-delivered = A word about forgetting a copy has not reached the partner yet. Call them.
notice-housekeeping-fails = What the service does by itself has failed for a day: old content may not be going. Tell the person who runs this service.
notice-clock-jumped = The clock of this service jumped ahead. Nothing is destroyed by itself for now. Tell the person who runs this service.

# What stands where a form would be
forget-all-done = Everything was forgotten { $at }, by { $name }, as the person asked.
asked-done = We answered { $at }: { $answer }
asked-done-by = Answered by { $name }.
asked-held = While the hold stands, our copy can only be kept.
ask-open = We asked { $org } { $at }. They have not answered.
ask-answered = { $org } answered: { $answer }
ask-answered-hint = This is what they answered. We cannot see what they hold.
old-words-had-none = Nothing was forgotten: no record that was left untouched since then still had it.
retention-saved = Saved
retention-saved-none = Nothing was changed: these times stood already.

# A release under which nothing was sent
forget-release-lead = Release { $code }: nothing was sent under it.
forget-release-effect-form = Gone at once: the signed form with its names and its signature, and who signed in which role.
forget-release-effect-stop = The release ends. Nothing can be sent under it.
forget-release-effect-left = What stays: that there was a release for this partner, and when.
forget-release-gone = We looked just now: the signed form is gone.
forget-release-back = We looked just now: a signed form is there again. Tell the person who runs this service.
hide-release-lead = Release { $code }, and the referral that may follow. Do this at once when they name somebody.
audit-clock-set-back = The person who runs this service set the clock back, after it had jumped ahead.
audit-ended = Entries older than three years went.
