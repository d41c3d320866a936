# Staff: who works here, and what they may do.

nav-people = People
people-title = People
people-lead = Who works here, and who is on the way.
people-invite = Invite a colleague
people-hide = Never show a colleague a record
people-audit = What was done, and by whom
people-waiting = Waiting for you to let them in
people-their-words = Their four words:
people-let-in = Let in
people-let-in-full = Let in: { $name }
people-invited = Open invitations
people-open-until = Open until:
people-take-back = Take back
people-take-back-full = Take back: invitation of { $name }
people-here = Your colleagues
people-name = Name
people-roles = Roles
people-state = State
people-do = What you can do
people-you = you
people-signed-in = { $n ->
    [one] signed in
   *[other] signed in on { $n } devices
}
people-change-roles = Change roles
people-change-roles-full = Change roles: { $name }
people-share = Share keys
people-share-full = Share keys: { $name }
people-end = End access
people-end-full = End access: { $name }

let-in-title = Let a colleague in
let-in-head = Let { $name } in
let-in-lead = First make sure that these are really their keys.
let-in-ask = Call them or stand beside them. Ask which four words their screen shows.
let-in-differ = If one word differs, stop. Somebody may be in between. Take the account away and invite them again.
let-in-roles = They get the keys for:
let-in-only-yours = You can share only keys that you hold yourself. If they need others, a lead shares those too.
let-in-same = They told me the same four words
let-in-compare-first = Compare the four words with them first, then tick this.
let-in-words-changed = The four words have changed since you opened this page. Compare them again.
share-head = Share keys with { $name }
share-lead = Do this after their roles have grown, or when a lead has to add what an admin could not.

invite-title = Invite a colleague
invite-lead = You get a code for them. They choose their own password, and you let them in.
invite-name = Their name
invite-name-hint = As colleagues know them.
invite-login = Name they sign in with
invite-login-hint = Short, in small letters.
invite-open-already = There is an open invitation with this name. Take it back first, or choose another name.
invite-button = Make the invitation
roles-hint = Choose only what their work needs. An admin looks after people and reads no records.
invited-title = Invitation
invited-head = The code for { $name }
invited-lead = It is shown only now. Write it down or read it to them.
invited-until = It works once, for { $n } days. Until then you can take it back.
invited-step-give = Give it to them yourself, by voice or on paper. Do not send it by e-mail.
invited-step-join = They open this service and choose “I have an invitation code”.
invited-step-compare = Their screen then shows four words. Compare them with the ones on your People page and let them in.
invited-done = I have given them the code

roles-title = Change roles
roles-head = Roles of { $name }
roles-lead = Roles say which pages a colleague has and which keys they hold.
roles-save = Save the roles
roles-effect = They are signed out and sign in again. Keys they no longer need are taken away at once. For new ones, someone who holds them chooses “Share keys”.

end-title = End access
end-head = End the access of { $name }?
end-lead = Do this on their last day, or at once if something is wrong.
end-sessions = They are signed out everywhere, now.
end-keys = Their keys are taken away. They can open nothing any more.
end-known = What they have read, they know. Nothing can take that back.
end-final = To come back, they need a new invitation.
end-button = End the access of { $name } now

hide-title = Never show them this
hide-lead = When a colleague knows the person, or is too close to someone in their life.
hide-seen-by = you. That a record was hidden stands in the audit, without names of the people you serve.
hide-code = Code of the record
hide-code-hint = It stands at the top of the record, like 41B7-09CE.
hide-code-unknown = You have no record with this code. Check it on the record’s page.
hide-colleague = Who must not see it
hide-effect = From now on it is as if this record did not exist for them: in lists, in the audit, and when they open its address. What they have already read, they know.
hide-button = Hide it from them now
hidden-title = Hidden
hidden-lead = They do not see this record any more, anywhere.
hidden-told = They are not told about it.
hidden-another = Hide another one

invite-name-needed = Type their name.
invite-login-needed = Type the name they will sign in with.
hide-code-needed = Type the code of the record.
hide-colleague-needed = Choose who must not see it.

# What a role is for
roles-meaning = What the roles are for
roles-of-admin = Looks after people and settings. Reads no records.
roles-of-lead = Looks after the partnership, and sees the organization’s own records.
roles-of-clinician = Sees patients, writes visit notes, sends referrals.
roles-of-front-desk = Books visits of people who come from a partner organization. Never sees which one.
roles-of-advocate = Works with survivors: what came in, releases, introductions.
roles-of-reader = Reads the service list, and no records.
