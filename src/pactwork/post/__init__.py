"""How an email of any app is made: its text and HTML, names made harmless, how to stop it."""
