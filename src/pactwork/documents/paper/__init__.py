"""A contract on paper: what is printed (said), and its writers: PDF, Word and plain text."""
