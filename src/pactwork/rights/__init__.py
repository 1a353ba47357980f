"""The rights of a person in what is kept about them: a copy of it, its end, and how long it stays."""
