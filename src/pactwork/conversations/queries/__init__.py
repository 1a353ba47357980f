"""What the pages of talk read."""
