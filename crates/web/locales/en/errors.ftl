# What went wrong, and what to do. First sentence: what happened. Second: what comes next.

error-summary-title = There is a problem
error-prefix = Problem:

# Whole pages
page-not-found-title = Nothing here for you
page-not-found-text = This page does not exist, or it is not yours to see. Check the address, or go back to where you came from.
page-too-many-title = Please wait a moment
page-too-many-text = There were too many requests at once. Wait half a minute, then try again. Nothing was lost.
page-too-large-title = That was too long
page-too-large-text = The form holds more text than it can take. Go back, shorten it, and send it again.
page-refused-title = This came from somewhere else
page-refused-text = For safety, forms are taken only from our own pages. Open the page again and send it from there.
page-unreadable-title = This form could not be read
page-unreadable-text = Nothing was changed. Open the page again and send it once more.
page-busy-title = Not saved yet
page-busy-text = The service is very busy. Nothing was saved. Wait a moment, then try again.
page-full-title = Not saved yet
page-full-text = The disk of this service is full. You can still read lists. A record opens again when there is room, because each opening is written down. Tell the person who looks after this service; they can make room.
page-stale-title = This page was old
page-stale-text = You have signed in or unlocked since it was opened. Nothing was saved yet. Take up again what you typed.
page-slow-title = This took too long
page-slow-text = We do not know if it was saved. Look at the list first, then try again.
page-internal-title = Something went wrong on our side
page-internal-text = Nothing half-done was kept. Try again. If it happens twice, tell the person who looks after this service this code: { $code }
page-not-done-title = This was not done
page-held = What you typed is kept for { $n } minutes, for you only.
page-home = Go to the start page

# Problems that a deed can answer
problem-not-found = This does not exist, or it is not yours to see.
problem-locked = The screen is locked. Type your password to go on.
problem-gate-refused = This cannot be sent yet. See below what is missing.
problem-partnership-paused = The partnership is paused, so nothing was sent. A lead can start it again. Until then, call together or give the hotline number.
problem-liaison-missing = A liaison or an alternate is missing, so nothing was sent. A lead can name them on the partnership page.
problem-key-not-confirmed = The partner’s six words have not been compared yet, so nothing was sent. A lead compares them by phone first.
problem-no-partnership = There is no partnership with this organization. Choose another one.
problem-out-of-order = Someone has changed this since you opened it. Look at where it stands now, then go on.
problem-not-yet = Support cannot be offered in this visit as it stands. You can still give cards.
problem-no-support-wanted = A referral goes out only when the patient wants support. Choose what they want, then save again.
problem-too-many-cards = A note counts at most nine cards.
problem-do-not-contact = Do not contact them. Wait until they reach out or come in.
problem-other-way = This is not the way they said is safe. Use the way on the card.
problem-no-number = No number was given. Wait until they reach out or come in.
problem-times-not-asked = Nobody has asked them when it is safe. Wait until they reach out or come in, then ask.
problem-outside-hours = It is not one of the times they said are safe. Wait for the next safe time.
problem-not-checked = It is a while since they said this is safe. Ask the person who sent them before you call.
problem-someone-else = Someone else answered. Wait until they say again what is safe.
problem-newer-waits = The partner sent a newer plan while a legal hold kept ours. Contact is closed until the person says again what is safe.
problem-restored = An older copy of this record was put back. Contact is closed until they say again what is safe.
problem-one-try = They want to be asked each time. Wait until they say again what is safe.
problem-no-voicemail = They did not say that a voicemail is safe. Leave no message.
problem-no-way = Choose how they can be reached, or another way to meet.
problem-way-without-number = Type a number, or choose a way that needs none.
problem-way-not-shared = The way to reach them is not shared. Choose another way to meet, or take a new release.
problem-sign-in = Name and password do not go together, or the account is not open. Check both and try again.
problem-too-many = There were too many tries. Wait a few minutes, then try again.
problem-too-many-of-member = You have sent 60 referrals in an hour, so this one was not sent. Wait a minute, then send it again. If these are not all yours, lock the screen and tell your lead.
problem-too-many-to-partner = Your organization has sent this partner organization 300 referrals in an hour, so this one was not sent. Wait a minute, then send it again, or call together.
problem-too-many-namings = You have asked for two people many times, so this was not asked. Wait an hour, then ask again.
problem-too-many-recoveries = A recovery sheet was tried three times for this account today. Try again tomorrow, or ask an admin to invite you anew.
problem-full = The disk of this service is full, so nothing was saved. You can still read lists.
problem-busy = The service is very busy, so nothing was saved. Try again.
problem-seal-broken = This record does not open where it stands. It may have been changed from outside. Tell your lead; it is written in the audit.
problem-internal = Something went wrong on our side, so nothing was saved. Try again.

# Problems of a field
field-needed = Fill this in.
field-choose = Choose one.
field-too-long = This can have at most { $max } characters. Shorten it.
field-characters = This holds characters that cannot be shown. Type it again.
field-number = Type a number from { $min } to { $max }.
field-unknown-choice = Choose one of the answers on the page.

# Codes of a deed that took something it cannot use
cursor = This list has moved on. Open it again from the start.
last-admin = Somebody must stay admin. Make a colleague admin first.
liaison-not-active = This colleague does not work here any more, or waits for keys. Choose another one.
liaison-same = Liaison and alternate are the same person. Choose two people, so that a call is always answered.
login-taken = This name is taken. Choose another one to sign in with.
needs-of-other-side = Something here is not offered by the partner organization. Choose from its list.
not-yourself = You cannot do this to your own account. Ask a colleague.
number-missing = Type a number or place, or choose “Do not contact”.
partnership-exists = These two organizations have a partnership already.
partnership-same-kind = A partnership needs a health center and an advocacy organization.
password-weak = This password is easy to guess. Use at least 15 characters, or four words that do not belong together.
roles-empty = Choose at least one role.
server-key-missing = This service has no key of its own, so it cannot keep the records open to the host. Choose the other way, or ask the person who runs it.
settings-changed-since = A colleague changed these settings after you opened this page, so nothing was saved. What you typed is still here. Look at what stands now, then save again.
settings-out-of-bounds = A release lives 1 to 90 days, and a reply is promised within one of the times on the page. Choose again.
sheet-groups-wrong = One of the groups is different on the sheet. Look at it again and type the four groups.
sheet-too-late = This sheet is too old to be confirmed. Print a new one.
sheet-typing-error = A letter or number of the sheet is wrong. Check each group of four.
time-zone-unknown = This time zone does not exist. Choose one from the list.
visit-not-yet = The visit is booked for a later day. If they are here today, book a time for today first, then say that they came.
visit-time = This date or time cannot be used. Type a day and time that is still to come.
words-changed = The six words have changed since you opened the page. Compare them again by phone.

# What is brought to somebody’s attention
notice-waiting = A referral waits for an answer.
notice-overdue = A referral has waited longer than we promised.
notice-not-delivered = A referral we sent was not delivered. Open it to see what to do.
notice-stop-not-delivered = A partner organization has not been told that sharing ended. Open it to see what to do.
notice-care-not-delivered = A line of a plan or a message we shared was not delivered. Open it to see what to do.
notice-status-not-delivered = What a person agreed to tell was not delivered. Open it to see what to do.
notices-title = For you to see
notices-seen = I have seen these
notices-open = Open
notices-open-full = Open { $code }
