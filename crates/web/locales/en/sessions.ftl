# Where a member is signed in.

sessions-title = Where you are signed in
sessions-lead = If you see one that is not you, end it, then make a new recovery sheet and tell your admin.
sessions-shared = Shared device, or a phone
sessions-private = Device only you use
sessions-began = Signed in
sessions-seen = Last used
sessions-this = The one you are using now
sessions-end = End
sessions-end-full = End the one from { $when }
sessions-end-others = End all others
sessions-sheet-text = Is the paper lost, or did somebody see it? Make a new one. The old one stops working then.
sessions-sheet-link = Make a new recovery sheet
