# What came along under 42 CFR Part 2, and what takes more care than the rest.

part2-title = Alcohol and drug records
part2-notice-short = 42 CFR part 2 prohibits unauthorized use or disclosure of these records.
part2-means = Use it only as the consent below says. Do not pass it on, and do not use it against the person, unless the person or this law allows it.
part2-means-short = Use it only as the consent says, and do not pass it on.
part2-copy-title = Copy of the consent
part2-discloser = Who shares it
part2-recipient = Who may have it
part2-what = What it covers
part2-purpose = What for
part2-signed = Signed
part2-until = Holds until
part2-sensitive = Some of this is very private. Ask the person before it goes into a portal, a bill, a letter or a visit summary.
