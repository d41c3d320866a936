# The lead's home.

nav-home = Home
home-title = Home
home-seen-by = leads of your organization. No names are shown here
home-sentence-clinic = This month: { $visits ->
    [one] 1 visit
   *[other] { $visits } visits
}, { $sent ->
    [one] 1 referral sent
   *[other] { $sent } referrals sent
}, { $arrived ->
    [one] 1 arrived
   *[other] { $arrived } arrived
}.
home-sentence-advocates = This month: { $arrived ->
    [one] 1 referral arrived
   *[other] { $arrived } referrals arrived
}, { $sent ->
    [one] 1 sent
   *[other] { $sent } sent
}.
home-to-partnership = Look at the partnership
home-waiting = What waits
home-waiting-none = Nothing waits for an answer.
home-waiting-total = { $n ->
    [one] 1 waits. The longest wait comes first.
   *[other] { $n } wait. The longest wait comes first.
}
home-waiting-many = { $n } or more wait. The longest wait comes first.
home-waits = waiting
home-overdue = Past the promised time
home-open = Open
home-open-full = Open { $code }
home-counts = Counts this month
home-ours = Exact numbers: ours, not for sharing. Small numbers can point to a person.
home-counts-none = Nothing has been counted this month yet.
home-counts-sent = What we sent to the partner
home-counts-came = What came in to us
home-counts-here = Here, with us
home-what = What
home-how-many = How many
home-ends = Ends soon
home-ends-none = No release ends in the next days.
home-days-left = { $n ->
    [one] 1 day left
   *[other] { $n } days left
}
home-release-of = The release of { $code } ends.
home-next = What comes next
home-next-colleagues = You are the only one here so far. Nobody answers when you are away.
home-next-invite = Invite a colleague
home-next-partner = No partner organization is connected yet. Whoever runs this server connects the two; the operations page says how.
