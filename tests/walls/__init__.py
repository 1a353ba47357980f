"""What holds the house, almost all of it read from the code. `make check` runs these."""
