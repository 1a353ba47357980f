"""Random names for addresses: never row numbers, nothing to guess, easy to read aloud."""

import secrets

# No vowels (no words by accident) and nothing that looks like something else.
LETTERS = "bcdfghjkmnpqrstvwxz23456789"


def new_ref(length: int = 10) -> str:
    """A fresh ref; ten letters are 47 bits, enough for a name that is not a secret."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))
