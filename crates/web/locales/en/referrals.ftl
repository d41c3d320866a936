# One referral, and stopping.

seen-our-team = our team
referral-title = Referral
referral-heading = Referral { $code }
referral-from = From { $org }, { $name }
referral-to = To { $org }
referral-seen-by = people at { $org } who work on referrals. Each opening is written down.
referral-guest = Guest

# Answering
referral-answer-title = Can you take this?
referral-answer-lead = Waiting { $wait }. An answer was promised by { $by }.
referral-accept = Accept
referral-accept-full = Accept the referral from { $org }, waiting { $wait }
referral-pass = Pass to a colleague
referral-decline = We can’t take this
referral-decline-reason = Why can’t we take it?
referral-decline-button = Say we can’t take it
referral-know = I know this person
referral-know-text = If you know this person or someone close to them, press the button. The referral is hidden from you at once and waits for a colleague. Nobody is told why.
referral-know-button = Hide it from me now

# Safe contact
referral-safe-title = How to reach { $name } safely
referral-number-recorded = That you saw this number is written down. It is hidden again when you leave the page.
referral-number-closed = Number hidden
referral-number-wiped = The number was wiped.
referral-number-missing = Type a number, or choose a way that needs none.
referral-times = Safe times
referral-times-not-asked = Not asked
referral-release-signed = Done. { $org } may be told: { $what } – until { $date }. Code: { $code }.
referral-voicemail = If nobody answers
referral-last-checked = Last checked
referral-words = Words to use
referral-recheck = They told me today what is right
referral-recheck-way = What is safe now?
referral-recheck-number = New number or place
referral-recheck-number-hint = Leave empty if it has not changed.
referral-recheck-button = Still right today

# What they want
referral-wants-title = What they asked for
referral-call-them = Call them
referral-handoff = How they meet
referral-needs = Help they want
referral-needs-none = Nothing was named. Ask what would help.
referral-language = Language
referral-interpreter = Interpreter
referral-interpreter-yes = A professional interpreter
referral-interpreter-no = Not asked for
referral-clinician = Clinician
referral-cost = Cost
referral-cost-yes = They worry about the cost
referral-statement = Statements and messages
referral-statement-ask = No insurance statement or portal message without asking
referral-statement-may = The usual statements may be sent
referral-visit = Visit
referral-note = Their own words
referral-ended-title = Sharing ended
referral-ended-text = Sharing was stopped { $at }. What was known about the person can no longer be read here.
referral-gone-title = Content destroyed
referral-gone-text = What was known about the person was destroyed. Only what happened is left. “What is gone” says when and by which rule.

# Working
referral-attempt-title = You tried to reach them
referral-attempt-lead = Say what happened. “Not safe” sets the plan to “Do not contact” at once. “Someone else answered” closes it until they say again what is safe.
referral-outcome-title = How it goes on
referral-connected-button = We are connected
referral-tell-connected = They agree that { $org } is told they came
referral-tell-over = They agree that { $org } is told it has ended
referral-end = End this referral
referral-outcome = How did it end?
referral-outcome-hint = Every ending is a good one if it is theirs. Numbers are wiped.
referral-used = Which of our services did they use?
referral-used-hint = Only if the ending is “used a service”. Nothing has to be ticked. It is counted sealed for our leads; it stands on no record, and the partner is never told.
referral-end-button = End it
referral-hand-back = Leave it for a colleague

# What is told
referral-told-title = What { $org } is told
referral-told-receipt = Only “Delivered”, from the software.
referral-told-receipt-why = They are not told whether you accepted, reached or helped. That protects the survivor.
referral-told-under-release = A release allows us to tell { $org } what comes of it, until { $date }.
referral-told-when-agreed = By itself only that each of us opened it for the first time, and when. Each time the person agrees, you can tell them with the box beside the button.
referral-take-feedback = Take a release to tell them
referral-take-feedback-hint = Only if the survivor wants it. Help never depends on it.
referral-sent-title = What we sent
referral-sent-nothing = Nothing is shared now.
referral-delivered = Delivered { $at }
referral-on-the-way = On its way
referral-not-delivered = Not delivered. { $org } does not have this, and it is not on its way any more.
referral-not-delivered-next = Call them. If the person still wants to be introduced, ask them again and send a new referral.
referral-stop-not-delivered = { $org } has not been told that sharing ended.
referral-stop-not-delivered-next = Call them now and say that they may not use what they have.
referral-care-not-delivered = Not delivered. { $org } does not have a line of the plan or a message that we shared.
referral-care-not-delivered-next = If the person still wants them to have it, take a new release and share it again.
referral-status-not-delivered = Not delivered. { $org } was not told what the person agreed to.
referral-status-not-delivered-next = If the person still wants them to know, call them.
referral-read-by = Read by { $name }, { $at }
referral-was-told = { $org } has told us something, with the person’s permission. See below.
referral-instead-title = What you may know instead
referral-instead-advocacy = An advocacy organization may not say whether someone came. That protects the person.
referral-instead-clinic = The health center may tell us only what the person agrees to. Nothing has been told yet.
referral-usual-reply = Usual reply
referral-keeping-up = Their inbox
referral-keeping-up-yes = Answered in time
referral-keeping-up-no = Slower than usual. Call the liaison or the hotline.
referral-liaison = Liaison
referral-hotline = Hotline
referral-stop = Stop sharing with { $org }

# History
referral-happened-title = What happened
referral-openings-title = Who opened this
referral-opened = { $name } opened it
referral-opened-field = { $name } had a hidden part shown: { $what }
referral-opened-form = { $name } opened the signed form
referral-opened-mandate = { $name } opened what was handed over by law
referral-opened-account = { $name } made the list of what was shared
referral-hide-title = Hide from a colleague
referral-hide-text = Choose someone who must never see this. It is hidden from them at once, everywhere.
referral-hide-from = Never show it to
referral-hide-choose = Choose a colleague
referral-hide-button = Hide it from them

# Stop sharing
stop-title = Stop sharing
stop-heading = Stop sharing with { $org } now
stop-lead = What they have already read they may keep in their own record. From this moment nothing new goes to them.
stop-effect-queued = What is still waiting to be sent is not sent.
stop-effect-releases = Every release of this record ends.
stop-words-enough = The person’s word is enough. It needs no form and no reason.
stop-words-enough-survivor = The survivor’s word is enough. It needs no form and no reason.
stop-button = Stop sharing now
stop-reader-unknown = Who read it is not known to us
stopped-title = Sharing has stopped
stopped-lead = Nothing more is shared from here.
stopped-died = { $n ->
    [one] One message was still waiting. It was not sent.
   *[other] { $n } messages were still waiting. They were not sent.
}
stopped-seen-title = What had already reached them
stopped-seen-nothing = Nothing had been delivered.
stopped-seen-lead = This was delivered before. What they have read they may keep in their own record. What they have not read is closed to them.
stopped-tell = Tell the person what had reached them, so they can decide what to do next.
stopped-tell-survivor = Tell the survivor what had reached them, so they can decide what to do next.
stopped-back = Go on
stop-readers-below = Read there: see below.
stop-readers-title = Who has read it there, and when first
