# Help lines, as their organizations publish them. They stand on error pages and in print, even when nothing else works.

hotline-title = Help lines, day and night
hotline-own = { $name }: { $phone }
hotline-national = National Domestic Violence Hotline
hotline-national-phone = 1-800-799-7233
hotline-national-text = Text START to 88788
hotline-strong-hearts = StrongHearts Native Helpline
hotline-strong-hearts-phone = 1-844-762-8483
