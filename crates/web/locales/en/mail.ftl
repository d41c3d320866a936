# Notices by e-mail, on a member's own page.

problem-too-many-mail-codes = Many codes were sent. Please wait a while before you ask for another.
audit-mail-changed = { $who } changed their own notices by e-mail.
audit-mail-failed = { $who } gave up a notice by e-mail to { $whom }.
notice-mail-failed = Your notices by e-mail do not arrive. Open “Notices by e-mail” to see what to do.
act-mail_changed = Changed own notices by e-mail
act-mail_failed = Gave up a notice by e-mail
mail-not-set-up = Whoever runs this service has set up no e-mail. Your notices are on your start page.
