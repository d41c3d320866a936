# The directory for everybody.

find-title = Services near you
find-lead = Find somebody to talk to, or a clinic. It is free. You do not give your name here.
find-near = ZIP code or town
find-near-hint = Such as 60614, or “Springfield, IL”.
find-near-needed = Type a ZIP code, or a town and its state.
find-what = What do you need?
find-what-any = Anything nearby
find-what-advocacy = Someone to talk to about safety at home or with a partner
find-what-clinic = A clinic
find-uninsured = I have no health insurance
find-no-insurance-needed = You do not need insurance
find-nothing = Nothing was found near there. Call one of the lines below. They know who can help near you.
find-found-state = Programs in { $state }
find-found-county = Help in { $county }
find-withheld = To keep people safe, the address is not shown. Call to ask where to meet.
find-call-health-center = When you call: say that you want to make a visit. They ask for a name to call you by. You can ask what it costs and who speaks your language.
find-call-advocacy = When you call: an advocate listens and answers questions. You do not have to give your name or decide anything.
find-call-coalition = When you call: they tell you which program is near you.
find-call-other = When you call: ask who can help, when they are open and what it costs.
find-by-state = Look by state
find-choose-state = Choose a state
find-choose-county = Choose a county
