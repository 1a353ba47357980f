"""What the demo shows of reviews, by real acts."""
