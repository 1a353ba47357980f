"""Mailed links."""
