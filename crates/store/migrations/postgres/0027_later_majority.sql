-- States in which somebody of 18 is a minor still. What nobody could read in the law itself says so, and goes by the
-- stricter age. An organization's own version comes before these.
INSERT INTO state_rule (org_id, state, version, minor_alone_from, undated_lapses_after, reporting, source, verified_on,
    changed_by, changed_at, adult_from)
VALUES
    ('00000000-0000-0000-0000-000000000000', 'al', 1, NULL, NULL, '',
    'Ala. Code § 26-1-1 (19), read in the copy at womenslaw.org of September 1, 2023',
    1795694400000000, NULL, 1795694400000000, 19),
    ('00000000-0000-0000-0000-000000000000', 'ne', 1, NULL, NULL, '',
    'Neb. Rev. Stat. § 43-2101 (19), read in a copy; § 43-245(2) says 19 at nebraskalegislature.gov',
    1795694400000000, NULL, 1795694400000000, 19),
    ('00000000-0000-0000-0000-000000000000', 'ms', 1, NULL, NULL, '',
    'Miss. Code § 1-3-27 (21; 18 for some contracts), read in bills SB 2355 of 2021 and SB 2073 of 2023',
    1795694400000000, NULL, 1795694400000000, 21),
    ('00000000-0000-0000-0000-000000000000', 'pr', 1, NULL, NULL, '',
    'Not verified: 21 by newspapers and bills; the Civil Code of 2020 (Ley 55-2020) was not read',
    1795694400000000, NULL, 1795694400000000, 21);
