"""Learning sets: who may be with whom, when people can meet, how sets are formed, what they agree to."""
