# Partner organizations.

nav-services = Services
services-title = Services
services-together = What we do together
services-lead = Whom to call at your partner organizations, and what they offer.
services-reach = How to reach them
services-usual = Usual reply
services-usual-unknown = Not known yet. They promise { $promise }.
services-keeping-up = Right now
services-keeps-up = Keeping up
services-behind = Slower than usual; call together
services-liaison = Liaison
services-alternate = If they are out
services-not-named = Not named yet
services-phone = Phone
services-hotline = Hotline, day and night
services-promise = Promise
services-promise-text = A reply within { $promise }
services-offers = What they offer now
services-none = They have not listed anything yet. Call to ask.
services-empty = There is no partner organization yet. An admin or a lead can invite one.
services-no-address = No street address stands here, on purpose. Ask them by phone where to meet.
services-whole-list = The whole list of { $name }
