# The partnership as a lead looks after it.

partnership-title = Liaisons and keys
partnership-lead = Who answers on each side, and whether referrals can be sent.
partnership-none = There is no partnership yet. The person who looks after this service starts one with both organizations.
partnership-nothing-sent = Nothing can be sent now.
partnership-open = Open. Referrals can be sent both ways.
partnership-why-paused = The partnership is paused. What arrived can still be worked on.
partnership-why-our-liaisons = We have not named a liaison and an alternate yet.
partnership-why-their-liaisons = The partner organization has not named its liaison and alternate yet. Call and ask.
partnership-why-words = The six words have not been compared, or a key has changed. Compare them by phone.
partnership-why-their-words = Our part is done. The partner organization still has to compare the six words. Call and do it together.
partnership-resume = Start again
partnership-name-liaisons = Name our liaisons
partnership-compare = Compare the six words
partnership-words-confirmed = See the six words
partnership-call = Call { $phone }
partnership-pause = Pause
partnership-liaison = Liaison, first to call
partnership-alternate = Alternate, when the liaison is out
partnership-nobody = Nobody yet
partnership-change-liaisons = Change our liaisons
partnership-change-liaisons-full = Change our liaisons for { $org }
partnership-phone = Phone
partnership-hotline = Hotline
partnership-promise = Answers within
partnership-vault = How its keys are held

liaisons-title = Our liaisons
liaisons-head = Our liaisons for { $org }
liaisons-lead = Two people, so that a call is always answered. The partner organization sees both names.
liaisons-liaison-hint = Gets a call when a referral waits too long.
liaisons-alternate-hint = Gets the call when the liaison does not answer.
liaisons-save = Save the liaisons

words-title = Compare the six words
words-lead = So you know that what you seal can be opened by this organization and nobody else.
words-done = We have compared these words.
words-step-call = Call a lead of { $org } on a number you already know, or on their public phone:
words-step-read = Read our words to them. They compare.
words-step-hear = Let them read their words to you. You compare.
words-of = Words of { $org }
words-differ = If even one word differs, do not go on. Nothing is sent until they agree. Tell the person who looks after this service.
words-agree = We read them to each other, and all twelve agree
words-read-first = Read the words to each other first, then tick this.
words-button = The words agree

pause-title = Pause the partnership
pause-head = Pause with { $org }?
pause-lead = For example when nobody can answer for some days, or when something is wrong.
pause-sending = From now on, neither side sends new referrals or news. What waits to be sent stays and is not lost.
pause-working = What has arrived can still be opened and worked on.
pause-stop-sharing = When a person stops sharing, that word still crosses, at once.
pause-back = A lead of either side can start it again. What waited is sent then.
pause-button = Pause now

partnership-vault-members = Only its own members can open its records
partnership-vault-server = Whoever runs its computer can read its records
liaisons-liaison-needed = Choose a liaison.
liaisons-alternate-needed = Choose an alternate.

# Inviting a partner.
partner-find = Find a partner in the directory
partner-invite-title = Invite a partner
partner-invite-lead = You get a code to give them by phone. Nothing is sent, and nobody is told until you tell them.
partner-invite-call = Call them:
partner-say-title = What you could say
partner-say-text = “I am calling from { $ours }. We would like to talk about a partnership, so that people can go from us to you, and from you to us, with a person who goes along. May we meet?”
partner-invite-open = A code for them is open already. See it here:
partner-invite-button = Make a code
partner-not-theirs = A partnership is between a health center and an advocacy organization. Choose one of the other kind.
partner-invited-already = A code was made from this page before. It is shown once.
partner-invited-head = A code for { $name }
partner-invited-lead = It is shown once. Write it down.
partner-step-give = Give it to their lead by phone or on paper.
partner-step-set-up = If they do not use this software yet, the operator sets them up first.
partner-step-type = Their lead types it under Partnership. Then both of you name liaisons and compare your words.
partner-accept-title = Use a partner’s code
partner-accept-lead = A lead of another organization gave you a code. Type it to begin the partnership.
partner-code = Code
partner-code-hint = Five groups of letters and numbers.
partner-code-needed = Type the code.
partner-code-unknown = This code does not work. It may be old or used. Ask them for a new one.
partner-accept-button = Begin the partnership
partner-open = Codes you gave out
partner-open-none = None is open.
partner-open-until = Can be used until { $day }
partner-take-back = Take it back
