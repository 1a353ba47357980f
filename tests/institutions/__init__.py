"""How an institution presents itself: rules, page, file and command, and what everybody then sees."""
