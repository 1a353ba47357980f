"""Pages of the learning set and its reviews."""
