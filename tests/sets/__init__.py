"""Learning sets: forming, saying, agreeing."""
