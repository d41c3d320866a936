# Stopping by the code of a record, without seeing it.

nav-stop-code = Stop by a code
stop-code-link = Stop sharing by a code
stop-code-title = Stop by a code
stop-code-lead = A person wants sharing to stop, and you do not find their record. Type the code they say.
stop-code-seen-by = you. The people who work on the record are told that it was stopped, and by whom
stop-code-see-it = If you can open the record, stop it there: you then see what was already read.
stop-code-all = What this office shares under this code stops at once. It needs no reason. What another office shares on its own paper, that office stops.
stop-code-blind = You are not told whether there is such a record. Some are kept to two people.
stop-code-field = Code
stop-code-hint = Eight letters and digits, like 41B7-09CE.
stop-code-needed = Type the code.
stop-code-unreadable = This is not a code. It has eight letters and digits, like 41B7-09CE. Ask the person to read it once more.
stop-code-done-title = Done
stop-code-done-lead = If this code belongs to a record here, this office shares nothing under it any more.
stop-code-done-why = This page says the same for every code, so that nobody learns from it who is known here.
stop-code-done-say = Tell the person: what this office shared under their code has stopped, and someone who knows their record can say what was read. If their paper comes from another office, call there together: that office stops it.
stop-code-another = Another code
problem-too-many-stop-codes = You have tried many codes. Please wait a few minutes, or ask a colleague to type it now.
notice-stopped-by-code = Someone said the code of a record, and sharing was stopped. Open it, and tell the person what was already read.
notice-draft-let-go = A person said their code and wants to share nothing. What you had begun with them is gone, and its paper counts for nothing. Shred the paper if it comes back.
