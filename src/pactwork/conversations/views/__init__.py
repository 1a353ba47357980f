"""What somebody asks of talk, and what comes back."""
