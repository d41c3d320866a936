# Safety cards with a word. About nobody.

cards-title = Cards with a word
cards-lead = Each site has one word a month, on fifty cards or more. A caller may say it. Then we know that a card helped, and not whose it was.
cards-none = There is no batch yet.
cards-batches = Batches
cards-word = Word
cards-where = Site and month
cards-count = Cards
cards-print = Print
cards-pdf = PDF
cards-pdf-of = PDF of the cards with { $word }
cards-make-title = A new batch for this month
cards-no-sites = Cards are for a site. Add one first.
cards-to-sites = Our services and sites
cards-site = Site
cards-number = How many cards
cards-number-hint = { $least } or more, so that the word is no one person’s.
cards-make = Make the batch
cards-how-many = Choose a number of cards from 50 to 5,000.
cards-no-site = Choose one of your sites that is open.
cards-batch-there = This site has a word for this month. Print more of the same cards.
cards-no-word = Every word is in use. Ask whoever runs this system.
cards-word-unknown = No card that is out now has this word. Ask the caller to say it again, or leave it.
cards-paper-title = Cards to cut out
cards-foot = Print this { $n } times for { $cards } cards. The second page is in Spanish.
cards-text = { $line }
    If you call, you can say the word { $word }.
    It tells us a clinic’s card helped.
    It does not tell us who you are.
card-words-title = Words from cards
card-words-lead = If a caller says a word from a card, count it here. Nothing about the call is kept.
card-words-field = The word
card-words-add = Count it
card-words-counted = Counted: { $word }.
card-words-back = Take { $word } back
card-words-none = No cards are out yet.
card-words-open = Words that are out now
card-words-heard = Heard
audit-cards-made = { $who } made a batch of safety cards with a word.
audit-cards-made-partner = The partner made a batch of safety cards with a word.
