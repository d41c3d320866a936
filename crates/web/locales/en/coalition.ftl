# What organizations tell a coalition or primary care association, and what it reads. About nobody.

nav-coalition = Success
nav-affiliations = Organizations
coalition-title = Successes of many partnerships
coalition-lead = { $connected ->
    [0] No organization is connected yet.
    [one] 1 organization is connected. { $telling ->
        [0] It does not tell its closed quarters.
       *[other] It tells its closed quarters.
    }
   *[other] { $connected } organizations are connected. { $telling ->
        [0] None of them tells its closed quarters.
        [one] 1 of them tells its closed quarters.
       *[other] { $telling } of them tell their closed quarters.
    }
} You read sums of what they told, never the number of one of them, and nothing about any person.
coalition-none = No quarter is summed yet.
coalition-unsummed = This period is not summed.
coalition-to-advocates = From health centers to advocates
coalition-to-clinics = From advocates to health centers
coalition-said = { $period }. { $way }. { $numbers }.
coalition-told = { $connected ->
    [one] { $told } of 1 organization has told.
   *[other] { $told } of { $connected } organizations { $told ->
        [one] has
       *[other] have
    } told.
}
coalition-have-told = Told
coalition-have-not = Not yet
coalition-year = This year is added up from its four quarters as they were shown. The organizations are those of the quarter with the fewest.
coalition-organizations = Organizations
coalition-hidden = { $n ->
    [0] No number is hidden here.
    [one] 1 number is hidden here.
   *[other] { $n } numbers are hidden here.
} “Not shown” stands where fewer than two organizations, or of fewer than two partners, showed a number, where one of them could work out another one’s, where the sum is so near the least that each shows that it tells each one’s number, or where noise left 1 to 10. A large sum can be hidden too. A line that nobody told is left out. Small numbers were hidden by each organization before; they are in no sum. Each number is of those who told it, so none is a part of another.
coalition-noise = Noise
coalition-noise-of-none = None was added.
coalition-paper = The same as a paper to print (PDF)
coalition-paper-lead = Sums of what organizations told of referrals between health centers and advocates. Each sum is of two organizations or more. No number is of one organization or of one person.
coalition-noise-of = Each number was moved by chance, up or down (epsilon { $each } each). This period may spend { $allowed } and has spent { $spent }; { $left } is left. The smaller epsilon is, the more a number is moved. It was drawn once and is not drawn again.
coalition-noise-of-year = The numbers of at least one quarter were moved by chance. See that quarter.
coalition-noise-none = None
coalition-noise-some = With a budget of { $budget }
coalition-noise-hint = Numbers are moved by chance, so that one referral more or less hardly shows. A smaller budget moves them more. What is chosen is kept with the quarter and can’t be changed.
coalition-ready-title = Quarters to sum
coalition-ready-lead = Wait until most have told: a quarter is summed once. What comes later is named here and not added.
coalition-sum = Sum { $period }
coalition-sum-once = This is done once. What the single reports say is let go of then; only the sums stay.
coalition-refused-title = What we did not add
coalition-somebody = an organization
coalition-why-other-length = It is no quarter. We sum quarters.
coalition-why-late = { $org } told this after the quarter was summed. It is not added: two sums would differ by it alone.
coalition-why-other-sides = { $org } named other sides for this partnership than others did. Call them.
coalition-why-ended = { $org } told this along a connection that has ended. It is not added.
roll-up-not-over = This quarter is not over yet. Nothing was summed.
roll-up-before = This quarter was summed before. That stays as it is.
roll-up-other-length = Only quarters are summed.
roll-up-nothing-told = Nobody has told this quarter yet, or no signature holds. Nothing was summed.
roll-up-other-reports = A report of this quarter does not belong here. Nothing was summed. Ask whoever runs this system to check it.
roll-up-overspent = Nothing was summed: it would spend more than this quarter may.
roll-up-no-budget = Choose one of the answers about noise.
roll-up-came-meanwhile = Another report came in just now, or an organization left. Look again, then sum.
roll-up-words-first = Somebody tells whose six words are not compared, or whose key has changed. Nothing was summed. Compare the words under “Organizations” first. If they can’t be compared, end the connection, or wait: the quarter can be summed 30 days after that organization began to tell, and what it told then comes late.
coalition-words-wait = Something waits until six words are compared. See “Organizations”.
coalition-too-old = Coalitions sum the last eight quarters. Nothing was sent.

affiliations-title = Coalitions
affiliations-lead = A state coalition or primary care association can read sums of what many organizations tell. Your organization decides by itself whether it tells, and can stop at any time.
affiliations-none = You are not connected with a coalition. If one gives you a code, type it here.
affiliations-title-coalition = Organizations
affiliations-lead-coalition = Who is connected with us. Each of them decides by itself whether it tells us its closed quarters.
affiliations-none-coalition = No organization is connected yet. Make a code and give it to one by phone.
affiliation-tells = Tells closed quarters
affiliation-tells-not = Tells nothing
affiliation-confirmed = We have compared their six words.
affiliation-not-confirmed = We have not compared their six words yet.
affiliation-key-changed = The key of { $org } has changed since we compared the words. Nothing is told or added until you compare the six words again by phone.
affiliation-confirmed-there = { $org } has compared ours.
affiliation-not-confirmed-there = { $org } has not compared ours yet.
affiliation-since = Closed quarters are told since { $day }.
affiliation-what-is-told = What is told
affiliation-code-title = Connect an organization
affiliation-code-lead = You get a code. Give it to a lead of the organization by phone. It can be used once.
affiliation-name = Whom the code is for
affiliation-name-needed = Write the name of the organization.
affiliation-code-button = Make a code
affiliation-step-type = They type it under “Coalitions”.
affiliation-step-words = Then each of you reads the other’s six words aloud.
affiliation-tell-head = Tell { $org } our closed quarters
affiliation-tell-not-yet = Nothing is told now.
affiliation-goes = This is told
affiliation-goes-report = The report that our partner organization gets when we close a quarter: the same lines, protected and signed.
affiliation-goes-sides = Which two organizations it is about, by number and key.
affiliation-goes-quarters = Quarters that we close from now on. Older ones only if you choose them one by one. A quarter goes to one coalition only.
affiliation-stays = This is not told
affiliation-stays-people = Anything about a person. No referral, note, name or message can be sent to a coalition.
affiliation-stays-small = Small numbers, and numbers that would give a small one away. They say “few” or “not shown” there too.
affiliation-stays-exact = Our own exact figures.
affiliation-there = What becomes of it
affiliation-there-text = { $org } adds it up with what others told, and shows sums of two or more organizations and partners. What our report says is deleted there when the quarter is summed. You can stop at any time; what was told stays told.
affiliation-periods = Our closed quarters
affiliation-periods-none = We have closed no quarter yet.
affiliation-not-told = Not told.
affiliation-told-elsewhere = Told to another coalition. A quarter goes to one only.
affiliation-tell-period = Tell { $period }
affiliation-stop-text = If you stop, nothing more is told, and what is on its way does not get there.
affiliation-stop = Stop telling
affiliation-begin = Tell { $org } from now on
affiliation-ended-there = { $org } has ended this connection. Nothing goes along it any more. End it here too.
affiliation-end = End this connection
affiliation-end-head = End the connection with { $org }
affiliation-end-lead = Read this first. An end can’t be taken back.
affiliation-end-over = This ends
affiliation-end-nothing = Nothing more is told { $org }. What is on its way does not get there.
affiliation-end-nothing-here = Nothing more that { $org } tells is added. What is on its way does not get here.
affiliation-end-deleted = What we told { $org } and it has not summed yet is deleted there. It goes into no sum, and can’t be told again.
affiliation-end-deleted-here = What { $org } told us and we have not summed yet is deleted. It goes into no sum, and can’t be told again.
affiliation-end-told = { $org } is told that we ended it, and when. We give no reason.
affiliation-end-stays = This stays
affiliation-end-sums = Sums that were made stay as they are, with what was told for them. They were published, and what was published can’t be taken back.
affiliation-end-later = Later sums are made of those who are left. They still need two organizations and two partners for each number, so more of them may say “not shown”.
affiliation-end-again = To connect again
affiliation-end-again-text = That takes a new code, and six words compared anew. A code that was used can’t be used again.
affiliations-ended = Connections that have ended
affiliation-ended-us = { $org }: ended by us on { $day }.
affiliation-ended-them = { $org }: ended by them on { $day }.
notice-affiliation-joined = An organization is connected with us. Compare the six words with them: until then nothing that they tell can be added.
notice-affiliation-ended = A connection with a coalition has ended. Nothing more is told it. See “Coalitions”.
coalition-notice-ended = A connection with an organization has ended. Nothing more of it is added. See “Organizations”.
notice-quarter-summed = A quarter was summed. Its numbers are on this page.
notice-affiliation-end-not-delivered = We could not tell the other side that a connection has ended. Nothing goes along it all the same. Call them.
affiliation-not-between = A connection is between an organization and a coalition.
affiliation-exists = You are connected already.
coalition-words-first = Compare the six words first.
coalition-tells-already = A coalition is told already. Stop that first: a quarter goes to one coalition only.
coalition-none-told = No coalition is told now, or its six words have to be compared again. Nothing was sent.
coalition-other-length = Only quarters are told to a coalition.
coalition-told-before = This quarter was told before, or is on its way. Nothing was sent.
notice-coalition-not-delivered = A quarter that we told a coalition was not delivered. Send it again under “Coalitions”.
organization-affiliations = Which coalition may read our closed quarters in its sums.
roles-not-here = Nobody has this role at an organization of this kind.
audit-affiliation-changed = { $who } changed a connection with a coalition, or of the coalition with an organization.
audit-affiliation-ended = { $who } ended a connection with a coalition, or of the coalition with an organization.
audit-affiliation-ended-them = The other side ended a connection with a coalition, or of the coalition with an organization.
audit-coalition-told = { $who } told a coalition a closed quarter.
audit-coalition-took = An organization told us a closed quarter.
audit-coalition-refused = What an organization told us was not added.
audit-period-summed = { $who } summed a quarter of what organizations told.
