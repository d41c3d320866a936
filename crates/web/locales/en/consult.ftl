# No-name consults: one side asks the other for what it knows.

consult-title = Ask a partner
consult-lead = Ask what they know, about no one in particular. You talk by phone. Kept are the topic, who asked and answered, and when; the number to call only until then.
consult-seen-by = your team and the partner organization you ask. Do not name or describe a person on the phone without their release
consult-ask-title = Ask now
consult-partner = Whom do you ask?
consult-topic = What is it about?
consult-topic-hint = Choose one.
consult-way = How do you want to talk?
consult-way-back = Please call me back
consult-way-now = I call them now
consult-phone = Your own work phone or extension
consult-phone-hint = Needed when they call you back. Only numbers. Never the number of a person you serve.
consult-phone-wrong = Write your work phone or extension in numbers, for example 312-555-0100 x 214.
consult-button = Ask
consult-topic-unknown = They are not asked about this topic. Choose another.
consult-lines = Their lines
consult-ask-for = ask for { $name }
consult-of-us = They ask you
consult-from = { $name }, { $org }
consult-call-back = Call back:
consult-they-call = They call you.
consult-answered = I answered by phone
consult-answered-by = Answered by { $name }, { $at }
consult-by-us = You asked
consult-to = { $name } asked { $org }
consult-open = Not answered yet
consult-link = Ask a partner without naming anyone

notice-consult = A partner organization asks for what you know. Open “Ask a partner” under Services.
consult-way-back-hint = They need your work phone: write it below.
consult-way-now-hint = No number is needed. Their lines stand below.
