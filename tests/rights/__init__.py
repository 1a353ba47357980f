"""The rights of a person."""
