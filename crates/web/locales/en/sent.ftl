# What was sent.

nav-sent = Sent
sent-title = Sent
sent-lead = What your team sent, newest first. Names are shown only when you open one.
sent-seen-by = your team, without names
sent-delivered = Delivered
sent-not-yet = Not yet delivered
sent-not-delivered = Not delivered
sent-not-delivered-next = They do not have it. Call them:
sent-stop-not-delivered = “Stop” not delivered
sent-stop-not-delivered-next = They have not been told that sharing ended. Call them now:
sent-open = Open
sent-open-full = Open { $code }, sent to { $org }
sent-to-start = Back to the newest
sent-empty = Nothing has been sent yet. What you send shows up here.
sent-begin-note = Write a note
sent-begin-reverse = Start a referral
sent-know-title = What you can know
sent-know-advocates = “Delivered” means that their system has it. After that, advocates can tell you more only if the survivor signs a release that says so. This is what you can know without one:
sent-know-clinic = “Delivered” means that their system has it. The health center can tell you more if the person agrees. This is what you can know in any case:
sent-clinic-reaches-out = The health center reaches out
sent-in-person = In person
