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
