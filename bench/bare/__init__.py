"""The yardstick: a plain Django page, served as Pactwork is; what ours are measured against.

A session, a user, three queries and a 20 KB page from Django's own engine: what most Django
projects do on their main page, without anything of ours.
"""
