"""Emails about a contract, written when they are sent: to the student, to staff, to the workplace."""
