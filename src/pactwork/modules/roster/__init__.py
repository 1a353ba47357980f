"""Rosters: a CSV file of people, read without trust, compared with what is known, told in words."""
