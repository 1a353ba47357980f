"""Pages about sets: a student's own answer, forming, ground rules."""
