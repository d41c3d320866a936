# The shell: what stands around every page.

skip-to-content = Skip to the content
top-bar = Top bar
main-menu = Pages
switch-language = Español
switch-language-full = Cambiar a español
lock = Lock
lock-full = Lock this screen now
signed-in-as = Signed in as { $name }
sign-out = Sign out
help = Help
seen-by = Seen by: { $who }
optional = optional
back = Back
cancel = Cancel
print = Print
copy = Copy
copied = Copied
fewer = Fewer
more = More
show-number = Show number, recorded
masked = Number hidden
pager = More pages of this list
older = Older
newer = Newer
step-of = Step { $n } of { $of }

# Times
when-am = { $time } AM
when-pm = { $time } PM
when-date = { $month } { $day }, { $year }
when-month = { $month } { $year }
when-month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
when-today-at = today at { $clock }
when-yesterday-at = yesterday at { $clock }
when-tomorrow-at = tomorrow at { $clock }
when-date-at = { $date } at { $clock }
when-day-and-clock = { $date } at { $clock }
when-on-paper = { $date }, { $clock }, { $zone }
when-now = just now
when-minutes-ago = { $n ->
    [one] 1 minute ago
   *[other] { $n } minutes ago
}
when-hours-ago = { $n ->
    [one] 1 hour ago
   *[other] { $n } hours ago
}
when-days-ago = { $n ->
    [one] 1 day ago
   *[other] { $n } days ago
}
when-in-minutes = { $n ->
    [one] in 1 minute
   *[other] in { $n } minutes
}
when-in-hours = { $n ->
    [one] in 1 hour
   *[other] in { $n } hours
}
when-in-days = { $n ->
    [one] in 1 day
   *[other] in { $n } days
}
when-both = { $relative }, { $exact }
when-span-minutes = { $n } min
when-span-hours = { $h } h
when-span-hours-minutes = { $h } h { $n } min
when-span-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}

# Signing in
sign-in-title = Sign in
sign-in-lead = This is for staff. Nobody else needs an account.
sign-in-login = Name you sign in with
sign-in-password = Password
sign-in-device = This device
sign-in-device-private = Only I use it
sign-in-device-private-hint = Locks after 15 minutes.
sign-in-device-shared = Others use it, or it is a phone
sign-in-device-shared-hint = Locks after 5 minutes.
sign-in-button = Sign in
sign-in-held = You were signed out. What you typed is kept for { $n } minutes. Sign in to go on.

# Locked
locked-title = Locked
locked-lead = Type your password to go on.
locked-button = Unlock
locked-wrong = This is not your password. Type it again.
locked-someone-else = Someone else? Sign out first.
locked-held = What you typed is kept for { $n } minutes. Unlock to go on.
again-title = Your password, once more
again-lead = This changes who can read your organization’s records, or what holds for everyone in it. It takes a password typed within the last { $n } minutes.
again-held = What you typed is kept for { $n } minutes. Next you can look at it again, and save it.
again-button = Go on

# Taking up again what was typed
resume-title = Nothing was lost
resume-lead = Here is what you typed. Look it over, then send it. What was saved before is not saved twice.
resume-button = Show what I typed
retry-button = Try again

# Idle
idle-title = Are you still there?
idle-text = This screen will lock in 2 minutes. Nothing you typed is lost.
idle-stay = Stay

# Help
help-title = Help
help-lead = Who to call, and what the screens do.
help-now = If someone is in danger now
help-now-text = Call 911 if the person asks you to, or if the law where you work says you must.
help-product = When something on the screen is wrong
help-product-text = Ask the person who looks after this service in your organization. Do not send them names or numbers of the people you serve.
help-lock = How to lock the screen
help-lock-text = Press “Lock” at the top of any page. The screen shows only a clock until you type your password.
help-lost = If you typed something and the page changed
help-lost-text = Sign in or unlock again. What you typed is kept for 15 minutes, for you only.
help-words = Words we use
help-words-text = We say “they did not come”. We never blame a person for not coming, and we never promise that they are safe.

# Leaving and safety
leave = Leave this site
leave-prefix = Quick exit:
leave-pressed = { $n ->
    [one] Press Shift 1 more time to leave.
   *[other] Press Shift { $n } more times to leave.
}
leave-loading = Loading.
safety-strip = Someone may see what you do on this device.
safety-strip-link = How to stay safer
safety-title = Using this site more safely
safety-lead = We’ll do our best to help you keep what you do here private. No website can make sure of it.
safety-seen-title = Someone may see what you do
safety-seen-text = A person who hurts you may look at this phone or computer, or may have put a hidden program on it. If you think so, use a phone or computer they cannot touch: at a library, a clinic, or a friend’s.
safety-leave-title = What “Leave this site” does
safety-leave-text = It takes you to an everyday website right away. For 5 minutes, Back goes to that website too.
safety-leave-not = It does not erase your history. This site stays in the list of pages you have visited until you remove it.
safety-keys-text = You can also press the Shift key 3 times.
safety-history-title = To remove this site from your history
safety-history-text = Open your browser’s history and remove only this page. An empty history may be noticed.
safety-call-title = To talk instead
safety-call-text = Calls can show on a phone bill or in a list of calls. You can ask a clinic to call together with you, on its own phone.
safety-keep-title = What this site keeps
safety-keep-text = No account, no cookie that says who you are, and nothing you look at. Only a 5-minute mark after you leave, so that Back does not bring this page up again.

# The place a person leaves from, when the address is opened by hand
neutral-name = Community services
