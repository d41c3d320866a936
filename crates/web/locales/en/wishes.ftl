# What a person asks of us (45 CFR 164.522). Never why.

wishes-title = What they asked of us
wishes-none = Nothing beyond the plan and the release.
wishes-household = A parent, a partner or the person who holds the insurance may read portals, letters and statements. Put nothing there unless they asked for it. Nothing from here goes into a child’s record or anyone else’s.
wishes-change = Write down what they ask for
wishes-legend = They ask for this
wishes-hint = Do not ask why. They need no reason, and none is kept.
wishes-save = Save what they ask for
wishes-saved = Saved. It stands here from now on.
wish-plan_only = Reach them only as the plan says, nowhere else
wish-not_to_payer = Tell their health plan nothing
wish-only_partner = Reminder for us: tell nobody but the organization on this page
wish-nobody = Tell nobody anything more
wishes-payer = Nothing goes to a health plan from here. This is a reminder for whoever bills: ask the person before a claim or a statement leaves.
wishes-only-partner = From this record, things go to that organization only, with or without this. It is a reminder for whoever calls, writes or talks: tell nobody else.
wishes-unsure = An older copy of this record was put back.
wishes-unsure-text = What they asked for last may not be in it. Nothing is sent and nobody is told until you ask them, set what they say now, and save.
