"""Mailed links with codes, for people without an account: a link only shows where; a code opens."""
