"""The key that signs checkpoints. It lies in a file or the environment, never in the database."""

from secrets import token_hex

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from pactwork.environment import kept_key, seed


def _private() -> Ed25519PrivateKey:
    """From the environment, or from the data folder, where it is made on first use."""
    kept = settings.DATA / "keys" / "checkpoint"
    return Ed25519PrivateKey.from_private_bytes(
        seed(kept_key(settings.CHECKPOINT_KEY, kept, token_hex(32)), str(kept))
    )


def public_key() -> str:
    return _private().public_key().public_bytes_raw().hex()


def sign(message: bytes) -> str:
    return _private().sign(message).hex()


def is_signed(message: bytes, signature: str, key: str) -> bool:
    """Whether the owner of this public key signed exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            bytes.fromhex(signature), message
        )
    except (InvalidSignature, ValueError):
        return False
    return True
