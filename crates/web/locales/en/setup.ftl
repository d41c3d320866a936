# First run: an organization is set up.

setup-title = Set up your organization
setup-lead = About ten minutes. Nothing is received for anyone until your recovery sheet is printed.
setup-token = One-time token
setup-token-hint = It stands in the terminal where this service was started. It works once, for one day.
setup-token-needed = Type the token from the terminal.
setup-token-wrong = This is not the token, or it is used up. Look at the terminal again, or ask for a new one there.
setup-org = Your organization
setup-kind = What are you?
setup-name = Name
setup-name-hint = As your partner organization will see it.
setup-phone = Public phone
setup-phone-hint = As you publish it.
setup-hotline = 24-hour hotline
setup-hotline-hint = It stands on every page, for when nothing else works.
setup-funding = Which money pays for your work?
setup-funding-hint = Each brings its own privacy law. Choose all that fit. If you are not sure, choose none: then the strictest rules hold.
setup-zone = Time zone
setup-zone-atlantic = Atlantic (Puerto Rico, U.S. Virgin Islands)
setup-zone-eastern = Eastern
setup-zone-central = Central
setup-zone-mountain = Mountain
setup-zone-arizona = Mountain without summer time (Arizona)
setup-zone-pacific = Pacific
setup-zone-alaska = Alaska
setup-zone-hawaii = Hawaii
setup-zone-samoa = Samoa
setup-zone-guam = Chamorro (Guam, Northern Mariana Islands)
setup-keys = Who can open your records
setup-vault = How are your keys held?
setup-vault-hint = This is hard to change later. Advocates who get VAWA, FVPSA or VOCA money should choose the first.
setup-vault-members = Whoever runs this computer cannot read what is stored on it. If all of you lose both your passwords and your recovery sheets, the records are gone.
setup-vault-server = Whoever runs this computer can read what is stored on it, and a court can order them to. Choose this only if you run it yourselves and accept that.
setup-words = Words on your screens
setup-app-name = What this software calls itself
setup-app-name-hint = Someone across a waiting room may read it. Choose a name that says nothing about why people come.
setup-reporting-en = What you must report, in English
setup-reporting-hint = Staff read this aloud before they ask anything. This is a sample. Replace it with the words that fit the law of your state.
setup-reporting-es = What you must report, in Spanish
setup-reporting-es-hint = The same for people who speak Spanish. Have it read by someone who grew up with it.
setup-reporting-sample = [Sample – replace this.] What you tell me stays between us, with a few exceptions. I may have to tell someone if a child or an older adult is being hurt, or if you are thinking of hurting yourself or someone else. In some states I must also report some injuries. Ask me first if you are not sure.
setup-owner = Your own account
setup-owner-text = You will be admin and lead. You can invite others and share these roles later.
setup-owner-name = Your name
setup-owner-login = Name you sign in with
setup-owner-login-hint = Short, in small letters. No one else needs to know it.
setup-password = Password
setup-next = Next: you print a recovery sheet and type four groups of it back.
setup-button = Set up

# For every page where somebody chooses a password
password-hint = At least 15 characters, or four words that do not belong together. No other rules.

# What a field lacks
setup-name-needed = Type the name of your organization.
setup-phone-needed = Type a public phone number.
setup-phone-digits = Type the number with its digits, for example (312) 555-0142.
setup-app-name-needed = Type what this software calls itself.
setup-reporting-en-needed = Write in English what you must report.
setup-reporting-es-needed = Write in Spanish what you must report.
setup-owner-name-needed = Type your name.
setup-owner-login-needed = Type the name you will sign in with.
password-needed = Type a password.
