# A newcomer's way in.

join-link = I have an invitation code
join-title = Join your colleagues
join-lead = With the code that a colleague gave you.
join-code = Invitation code
join-code-hint = Five groups of four. It works once, for three days.
join-code-wrong = This code is not open. Check it, or ask your colleague for a new one.
join-login-taken = Somebody has taken the name of this invitation. Ask your colleague for a new one.
join-password = Choose a password
join-button = Join
waiting-title = Almost there
waiting-lead = A colleague now shares the keys of your work with you. Until then you see nothing of it.
waiting-words = Your four words
waiting-compare = A colleague compares these with you, by phone or face to face. If they see the same words, they let you in. If not, tell them to stop.
waiting-sheet = While you wait: your recovery sheet is not confirmed yet.
waiting-sheet-link = Print it now
waiting-look = Look again

join-code-needed = Type the invitation code.
