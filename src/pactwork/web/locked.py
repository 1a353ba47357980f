"""What has to be read again, and must not lie in clear in the database: under this installation's key."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes; before the rest


def _keys() -> list[AESGCM]:
    """The newest writes; what older ones wrote can be read."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [AESGCM(_made_of(secret.encode())) for secret in secrets]


def _made_of(secret: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"pactwork second step").derive(secret)


def locked(text: str) -> str:
    nonce = os.urandom(NONCE)
    return urlsafe_b64encode(nonce + _keys()[0].encrypt(nonce, text.encode(), None)).decode()


def unlocked(kept: str) -> str:
    """The text again; ``InvalidTag`` if it was altered, or if its key is not there any more."""
    whole = urlsafe_b64decode(kept)
    for key in _keys():
        try:
            return key.decrypt(whole[:NONCE], whole[NONCE:], None).decode()
        except InvalidTag:
            continue
    raise InvalidTag
