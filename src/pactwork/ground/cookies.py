"""The names of cookies: for real people each is bound to this host, and to HTTPS, by its name."""

from django.conf import settings


def named(name: str) -> str:
    """Browsers take ``__Host-`` only over HTTPS, for every path, and from no neighbouring host."""
    return f"{'__Host-' if settings.SESSION_COOKIE_SECURE else ''}{name}"
