"""What is done for a person's rights; each is one entry in the history."""
