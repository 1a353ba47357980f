"""What students and staff typed, as values; and what is wrong with it, field by field."""
