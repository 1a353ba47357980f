"""What the student's pages show."""
