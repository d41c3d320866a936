# What the two organizations tell each other in totals. About nobody.

successes-title = Track your successes
successes-sentence = We have closed { $ours ->
    [0] no period
    [one] 1 period
   *[other] { $ours } periods
} and { $org } { $theirs ->
    [0] none
    [one] 1
   *[other] { $theirs }
}.
successes-close-title = Close a period
successes-every-month = We look at totals every month.
successes-every-quarter = We look at totals every three months, as we agreed.
successes-every-half = We look at totals twice a year, as we agreed.
successes-every-year = We look at totals once a year, as we agreed.
successes-close-lead = { $period } is over. We count our own referrals with { $org }, hide small numbers, sign the rest and send it. What is sent can’t be changed.
successes-close = Close { $period }
successes-closed = { $period } is closed. The next one can be closed when it is over.
successes-leads-close = A lead can close { $period }.
successes-none = Nobody has closed a period yet.
successes-told-by-us = we reported ({ $org })
successes-told-by = reported by { $org }
successes-to-advocates = From the health center to the advocates
successes-to-clinic = From the advocates to the health center
successes-period = Period
successes-by = Reported by
successes-way = Direction
successes-what = What
successes-count = How many
successes-few = few
successes-not-shown = not shown
successes-quarter = Quarter { $n } of { $year }
successes-half = Half { $n } of { $year }
successes-year = { $year }
successes-hidden = We hide small numbers so nobody can be picked out. { $n ->
    [one] 1 number is hidden here
   *[other] { $n } numbers are hidden here
}: “few” is { $most } or less; “not shown” is more, and would give a small number away. Of people the partner knows we tell neither that nobody came nor that all came.
successes-file = The same numbers as a table (CSV)
successes-means = What these count
successes-from = Each is counted in the month it happened, from what staff wrote down here. Never from a diagnosis.
successes-broken = The report of { $org } for { $period } doesn’t carry a signature that holds. Its numbers are not shown. Call them.
successes-means-sent = Warm referrals sent to the partner.
successes-means-accepted = Referrals that somebody here took on.
successes-means-declined = Referrals that could not be taken, for lack of room, language or fit.
successes-means-connected = People who were connected with somebody here.
successes-means-service-used = Referrals that ended with the person using a service.
successes-means-ended-otherwise = Referrals that ended in another way that the person chose or that was right for them.
totals-no-period = Choose a period that is over.
totals-not-over = This period is not over yet. Nothing was sent.
totals-too-short = This period is shorter than what we agreed to look at. Nothing was sent.
totals-closed-before = This period was closed before. What was sent stays as it is.
totals-contradict = The counts do not fit what we sent before. Nothing was sent. Ask whoever runs this system to check it.
totals-derivable = Small numbers could be worked out from this together with what we sent before. Nothing was sent.
audit-totals-closed = { $who } closed a period and sent the partner our totals.
audit-totals-closed-partner = The partner closed a period and sent us its totals.
