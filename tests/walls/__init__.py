"""What holds the house: read from the code, without a database. `make check` runs these."""
