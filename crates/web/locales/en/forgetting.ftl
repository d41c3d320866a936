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
purge_rule-unaccepted = Nobody took it in time
purge_rule-unheard = No more news came
purge_rule-untouched = It was left alone
purge_rule-closed = Its time after the end was over
purge_rule-contact_numbers = Numbers go when it ends
purge_rule-care_plan = The time of the plan was over
purge_rule-release_form = The time of the form was over
purge_rule-request = The person asked for it
purge_rule-staff = Staff: not needed any more
purge_rule-by_date = A lead: left alone since a day
purge_rule-sharing_ended = The partner ended sharing
purge_rule-partner_asked = The partner asked for it

# Asking a partner to forget
purge_answer-done = They had a copy. It is gone.
purge_answer-not_held = They hold nothing of it now.
purge_answer-held_by_law = The law makes them keep it.
purge_answer-declined = They keep it, and give no reason.
purge_decision-forget = Forget our copy
purge_decision-keep = Keep it

# How it was said
said-speech = They said it
said-writing = They wrote it
stop-said = How did they say it?
stop-said-hint = You can leave this as it is. Either one is enough.
stopped-at = Sharing ended { $at }.
ended-title = Sharing ended
ended-line = { $at }, by { $name }. { $said }.
ended-line-plan = The plan: { $at }, by { $name }. { $said }.
ended-seen = Already read: see “What we sent”.
referral-stop-tried = We try again every minute until it gets there.
referral-stop-again = Send “stop” again
referral-stop-again-done = It did not get through and is not on its way. Send it again.
