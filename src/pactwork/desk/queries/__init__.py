"""What the pages of staff read from the database."""
