"""What the student's pages read from the database."""
