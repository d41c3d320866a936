# The organization after set-up: its settings.

nav-organization = Organization
organization-title = Your organization
organization-lead = Who works here, with whom you work together, and what holds for all.
organization-people = Who works here, and what they may do.
organization-partnership = Liaisons, comparing keys, pausing.
organization-settings = Lines to call, words on screens, what you promise.
organization-audit = What was done, by whom, and when.

nav-settings = Settings
settings-title = Settings
settings-lead = What your organization says about itself, and what it promises.
settings-seen-by = admins. Your partner organization sees name, phone, hotline and promised reply.
settings-saved = Saved. It holds from now on, for everyone here.
settings-now = What stands now
settings-now-none = none
settings-org = Your organization
settings-promises = What you promise
settings-promise = How soon do you answer a referral?
settings-promise-hint = Your partner organization reads this. It holds for what comes in from now on. What is waiting keeps the time it came with.
settings-longest = Longest release, in days
settings-longest-hint = From 1 to 90 days. If you make it shorter, nothing more is shared under a release that was signed for longer.
settings-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
settings-funding-hint = Each brings its own privacy law, from the next thing you share. If you are not sure, choose none: then the strictest rules hold.
settings-zone-hint = Times on your pages and safe times to call follow it.
settings-state = Whose state’s law do you go by?
settings-state-hint = It decides whether a minor may sign a release alone. With none chosen, the strictest rules hold.
settings-state-none = none chosen
settings-reporting-hint = Staff read this aloud before they ask anything. It has to fit the law of your state.
settings-fixed = What stays as it was set up
settings-fixed-text = This cannot be changed here: every record is sealed by it.
settings-kind = Your organization is
settings-vault = How your keys are held
settings-vault-members = Your members hold the keys. Whoever runs this computer cannot read what is stored on it. If all of you lose both your passwords and your recovery sheets, the records are gone.
settings-vault-server = This computer holds the keys. Whoever runs it can read what is stored on it, and a court can order them to.
settings-button = Save the settings
organization-disclosures = Everything that was shared, with whom, on what basis.
