# The two halves of sharing on a record.

halves-title = Who may share what
halves-lead = Each way takes a release of its own. One never opens the other.
halves-ours = From us to { $org }
halves-theirs = From { $org } to us
halves-live = Open
halves-closed = Closed
halves-none = No release is live. We share nothing more.
halves-by-agreement = We sent what the patient agreed to, and nothing else.
halves-agreed-paper = A paper about it for the patient
halves-held = Held by { $holder }, until { $date }
halves-stop = Stop sharing to plan together
halves-stop-all = Stop sharing everything of this record
halves-add-feedback = Take a release to tell them what came of it
halves-add-care = Take a release to plan together
halves-open = Open the release: { $purpose }
halves-they-sent = They shared this referral with us { $at }.
halves-they-told = They told us what came of it { $at }, under a release or a word of the person that they hold.
halves-they-tell-nothing = They have told us nothing about what came of it. That says nothing about the person.
halves-theirs-hint = Their releases are theirs. We know of them only what they tell us, and the end that came with what they sent.
halves-they-stopped = They stopped sharing
halves-ends = When it ends, nothing new goes to them. What they have taken in by then they may keep in their own record.
halves-nothing = Nothing
halves-nothing-told = Nothing that we know of
