"""What may be said of an institution, whoever founds or describes it."""
