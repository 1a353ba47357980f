"""Keeps secrets out of logs: what opens a mailed link never reaches a log line."""

import logging
import re

# A link is /plan/<ref>.<mac>, /guest/ for a guest, /sign-in/by/ for an account; the ref may be
# logged, the mac opens the door.
_LINK = re.compile(r"(/(?:plan|guest|sign-in/by)/[^/\s.]+)\.[^/\s'\"?]+")


def scrub(text: str) -> str:
    """The text with the secret half of every mailed link left out."""
    return _LINK.sub(r"\1.…", text)


class Scrub(logging.Filter):
    """Writes the message out in full, so that nothing hides in its arguments, then scrubs it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = scrub(record.getMessage()), None
        return True
