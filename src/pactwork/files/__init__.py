"""Files that people hand in: through one door, made harmless, kept by their digest, given back."""
