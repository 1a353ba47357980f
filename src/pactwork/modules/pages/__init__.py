"""What the pages of a run show."""
