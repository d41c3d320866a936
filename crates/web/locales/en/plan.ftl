# Coordinated care: the plan of two sides, messages between the teams, and notes that stay.

plan-title = Plan together
plan-to-record = Record { $code }
plan-seen-by = your team. { $org } sees only the lines that you share and the messages that you send
plan-ribbon-title = What you share
plan-days-left = { $n ->
    [one] One day left.
   *[other] { $n } days left.
}
plan-ours-until = You can share lines of this plan with { $org } until { $date }.
plan-ours-silent = Your release stands until { $date }, but nothing new can be shared now. The reason is below.
plan-ours-paused = Your release stands until { $date }, but no line can be shared with { $org } now. The reason is below.
plan-ours-ended = Your sharing ended { $date }.
plan-kept-until = What your team wrote is kept until { $date }, and is then erased.
plan-ours-nothing = You share nothing of this plan.
plan-ours-nothing-why = To share a line with { $org }, take a release with the person first.
plan-take-release = Take a release to plan together
plan-stop = Stop sharing the plan
plan-paused = Your lines can be written and taken back. Nothing new can be shared now.
plan-ours-title = Ours: { $org }
plan-theirs-title = Theirs: { $org }
plan-ours-empty = Nothing is written yet. Begin with what the person wants, in their words.
plan-goal = Goal
plan-task = To do
plan-done = Done
plan-substance-use = About alcohol or drugs
plan-owner-person = The person themselves
plan-owner-is = { $name } does this
plan-due-is = by { $date }
plan-line-ours-only = Only your team sees this.
plan-line-shared = This reached { $org }. They may see it until { $date }.
plan-line-waits = On its way: { $org } has not got this yet. They can read it until { $date }.
plan-line-unsent = This was not sent. { $org } has not seen it.
plan-line-changed = Changed since shared: { $org } may see the older words until { $date }.
plan-line-ended = { $org } was allowed to see this until { $date }.
plan-line-by = { $name }, { $at }.
plan-line-from = Shared by { $name }, { $at }.
plan-share = Share this line
plan-share-again = Share it again as it is now
plan-take-back = Take it back
plan-mark-done = Mark as done
plan-not-done = Mark as not done
plan-change = Change
plan-add-goal = Add a goal
plan-add-task = Add something to do
plan-theirs-ended = Sharing ended { $date }
plan-theirs-ended-why = Their lines and messages are gone from here. What you wrote is still yours.
plan-theirs-until = They share with you until { $date }. You can read their lines, not change them.
plan-theirs-none-now = They share no line right now.
plan-theirs-nothing = { $org } has shared nothing of a plan.
plan-messages-title = Messages between the two teams
plan-messages-none = No messages yet.
plan-messages-hint = Messages are about this person only. { $org } is told that there is one, and not what it says. Nobody is told whether the other side read a message, or still keeps a record.
plan-messages-not-released = No release of ours that lives covers messages. Take one that does, or call them.
plan-message-until = This reached { $org }. They may read it until { $date }.
plan-message-waits = On its way: { $org } has not got this yet. They can read it until { $date }.
plan-message-unsent = This was not sent. { $org } has not seen it.
plan-message-ended = { $org } was allowed to read this until { $date }.
plan-write-message = Write a message
plan-notes-title = Private notes
plan-notes-lead = Only { $org } can read these. They cannot be shared with { $partner }. Safety notes belong here.
plan-note-remove = Erase this note
plan-add-note = Add a private note
plan-openings = Who opened this plan

plan-goal-title = A goal
plan-goal-lead = What the person wants, in their own words.
plan-goal-words = What they said
plan-goal-hint = Write it as they say it: “I want to sleep through the night.”
plan-goal-needed = Write what the person wants.
plan-task-title = Something to do
plan-task-lead = One step, who does it, and by when.
plan-task-words = What is to be done
plan-task-needed = Write what is to be done.
plan-owner = Who does it
plan-due = By when
plan-due-wrong = Choose a day, or leave it empty.
plan-due-past = That day is over. Choose today or a later day.
plan-is-done = This is done
plan-substance-use-tick = It says something about alcohol or drugs
plan-substance-use-hint = Then it can be shared only under a release that names this, with the federal consent (42 CFR 2.31).
plan-save = Save
plan-change-shared = { $org } has this line. They see your change only after you share it again.
plan-remove = Take this line out of the plan
plan-remove-hint = It is erased and cannot be brought back.
plan-remove-shared-hint = It is erased here, and { $org } does not see it any more.

plan-share-title = Share one line
plan-share-heading = Share this with { $org }?
plan-share-who = People at { $org } who work on this referral will see it.
plan-share-until = They can read it until { $date }, or until the person stops it.
plan-share-only = Only this line is shared, as it stands here.
plan-share-back = You can take it back at any time. What was read cannot be unread.
plan-share-button = Share this line

plan-message-title = A message
plan-message-heading = Write to the team at { $org }
plan-message-seen-by = your team, and people at { $org } who work on this referral
plan-message-words = Your message
plan-message-hint = Write only what they need to know. For something urgent, call.
plan-message-needed = Write a message.
plan-message-button = Send
plan-note-title = A private note
plan-note-words = Your note
plan-note-needed = Write a note.
plan-note-button = Keep this note

plan-stop-title = Stop sharing the plan
plan-stop-heading = Stop sharing the plan with { $org }?
plan-stop-hides = Your lines and messages are hidden from { $org } as soon as the stop reaches it. Nothing new is sent.
plan-stop-ours = What your team wrote stays in your own record until at most 30 days after the last sharing of either side ended, and is then erased. A legal hold keeps it longer.
plan-stop-referral = The referral itself goes on.
plan-stop-button = Stop sharing now

plan-closed = Sharing has ended, so nothing can be added to this plan. What you typed is still here. Take a new release with the person first.
plan-changed-meanwhile = A colleague changed this line meanwhile. Open the plan again and look at it first.
plan-too-many = This plan is full. Take out a line that is no longer needed.
plan-too-many-letters = There are too many messages here. Please call them.

plan-corner-title = Plan together
plan-corner-ours = You share until { $date }.
plan-corner-ours-silent = Your release stands until { $date }, but nothing new can be shared now. See what they asked of us.
plan-corner-ours-not = You share nothing of a plan.
plan-corner-theirs = { $org } shares with you until { $date }.
plan-corner-theirs-ended = { $org }: sharing ended { $date }.
plan-corner-unread = { $n ->
    [one] One new line or message
   *[other] { $n } new lines or messages
}
plan-corner-open = Open the plan
plan-corner-hint = With a release of its own, you can plan care with { $org } line by line.

notice-plan-shared = A partner organization shared a line of a plan. Open the record to read it.
notice-plan-letter = A partner organization wrote about a record. Open it to read the message.

letters-write = Write to { $org }
letters-write-hint = Only what they need to know about this person. They can read it until { $date }. For something urgent, call.
letters-not-released = No release of ours that lives lets us write to them about this person. Call, and let the person speak for themself, or take a release with them.
letters-agreement-is-not-enough = This went on the patient’s spoken word. A message says more than they agreed to then, so it takes a signed release. Take one to plan together, and tick messages there.
letters-take-release = Take a release to write to them
letters-older = Older messages
letters-newest = Back to the newest
letters-take-out = Take this message out
letters-out-title = Take a message out
letters-out-lead = Your team wrote it { $at }.
letters-out-effect = It goes here and at { $org }, for good. What somebody has read, they have read.
letters-out-effect-held = A legal hold stands on this record. It goes at { $org }, for good, and stays here until the hold is lifted. What somebody has read, they have read.
letters-out-button = Take it out
letters-out-held = It stays here under the hold, and goes when the hold is lifted. The partner has it no more.
letters-out-back = Back to the messages
message-not-there = The referral did not get to them, so there is nothing to write about. What you typed is still here. Please call them.
notice-letter = A partner organization wrote about a referral. Open it to read the message.
message-not-agreed = Your agreement with this partner leaves messages out, so this was not sent. What you typed is still here. Please call them.
letters-not-opened = { $n ->
    [one] One message does not open.
   *[other] { $n } messages do not open.
    } The rest of the record is whole. Ask the person who looks after the software to verify the records.
