"""What an institution can say of itself, and why not."""
