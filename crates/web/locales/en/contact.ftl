# How a person is reached: the plan, what closes it, what is masked.

contact-title = Safe contact
contact-lead = Write down what the person told you today. What you do not change stays.
contact-when = When it is safe
contact-what-to-say = What to say
contact-zone = Their time zone
contact-zone-hint = Safe times are told by their clock, not by ours.
contact-zone-as-it-is = As it is: { $zone }
contact-days = Safe days
contact-days-hint = None ticked means every day.
contact-from = From
contact-until = Until
contact-any-hour = Any hour
contact-until-later = Choose a later hour, or “Any hour”.
contact-from-until = { $from } to { $until }
contact-code-word = Code word
contact-code-word-hint = They say it so that you know it is them, and that they can talk. Hidden until someone needs it.
contact-no-code-word = There is no code word any more
contact-no-number = Take the number out
contact-nobody-else = Nobody else may answer
contact-masked-stays = Something is written down. Leave this empty to keep it.
contact-masked-none = Nothing is written down yet.
contact-recheck = Ask again
contact-recheck-hint = How long what they said today holds. Then contact is closed until they say it again.
contact-save = Save what they said
contact-opens-at = It opens again { $at }, by their clock.
contact-wait-and-ask = Wait until they reach out or come in. Then ask them what is safe.
contact-show = Show { $what }, recorded
contact-shown-recorded = That you saw this is written down.
contact-hidden = Hidden while contact is closed
contact-their-clock = Their clock
contact-change-plan = Change the whole plan
contact-saved-attempt = Saved. What you tried is written down.
contact-saved-someone-else = Saved. Contact is closed until they say again what is safe.
contact-saved-not-safe = Saved. The plan says now: do not contact.
contact-saved-one-try = Saved. They want to be asked each time, so contact is closed until they say again what is safe.
contact-saved-plan = Saved. The plan holds from today.
contact-saved-plan-here = Saved, and it holds with us. The partner does not have it yet: send it below, under the plan.
contact-attempt-closed = Contact is closed now, so only what closes it further can be written down.
plan-never-opens = These days and hours never meet. Ask which ones are right.
contact-held = A legal hold keeps what stands in this plan. You can add what is missing, say that it is still right, or choose “Do not contact”. A lead has to lift the hold before the rest can change.
contact-number-gone = The number was deleted { $at }.

times-missing = Ask when it is safe. If every time is, choose “Any time is safe”.
times-disagree = Choose “Any time is safe”, or the times that are. Not both.
contact-times-missing = When it is safe is not written down. Ask them, and use “Change the whole plan”.

# Words to use
words-name-organization = Leave out the names of both organizations: somebody else may hear or read these words.
words-name-service = These words tell what it is about. Use words that say nothing to anyone else who hears or reads them.
words-too-long = These words are too long. Say it shorter.
