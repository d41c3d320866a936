# The recovery sheet, and the way in with it.

recovery-title = Your recovery sheet
recovery-lead = It opens your keys when your password is gone. Nobody else can give it to you again.
recovery-first = Print it now, or write it down. Then type four groups back. After that your work can begin.
recovery-again = This is a new sheet. Your old one works until you have typed four groups of this one back. Then destroy the old one.
recovery-of = Recovery sheet of { $name }
recovery-keep = Keep it where only you can reach it. Whoever has it can open your keys.
recovery-opens = To use it, choose “Use my recovery sheet” where you sign in.
recovery-print = On paper only. Do not take a photo of it and do not send it to anyone.
recovery-type = Type four groups back
recovery-type-text = Read them from the paper, so that you know it can be read. Small or capital letters are fine. If you open this page again, it makes a different sheet.
recovery-group = Group { $n }
recovery-button = It is on paper and put away
recovery-too-late = The page stood for too long, so that sheet does not count. Here is a new one. Destroy the first.

recover-link = Use my recovery sheet
recover-title = Use your recovery sheet
recover-lead = Type the sheet, and choose a new password.
recover-sheet = The groups of your sheet
recover-sheet-hint = All of them, in order. Spaces and dashes do not matter.
recover-password = New password
recover-effect = You will be signed out everywhere else. The sheet goes on working.
recover-button = Sign in with the sheet
recover-failed = This name and this sheet do not go together, or the account is not open. Check both and try again.

recover-login-needed = Type the name you sign in with.
recover-sheet-needed = Type the groups of your sheet.
recovery-group-needed = Type group { $n }.
