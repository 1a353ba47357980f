"""Addresses of mailboxes: one spelling of each, and whether we can write to it. One rule for all pages.

Letters beyond ASCII before the @ are good email, but need SMTPUTF8, which our mailer does not speak:
it would turn them into another mailbox. So they are refused, with that reason.
"""

import re
import unicodedata

from pactwork.ground.refusal import Refusal
from pactwork.ground.unicode import normal

MOST, MOST_LOCAL, MOST_LABEL = 254, 64, 63
MOST_TYPED = 1_000  # with a name around it; what is longer is refused as it came
_LOCAL = re.compile(
    r"[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f.]+(?:\.[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f.]+)*"
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


def written(text: str) -> str:
    """The address as we keep it: no name around it, no ``mailto:``, no full-width signs."""
    if len(text) > MOST_TYPED:
        return text
    wide = normal(text, "NFKC")
    plain = "".join(c for c in wide if unicodedata.category(c) != "Cf").strip()
    plain = _without_name(plain)
    if plain[:7].casefold() == "mailto:":
        plain = plain[7:].partition("?")[0]
    local, at, domain = plain.strip(" \t\r\n,;").rpartition("@")
    return f"{local}{at}{_readable(domain.rstrip('.'))}" if at else domain


def _without_name(text: str) -> str:
    """``a@b.example`` of ``Ann <a@b.example>;``."""
    before, opened, rest = text.rstrip(" \t\r\n,;").partition("<")
    inside = rest.removesuffix(">")
    named = opened and inside != rest and not {"<", ">"} & {*before, *inside}
    return inside.strip() if named else text


def mailbox(text: str) -> str:
    """The same for every spelling of one mailbox; for comparing, never for sending."""
    return written(text).casefold()


def refusal(text: str) -> Refusal | None:
    """Why we could not write to this address, if so."""
    address = written(text)
    if len(address) > MOST:
        return Refusal("too_long", {"most": MOST, "length": len(address)})
    local, _, domain = address.rpartition("@")
    host = _ascii(domain)
    if not _LOCAL.fullmatch(local) or len(local) > MOST_LOCAL or not _is_host(host):
        return Refusal("not_an_address", {"given": text.strip()[:80]})
    if not local.isascii() or _readable(host) != domain:
        return Refusal("address_letters", {"given": text.strip()[:80]})
    return None


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _readable(domain: str) -> str:
    """``xn--mller-kva.example`` and ``MÜLLER.example`` are ``müller.example``."""
    low = domain.lower()
    try:
        return low.encode("ascii").decode("idna")
    except UnicodeError:
        return low


def _is_host(host: str) -> bool:
    labels = host.split(".")
    fits = all(_LABEL.fullmatch(label) and len(label) <= MOST_LABEL for label in labels)
    return fits and len(labels) > 1 and not labels[-1].isdigit()
