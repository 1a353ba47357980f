"""Institutions, people and their accounts, and who somebody is in a request."""
