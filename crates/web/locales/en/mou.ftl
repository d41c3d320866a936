# The agreement of two organizations (MOU), and how a person is introduced, once for each direction.

clause-purpose = Purpose and shared values
clause-services = What each organization offers
clause-procedure = How a person is introduced
clause-confidentiality = Confidentiality
clause-releases = Releases
clause-carried = What a referral may carry
clause-response_time = How soon somebody answers
clause-co_location = Working in the partner’s house
clause-training = Training
clause-counts = Data and counts
clause-costs = Costs
clause-grievance = When something goes wrong
clause-term = How long it holds
clause-review = Review
clause-termination = Ending it early
clause-own = A clause of your own
period-month = Every month
period-quarter = Every three months
period-half_year = Twice a year
period-year = Every year
promise-minutes_15 = 15 minutes
promise-minutes_30 = 30 minutes
promise-hours_1 = 1 hour
promise-hours_2 = 2 hours
promise-hours_4 = 4 hours
promise-hours_8 = 8 hours
promise-hours_24 = 24 hours
promise-business_days_1 = 1 business day
promise-business_days_2 = 2 business days
promise-business_days_3 = 3 business days

mou-clause-changed = This clause was changed while you read it. Read it again; what you typed is kept.
mou-clause-open = This clause is not finished: it is empty, or two texts stand beside each other. Write what should stand first.
mou-clauses-open = Some clauses are not agreed by both yet. Each one says what it waits for.
mou-clause-unset = A clause says that it sets something, and nothing is set in it. Open the clauses about releases, what a referral carries, answers, totals, review and notice. Set what they say, or take them out.
mou-clause-missing = A clause that every agreement needs is left out: confidentiality, or how long it holds. Put it back in.
mou-no-days = Write the first and the last day in the clause “How long it holds”.
mou-ends-first = The last day is before the first day. Mend it in the clause “How long it holds”.
mou-too-long = An agreement holds for five years at most. Choose an earlier last day.
mou-review-outside = The day of the review is not between the first and the last day. Choose another.
mou-over = The last day has passed already. Choose a later one in the clause “How long it holds”.
mou-too-many-words = The words are more than can be printed: 200,000 characters at most. Shorten some clauses.
mou-unchanged = Nothing has changed since the last version. To amend or renew it, open a clause and change it. When both agree, make the next version here.
mou-two-versions-next = Both texts are kept, and the clause waits until somebody decides.
mou-decide = See both and decide which stands
mou-signed-waits = You have signed for { $ours }. { $org } was told. It is in force when they sign too, from its first day on.
mou-sign-other-text = This is not the text you read. Open the version again and read it. Nothing was signed.
mou-sign-outdated = There is a later version. Read and sign that one. Nothing was signed now, and nothing that was written is lost.
mou-sign-changed = A clause was changed, added or left out after this version was made. Agree on the clauses, make a new version, and sign that one. Nothing was signed now, and nothing that was written is lost.
mou-sign-void = A signature under this version does not hold any more. Make a new version of the same words, and sign that one.
mou-sign-already = Your organization has signed this version already.
mou-sign-over = The last day of this version has passed. Make a new one with other days.
procedure-changed = Somebody changed a step while you read. Read it again, then accept it.
procedure-line-unknown = Neither organization publishes this number. Give a line that stands in a service list or in the settings of one of the two, or one that costs nothing to call. Never the number of a person.
procedure-empty = There is no step yet.
procedure-too-many = There are more steps than one page holds. Keep to twelve.
procedure-too-long = The words are more than one page holds. Shorten some steps.
procedure-unfinished = A step has no name, or nobody who does it. Finish it first.
procedure-disputed = Two texts of one step stand beside each other. Write what should stand first.
procedure-unchanged = The live version says the same.
workspace-not-undone = Only those who accepted this can take it back. Change the words instead.

notice-mou-sign = An agreement with your partner waits for your signature. It stands under “Together”.
notice-mou-ends = Your agreement with your partner ends soon. Plan what comes after it, under “Together”.
notice-mou-review = The review of your agreement with your partner is near. It stands under “Together”.
notice-mou-lapsed = Your agreement with your partner is over. People can still be connected. Renew it under “Together”.
notice-mou-clause = A clause of your agreement with your partner waits for your answer.
notice-mou-to-advocacy = How the health center introduces a person to the advocates waits for your answer. Read it, and accept it if it is right.
notice-mou-to-health-center = How the advocates introduce a person to the health center waits for your answer. Read it, and accept it if it is right.
notice-mou-broken = Your agreement with your partner holds no more: a key has changed since it was signed. People can still be connected. Sign the same words again under “Together”.
audit-mou-proposed = { $who } accepted the clause “{ $what }” and asked the partner to.
audit-mou-agreed = { $who } agreed to the clause “{ $what }”.
audit-mou-frozen = { $who } made a version of the agreement with the partner.
audit-mou-signed = { $who } signed a version of the agreement with the partner.
audit-mou-frozen-partner = The partner made a version of the agreement.
audit-mou-signed-partner = The partner signed a version of the agreement.
audit-mou-lapsed = The last day of the agreement with the partner has passed.
audit-procedure-live = A procedure for warm referrals was made live.

mou-title = Agreement (MOU)
mou-paper-title = Memorandum of Understanding
mou-between = Between { $center } and { $advocacy }
mou-in-force = Version { $n } is in force until { $day }.
mou-is-over = Version { $n } was in force until { $day }. It is over.
mou-is-broken = A signature under version { $n } holds no more.
mou-not-signed = No version is signed by both yet.
mou-lapsed-next = People can still be connected, by what each side promises on its own. Agree on new days, make a version and sign it.
mou-begin-lead = Fifteen clauses in plain words are ready. You change, leave out and add what you need.
mou-begin = Begin from the library
mou-clauses = Clauses
mou-clauses-lead = One side opens a clause and proposes it, the other agrees. Whoever changes it afterwards makes it a draft again.
mou-waits-for-us =
    { $n ->
        [one] One clause waits for you.
       *[other] { $n } clauses wait for you.
    }
mou-is-new = Not in what is in force
mou-n-remarks =
    { $n ->
        [one] One remark
       *[other] { $n } remarks
    }
mou-left-out = Not in this agreement
mou-put-in = Put in: { $what }
mou-version = Version { $n }
mou-versions = Versions
mou-read-and-sign = Read it, and sign
mou-make-version = Make a version to sign
mou-make-version-lead = All clauses are agreed. A version is what the two of you sign: its words never change.
mou-holds-now = What it sets now
mou-signed-by = { $name }, { $at }
mou-not-yet = not signed yet
mou-stage-draft = Draft
mou-stage-waits-for-them = Proposed: waits for { $org }
mou-stage-waits-for-us = { $org } proposes it: waits for you
mou-stage-agreed = Agreed by both
mou-phase-pending = Waits for signatures
mou-phase-superseded = Never signed by both
mou-phase-to-come = Signed, begins later
mou-phase-in-force = In force
mou-phase-replaced = Replaced by a later one
mou-phase-lapsed = Over
mou-phase-broken = Signatures do not hold
mou-broken-next = A key has changed since, or the text was changed. Compare the six words of both organizations again, then make a version and sign it anew. Until then it sets nothing, and people can still be connected.
mou-clause = Clause
mou-clause-new = Add a clause of your own
mou-clause-write = Change this clause
mou-clause-write-lead = A clause that is changed is a draft again, until both have agreed to the new words.
mou-against = Beside what is in force
mou-added = Added:
mou-removed = Removed:
mou-propose = Propose this clause
mou-propose-lead = You accept these words and ask { $org } to do the same.
mou-agree = Agree to this clause
mou-agree-lead = { $org } has accepted these words. If you do too, the clause is agreed.
mou-remarks = Remarks
mou-no-remarks = Nothing was remarked.
mou-remark = Your remark
mou-remark-needed = Write your remark.
mou-remark-add = Add the remark
mou-heading = Heading
mou-heading-needed = Give the clause a heading.
mou-text = Words
mou-text-hint = Plain words that both staffs understand.
mou-response-hint = The sooner of this and the step of the procedure that answers is what counts.
written-en = These words are in English.
written-es = These words are in Spanish.
mou-text-needed = Write the words of the clause.
mou-accepted-health-center = accepted by the health center
mou-accepted-advocacy = accepted by the advocacy organization
mou-longest-release = Longest release, in days
mou-longest-release-hint = Each side keeps its own limit where that is shorter.
mou-elements = What a referral may carry
mou-elements-hint = Tick at least one. Only the first means: that they ask to be connected, and nothing else. It can only narrow what the law and the person allow.
mou-response = How soon somebody answers
mou-period = How often you look at totals
mou-least-shown = Smallest number that is shown
mou-least-shown-hint = 11 or more. Nothing below 11 is ever shown.
mou-starts = First day
mou-ends = Last day
mou-review-on = Day of the review
mou-notice-days = Days of notice
mou-days =
    { $n ->
        [one] one day
       *[other] { $n } days
    }
mou-sign = Sign for { $org }
mou-signatures = Signatures
mou-words-lead = The six words of this version. Whoever hears the same words reads the same text.
mou-frozen-by = { $name } made this version on { $at }.
mou-holds-not = does not hold
mou-compare = Beside version { $n }
mou-compare-title = What has changed
mou-compare-lead =
    Version { $n } beside version { $before }: { $changed ->
        [0] no clause is different.
        [one] one clause is different.
       *[other] { $changed } clauses are different.
    }
mou-compare-hint = What is new says “Added:”, what is gone says “Removed:”.
mou-clause-added = This clause is new
mou-clause-removed = This clause was left out
mou-clause-other = This clause reads otherwise
mou-sign-title = Sign the agreement
mou-sign-heading = Sign for { $org }
mou-sign-lead = Call the other lead. Read the six words of this version to each other, and the six words of both organizations. If a word differs, do not sign.
mou-sign-changes =
    { $changed ->
        [0] No clause is different from the version before.
        [one] One clause is different from the version before.
       *[other] { $changed } clauses are different from the version before.
    }
mou-sign-words = The words of this version
mou-sign-words-hint = They stand for every word of the text.
mou-sign-keys = The words of both organizations
mou-sign-keys-hint = Your signature holds between these two, and no longer if either key changes.
mou-sign-agree = I read this version, all words were the same, and I sign for { $org }.
mou-sign-read-first = Tick this after you read the version and compared the words.

procedure-title = How a person is introduced
procedure-is-live = Version { $n } is live since { $day }.
procedure-not-live = It is not live yet. The referral screens follow what each side promises on its own.
procedure-other-way = The other way
procedure-on-one-page = On one page
procedure-begin-lead = Eight steps in plain words are ready. You change, leave out and add what you need.
procedure-begin = Begin from the template
procedure-make-live = Make it live
procedure-make-live-lead = When you accept these steps and { $org } does the same, they are live and the referral screens follow them.
procedure-waits-for-us = { $org } has accepted these steps. If you do too, they are live.
procedure-waits-for-them = You have accepted these steps. They are live when { $org } has too.
procedure-propose = Accept these steps
procedure-steps = Steps
procedure-within = within { $time }
procedure-otherwise = If that does not work:
procedure-step-new = Add a step
procedure-step-write = Change this step
procedure-hotline = When nobody answers, call
procedure-hotline-lead = Empty means the hotline of the organization that receives.
procedure-live-by = since { $at }, accepted by { $one } and { $two }
procedure-by = Accepted by { $one } and { $two }.
procedure-place = Place in the order
procedure-place-hint = A number from 1 to 99. The steps of the template stand at 10, 20, 30 and so on.
procedure-name = What is done
procedure-name-needed = Say what is done.
procedure-who = Who does it
procedure-who-hint = A role, not a name. The liaisons are named beside it.
procedure-who-needed = Say who does it.
procedure-within-field = Within which time
procedure-answers = In this step somebody answers
procedure-answers-hint = Its time sets when an answer is due on the referral screens. Tick one step: of several, the first counts.
procedure-answer-due = Sets when an answer is due
procedure-no-answer = No step says how soon somebody answers. The referral screens follow what each side promises on its own. Mark the step that answers, and give it a time.
procedure-counts = What counts now is { $time }: of the agreement and this procedure, the sooner one. It stands on the referral screens.
procedure-is-draft = Below is what is being written. It is not live yet: changed steps are marked.
procedure-step-changed = Changed
procedure-step-added = New
procedure-step-gone = Taken out: { $name }
procedure-against = Beside what is live
procedure-no-line = Nobody is named to call when nobody answers. Name a line that is always answered.
procedure-line-live = live now
procedure-line-draft = being written, not live yet
procedure-script = Words to say
procedure-fallback = If that does not work
procedure-way = which way
agreed-title = What was agreed
agreed-ask-for = Ask for
agreed-or = or { $name }
agreed-they-answer = They answer
agreed-we-answer = We answer
agreed-nobody-answers = If nobody answers
agreed-procedure = The procedure, step by step
agreed-lapsed = The agreement with this partner is over since { $day }. You can still connect people; your leads know.
agreed-broken = The agreement with this partner holds no more: it has to be signed again. You can still connect people; your leads know.
agreed-left-out = By the agreement with this partner, a referral does not carry: { $what }. It stays with us.
problem-mou-lapsed = The agreement with a partner is over. People can still be connected. Renew it under “Together”.
problem-mou-broken = A signature under the agreement with a partner holds no more, so it sets nothing. People can still be connected. Sign it again under “Together”.
mou-pdf = As PDF
mou-pdf-signed = Signed by { $name }, { $at }
mou-pdf-unsigned = Not signed yet
mou-pdf-words = Six words of this version, to compare aloud: { $words }
mou-pdf-hash = SHA-256 of this version, over which both sides sign: { $hash }
mou-pdf-key = Six words of the key of { $org }, as it is today: { $words }
