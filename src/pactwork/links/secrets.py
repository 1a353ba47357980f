"""Tokens and codes by HMAC: nothing secret is stored, and a letter sent twice is the same letter."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from django.conf import settings

from pactwork.ground.mailboxes import mailbox
from pactwork.links.codes import LENGTH, SIGN_IN_LENGTH
from pactwork.people.models import Institution


def _mac(purpose: str, ref: str) -> bytes:
    key = hmac.new(settings.SECRET_KEY.encode(), b"pactwork links", sha256).digest()
    return hmac.new(key, f"{purpose}:{ref}".encode(), sha256).digest()


def token_for(ref: str) -> str:
    """The 256-bit secret half of a link's address, in 43 letters."""
    return _letters("token", ref)


def code_for(ref: str) -> str:
    """The six digits printed in the letter (or, for a fresh code's ref, mailed on request)."""
    return _digits("code", ref)


def sign_in_code_for(ref: str) -> str:
    """The eight digits that somebody with an account signs in with."""
    return _digits("sign-in code", ref, SIGN_IN_LENGTH)


def sign_in_token_for(ref: str) -> str:
    """The secret half of the link in the email with such a code."""
    return _letters("sign-in token", ref)


def sealed(purpose: str, text: str) -> str:
    """A name for something that is counted and not kept: the same for the same, and no way back."""
    return _letters(f"sealed {purpose}", text)


def _letters(purpose: str, text: str) -> str:
    return urlsafe_b64encode(_mac(purpose, text)).decode().rstrip("=")


def _digits(purpose: str, ref: str, length: int = LENGTH) -> str:
    return f"{int.from_bytes(_mac(purpose, ref)[:8]) % 10**length:0{length}d}"


def same(given: str, expected: str) -> bool:
    """Compare without telling, by the time it takes, how much was right."""
    return hmac.compare_digest(given.encode(), expected.encode())


def address_digest(institution: Institution, email: str) -> str:
    return sha256(f"{institution.key}:{mailbox(email)}".encode()).hexdigest()
