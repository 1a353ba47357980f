"""Changing a run in the browser: its file, part by part, as forms."""
