"""SQLite as Django speaks it, but for one question: see ``base``."""
