"""A learning contract: the words, who is asked, the yeses and what they are for, what is in force."""
