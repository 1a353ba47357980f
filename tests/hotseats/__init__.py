"""Hotseats: topics, the guest's window, questions and answers, the archive."""
