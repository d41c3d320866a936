# Releases: the list, one of them, and signing.

nav-releases = Releases
releases-title = Releases
releases-lead = What people allow us to share, and until when. Those that end first are on top.
releases-empty = No release is live now. Nothing is shared.
releases-empty-action = Connect someone with a health center
releases-days-left = { $n ->
    [one] 1 day left
   *[other] { $n } days left
}
releases-over = Ended
releases-until = until { $date }
releases-who = { $holder } → { $org }
releases-ends-soon = Ends soon
releases-unsent-title = Signed, waits for you to send
releases-unsent-hint = The person has signed. Nothing goes out until somebody here sends it.
releases-unsent = Not sent
releases-unsent-to = To { $org }
releases-unsent-go-full = Go on with the referral { $code }
releases-open = Open
releases-open-full = Open the release { $code }
releases-stop-full = Stop sharing { $code }
releases-one-title = Release
releases-one-heading = Release for { $code }
releases-holder = Held by
releases-recipient = Shared with
releases-purpose = What for
releases-what = Exactly this
releases-signed = Signed
releases-signer = Signed by
releases-ends = Holds until
releases-revoked = Taken back
releases-go-on = Go on with the referral
releases-to-referral = Open the referral
releases-paper = Copy on paper

# Rights and risks, read aloud and printed
rights-choose = You choose what we share. You can say no and still get help.
rights-only = We will share only: { $what } — with: { $org } — until: { $date }
rights-after = What the other office reads, it may keep in its own files, even when this ends. It then follows its own rules. We cannot take it back.
rights-seen = Someone else may see it there, or on paper you take home.
rights-change = Change your mind at any time. Tell any of us; words are enough.
rights-sign = Only sign if this says what you want.

# Signing
release-title = Release
release-seen-by = our team. The other organization sees only what is ticked.
release-recipient = Share with this one organization
release-one-only = One organization for each release.
release-host-reads = Whoever hosts their service can read their records. Say this to the survivor.
release-purpose-referral = To be introduced to them, and nothing else.
release-purpose-feedback = To answer them about this referral, and nothing else.
release-elements = What may be shared
release-elements-hint = Nothing was ticked beforehand: each tick is theirs. “That they ask to be connected” is needed for a referral; everything else is a choice.
release-part2 = They also agree in writing to share about alcohol or drugs
release-part2-hint = Needed only if “About alcohol or drugs” is ticked. Federal law (42 CFR Part 2) asks for it: what is shared, with whom, what for, and until when stand in this release; they can take it back at any time; a notice goes along with it.
release-preview = This is what they may see:
release-preview-nothing = nothing yet
release-attendance-hint = What came of it is: someone took the referral, they were connected, it has ended. Never why, and nothing that was said.
release-messages-hint = Messages: until the release ends, our team may write to theirs about this person. A message says by itself that they are in touch with us. For theirs to write back, they sign a release there too.
release-ends = It ends by itself
release-ends-hint = Each ends when that day is over. Shorter is safer. A new one can always be signed.
release-this-visit = This visit – until { $date }
release-days = { $n } days – until { $date }
release-read-aloud = Read this aloud, at their speed.
release-in-this-language = Read it in English
release-signer = Who signs
release-not-abuser = The signer is not hurting the survivor, the survivor’s children, or the survivor’s parent
release-method = How
release-method-hint = Drawing needs this screen; typing and paper work everywhere.
release-pad = Sign here with a finger, pen or mouse. To sign without drawing, choose “Typed” or “On paper”.
release-pad-clear = Clear the drawing
release-signed-name = Name as signed
release-signed-name-hint = Needed when it is typed. It may be the name they use with us.
release-paper-place = Where the signed paper is kept
release-paper-place-hint = Needed when it is on paper.
release-where = Where are they?
release-witness = Witness: { $name }. By signing you say that you were there or heard them, and that you read the rights aloud.
release-copy = A copy for them?
release-copy-code = With paper or without, say this code aloud: { $code }. With it they can stop sharing by phone. It does not say who they are.
release-copy-hint = Paper can be found by someone else. Ask first.
release-request-needed = Tick “That they ask to be connected”. Without it nothing can be sent.
release-plan-needed = A number may go only together with how to use it safely. Tick “How to contact them safely” too.
release-informed-needed = Read the risks and rights aloud, then say in which language.
release-not-abuser-needed = Make sure who signs, then tick this. If you are not sure, share nothing.
release-part2-needed = Talk about alcohol and drugs by itself, then tick this, or take “About alcohol or drugs” out.
release-drawing-needed = Draw the signature, or choose another way.
release-name-needed = Type the name as signed.
release-signer-needed = Say who signs.
release-where-needed = Say where they are.
release-method-needed = Say how it is signed.
release-place-needed = Say where the signed paper is kept.

# Added to what is read aloud
rights-after-death = You also said: if I die, this may serve a review of how I died.
release-purpose-care = To plan together with them, and nothing else.
releases-to-start = Back to those that end first
releases-later = Those that end later
