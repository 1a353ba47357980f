"""A small living university with invented people, played by real acts on a clock of its own."""
