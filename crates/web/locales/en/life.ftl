# The life of a record: what ends it, what is left, and what is said to whoever comes too late.

# Too late
problem-over-forgotten = This record was forgotten { $at }. Nothing was saved and nothing was sent.
problem-over-partner = Sharing about this record ended { $at }. Nothing was saved and nothing was sent.
problem-over-untaken = Nobody took this referral in time. It closed { $at }. Nothing was saved and nothing was sent.
problem-over-ended = This record ended { $at }. Nothing new is begun about it. Nothing was saved and nothing was sent.
over-typed = What you typed
over-typed-hint = It stands on this page only. Copy what you need before you leave.
over-back = Go to the record
over-back-visit = Go to the visit

# A closed record
closed-forgotten = Forgotten
closed-forgotten-text = Forgotten { $at }. Nothing is left here but that it happened.
closed-untaken = Closed: nobody took it
closed-untaken-text = Closed { $at }, since nobody took it in time. Nothing is left here but that it happened.

# In a list
row-ended = ended { $at }
row-half-ended = What we tell { $org } ended { $at }. Their half is open.
sent-ended = Ended { $at } · sent { $sent }

# The partner asks for what is gone
asked-gone = Our copy is gone already, since { $at }. Nothing is left to keep.
asked-gone-answer = We can only answer: { $answer }
asked-gone-bound = It is what we answer, too, when we forget a copy. You do not have to answer.
asked-gone-button = Tell { $org } so

# The code that was said
stop-code-done-read = The code we read: { $code }
stop-code-done-typed = As you typed it: { $typed }
stop-code-done-check = Read it back to the person. If it is not the code on their paper, nothing of theirs was stopped: type it again.

# The paper a person takes along
receipt-what-was = We could share only this:
receipt-who-was = We shared it with one other office. You can write its name here if that is safe for you:
receipt-after-death = If you die, it may also be used to look at how you died. You said yes to that. It makes nothing last longer.
