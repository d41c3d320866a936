# The eight steps of a release.

# What to do about a step
release-step-before = Answer the steps before this one first.
release-nothing-ticked = Tick what may be shared. If it is nothing, share nothing.
release-recipient-needed = Choose one organization.
release-end-past = That day is over. Choose a day to come.
release-end-too-long = That is longer than your organization allows. Choose an earlier day.
release-voice-needed = They are elsewhere, so sign only when you know their voice.
release-minor-not-alone = A minor of this age may not sign alone here, as far as is written down for your state. A parent or guardian who does not hurt them can sign too, or share nothing.
release-parent-needed = One parent or guardian who does not hurt them has to sign too. Type their name.
release-court-needed = Look at the court’s paper first. If there is none, share nothing.
release-signature-needed = The signature is missing.
release-ended-meanwhile = The day that was read aloud is over. Go back to “How long” and choose again.

# The pages
release-heading-other-way = Is there another way?
release-heading-what = What may we share?
release-heading-who = With whom?
release-heading-why = What for?
release-heading-how-long = Until when?
release-heading-rights = Risks and rights
release-heading-sign = Sign
release-heading-copy = A copy on paper?
release-continue = Continue
release-finish = Finish: it holds from now on
release-words-title = What they are about to allow
release-leave-title = Leave it for now
release-leave-text = What was answered is kept sealed, for you alone, until { $at }. Then it is gone.
release-leave-paper = A paper was printed to be signed. What was answered is kept sealed, for you alone, until { $at }. Then it is gone. “Discard it” ends it at once.
release-leave-link = To the releases
release-discard = Discard it
release-discard-full = Discard it: what was begun for { $code }
release-yes = yes

release-other-way-lead = Talk about it together first. Help is the same with or without it.
release-other-org = The other organization is { $org }.
release-other-way = What does the survivor want?
release-other-way-hint = Each answer is a good one.
release-instead-title = Another way
release-instead-call = Call together
release-instead-call-text = Call from our phone. They say themselves what they want to say.
release-instead-carry = They carry it themselves
release-instead-carry-text = They tell the other office what they want, when they want. You can give them a number to call.
release-instead-nothing = Nothing is shared
release-instead-nothing-text = The help stays the same. They can change their mind at any time.
release-instead-kept = Nothing of this conversation was kept.
release-instead-on = Go on

release-care-hint = Nothing was ticked beforehand: each tick is theirs. Each line of the plan is shared by itself later; this only allows it. Alcohol and drugs are ticked apart.
release-one-recipient = Only one organization can get it. Choose one, and sign another release for the other.
release-there-advocates = advocates who take referrals
release-there-clinic = care staff who take referrals, and the front desk that books the visit
release-there = Who may read it there: { $role }.
release-there-named = Who may read it there: { $role }. Ask for { $name }.
release-why = Only for this
release-why-hint = If it is for something else, share nothing now.
release-until-day = Until a day they choose
release-until = The day
release-until-hint = Only if they choose a day. It ends when that day is over, { $date } at the latest.
release-day-needed = Give the day as a date.
release-after-death = In the event of my death, this may also serve a review of how I died
release-after-death-short = In the event of their death
release-after-death-said = may also serve to look at how they died, and nothing else
release-after-death-hint = A choice of its own; leave it empty if they do not want to talk about it. It makes nothing last longer.
release-lapse = In { $state }, a release without a date ends after { $n } days. This one has a date.
release-read-in = Read aloud, and they understood it in
release-sheet-link = Print the paper to sign
release-sheet-staff = They sign this paper, here or elsewhere. Keep it, then choose “On paper”, say where it is kept and which day they wrote. This release waits for the paper until { $at }, also by mail, and is then gone.
release-signed-on = The day on the paper
release-signed-on-hint = From { $from } to { $to }, as it is written there. Empty means today. The release still ends on the day that was read aloud.
release-signed-on-wrong = Choose the day that is written on the paper, or leave it empty.
release-signed-tomorrow = The day on the paper is still to come. Look at the paper again.
release-signed-before-read = On that day these words had not been read to them yet. If the paper says other words, print it again and have that one signed.
release-sheet-holder = I say yes to { $holder }:
release-sheet-name = Name, as I sign:
release-sheet-second = Parent or guardian, if they sign too:
release-sheet-date = Date:
release-sheet-witness = Who read this to me:
release-read-in-hint = Choose this only after it was read to the end.
release-read-in-other = Another language
release-other-language = Which language
release-other-language-needed = Say in which language they heard it.
release-interpreted = Somebody who speaks it well said all of it
release-interpreted-hint = A trained interpreter or staff. Never family, a friend, or a child.
release-interpreter-needed = Have it said by an interpreter or by staff who speak the language, then tick this.
release-minor-from = From { $n } and under { $adult }, as your organization wrote down for your state.
release-minor-unknown = A minor may not sign alone here: your organization has not written down that your state allows it.
release-minor-stale = A minor may not sign alone now: what is written down for { $state } was not checked for a year. An administrator can check it under Settings.
release-minor-no-state = A minor may not sign alone here: no state is chosen under Settings. Under { $n } counts as a minor until then. In a few states that age is higher, so ask an administrator to choose yours.
release-minor-not-here = A minor may not sign alone here. A parent or guardian who does not hurt them can sign too, or share nothing.
release-age = How old are they?
release-age-hint = Needed for a minor who signs alone. The age is not kept.
release-age-needed = Type the age, or choose who signs with them.
release-second-name = Name of the parent or guardian who signs too
release-second-name-hint = Only for a minor. One is enough. Each types their own name here, or both sign the same paper.
release-court = I have seen the court’s paper that names the guardian
release-court-hint = Only for a guardian.
release-not-abuser-hint = Ask the survivor alone. If you are not sure, share nothing.
release-where-hint = If they are elsewhere, they sign on paper there, or not at all. Choose “On paper” when you have it, and only when you know their voice.

# Lists
releases-begun-title = Begun, not signed
releases-begun-hint = Only you can see these. Nothing is shared by them.
releases-begun = Not signed
releases-begun-until = gone { $at }
releases-begun-next = Next: { $step }
releases-begun-paper = Waits for the paper
releases-begun-go-on = Go on
releases-begun-go-on-full = Go on with what was begun for { $code }
releases-copy = Copy

# The same things, said to the person
mine-request = that you ask to meet them
mine-name = what to call you
mine-contact = your number or a place
mine-contact_plan = how to reach you safely
mine-needs = the help you want
mine-language = your language
mine-visit_wishes = your wishes for a visit
mine-note = your own words
mine-attendance = that you came to us and what came of it
mine-substance_use = about alcohol or drugs
mine-care_plan = parts of your plan
mine-messages = messages about you between the two teams

# The paper to take along
receipt-title = What I share
receipt-choose = You choose what we share. You can say no. You still get help.
receipt-over = This has ended. Nothing more is shared.
receipt-what = We may share only this:
receipt-who = We share it with one other office. You can write its name here if that is safe for you:
receipt-until = It ends by itself after { $date }.
receipt-stop = You can stop it at any time. Tell any of us. Words are enough.
receipt-code = If you call, you can say this code: { $code }. It does not say who you are.
receipt-after = What they have read by then, they may keep in their own files. Nothing new goes to them.
receipt-paper = You do not have to take this paper. If someone could find it, leave it here with us.

# Who signs, and with whose hand
release-of-age-tick = They are of age here, or the law lets them get this service on their own
release-of-age-tick-hint = Ask them. If they are a minor, choose one of the other answers.
release-age-not-asked = Ask whether they are of age here, then tick this. For a minor, choose another answer.
release-minor-signed = The minor signed with their own hand
release-minor-signed-needed = The minor has to sign too. Let them, then tick this.
release-parent-signed = The parent or guardian signed with their own hand
release-parent-signed-needed = The parent or guardian has to sign too. Let them, then tick this.
release-both-hint = Two people sign: two names typed, or two signatures on paper.
release-two-signatures-needed = Two people sign. Choose “Typed” or “On paper”: one drawing is not enough.
release-paper-there-needed = They are elsewhere. A name typed or drawn here is not theirs. Choose “On paper” when you have the paper they signed, or share nothing.

# The form that was signed
form-link = What was signed
form-title = What was signed
form-heading = Release for { $code }
form-staff = Each time this page is opened, it is written down who did. Print it only for the person who signed, and only if paper is safe for them: it says with whom it is shared.
form-gone = The form was destroyed when its time was over. What may be shared stands above.
form-names = Name or signature
form-second = Parent or guardian
form-drawing = Signature
form-drawing-alt = The signature as it was drawn
form-paper = The signed paper is kept
form-read-in = Read aloud in
form-signed-at = Signed on
form-signer = Who signed
form-witness = Witness
form-witness-said = { $name }. They were there or heard the person, and read the rights aloud.
form-rights = What was read aloud before
form-interpreted = said by an interpreter or staff who speak it
