"""What evidence is made of."""
