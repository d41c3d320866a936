# The service list of an organization: read by partners, kept by leads.

listing-offers = What they offer
listing-hours = Hours
listing-hours-weekly = { $days }, { $from } to { $to }
listing-days-run = { $first } to { $last }
listing-languages = Languages
listing-access = Easier to come
listing-on-call = When you call
listing-site = Site
listing-cost = Cost
listing-eligibility = For whom
listing-reach = How to get it
listing-checked-on = Checked { $day }
listing-never-checked = Not checked yet
listing-full-until = Full until { $day }
listing-room-ask-again = Was full. Ask again
listing-paper-en = Print both lists, English (PDF)
listing-paper-ours-en = Print our list, English (PDF)
listing-paper-ours-es = Print our list, Spanish (PDF)
listing-paper-es = Print both lists, Spanish (PDF)
listing-paper-title = Services: { $orgs }
listing-paper-foot = Printed { $day }. Things change: call first.
listing-paper-checked = Every line was checked on { $day } or later.
listing-paper-some-stale = Some lines were not checked in the last 90 days. They say so: ask first.
listing-paper-stale = Last checked { $day }: ask first
listing-paper-never = Never checked: ask first
listing-over-page = On paper your list may take more than one side of the sheet. Shorten the remarks, or take lines off.
listing-paper-phone = Phone: { $phone } ({ $hours })
listing-paper-hotline = Hotline, day and night: { $phone }
listing-paper-languages = Languages: { $languages }
listing-head-what = Service
listing-head-when = When and where
listing-head-cost = Cost and for whom
listing-head-reach = How to get it
listing-keep = Keep our list
listing-ours-title = Our services
listing-ours-lead = What your partners read about you. Look at each line at least every 90 days.
listing-seen-by = your staff and the staff of your partner organizations
listing-stale-count = { $n ->
    [one] One line needs a look.
   *[other] { $n } lines need a look.
 }
listing-home-stale = { $n ->
    [one] One line of your service list needs a look.
   *[other] { $n } lines of your service list need a look.
 }
listing-new = Add a service
listing-as-partner = See it as a partner does
listing-profile = Who we are
listing-profile-empty = Nothing is written yet. Two sentences are enough.
listing-profile-change = Change who we are
listing-profile-lead = In your own words, for staff who want to send somebody to you.
listing-sites = Sites
listing-sites-none = No site is listed.
listing-site-new = Add a site
listing-take-title = Take your sites from HRSA’s list
listing-take-lead = HRSA publishes the sites of every health center. Choose yours, and they are on your list with their address and phone.
listing-take-words = Name of your health center or of a site
listing-take-hint = Try the name that HRSA knows you by.
listing-take-which = Which of these are yours?
listing-take = Put these on our list
listing-take-none = Choose at least one site.
listing-take-nothing = No other site has this name.
listing-still-right = Still right
listing-line-title = A service
listing-line-lead = Saving says that all of it is right today.
listing-service = Service
listing-own = Something else
listing-own-name = Its name, if it is something else
listing-own-hint = Only for what the list does not have.
listing-own-name-es = Its name in Spanish
listing-own-es-hint = The Spanish list shows it. Leave it empty when the name is the same.
listing-room = New people
listing-full-until-ask = Full until, if you know
listing-when-where = When and where
listing-days = Days
listing-days-hint = Only for weekly hours.
listing-from = From
listing-to = To
listing-site-hint = Shelter never has a site here.
listing-no-site = No site
listing-for-whom = For whom
listing-phone-hint = Only if it differs from your main number.
listing-remark-en = A short note, English
listing-remark-es = A short note, Spanish
listing-remark-hint = Nothing about a person, no street address.
listing-save = Save
listing-remove = Take it off the list
listing-remove-text = Partners stop seeing it at once. Referrals that were sent stay as they are.
listing-site-lead = Where you receive people. The address is printed on the list.
listing-site-lead-no-address = Where you receive people, by a name only. No address is kept here, so that none can leak.
listing-site-name = Name of the site
listing-site-name-hint = A name, not an address.
listing-site-address = Public address
listing-site-way-en = How to get there, English
listing-site-way-es = How to get there, Spanish
listing-site-remove-text = What is offered there stays on the list without a site, and needs a look.
listing-about-en = Who we are, English
listing-about-es = Who we are, Spanish
listing-on-call-en = What happens when somebody calls, English
listing-on-call-es = What happens when somebody calls, Spanish
listing-on-call-hint = Who answers, and what they ask first.
listing-changed-since = A colleague changed this meanwhile. Yours is still here. Save once more to replace theirs.
listing-shelter-place = Shelter has no site on this list. Choose "No site".
listing-other-kind = That service is on the partner's list, not on yours.
listing-hours-unclear = Choose days, and an hour to begin and a later one to end.
listing-no-address = Use a name without a street. No address of yours is kept here.
listing-person = This looks like a person or a street. Leave it out.
listing-person-found = This looks like { $what ->
    [phone] a phone number. Use the field for it
    [email] an e-mail address. Leave it out
    [record_number] the number of a record. Leave it out
    [street] a street address. Leave it out
   *[other] a day of birth. Leave it out
 }.
listing-phone-unclear = Type a phone number with 7 to 15 digits.
listing-day-unclear = Type a day, or leave it empty.
listing-site-gone = A colleague took that site off the list. Choose another.
paper-too-long = This is too long for a paper. Shorten it, or print the page.
paper-not-drawn = The paper could not be made. Print the page from your browser.

hours-day_and_night = Day and night
hours-weekly = Weekly hours
hours-appointment = By appointment
hours-ask = Call to ask
cost-free = Free
cost-sliding_fee = By what you earn
cost-insurance = Insurance, or by what you earn
cost-ask = Call to ask
eligibility-anyone = Anyone
eligibility-adults = Adults
eligibility-teens = Teens
eligibility-families = Parents with children
eligibility-all_genders = All genders
eligibility-no_papers = No papers asked
eligibility-no_insurance = No insurance needed
reach-call = Call
reach-walk_in = Walk in
reach-through_staff = Through staff
reach-video = By video
room-open = Taking new people
room-waiting_list = Waiting list
room-full = Full for now
weekday-mo = Monday
weekday-tu = Tuesday
weekday-we = Wednesday
weekday-th = Thursday
weekday-fr = Friday
weekday-sa = Saturday
weekday-su = Sunday
access-step_free = No steps
access-interpreters = Interpreters by phone
access-sign_language = Sign language
access-children = A place for children
access-rides = Help with rides
access-private_room = A private room
need-with-room = { $need } ({ $room })
