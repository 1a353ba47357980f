"""Lets tests that commit empty the database again, which the history does not let anybody do."""
