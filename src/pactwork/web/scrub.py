"""Keeps secrets out of logs: what opens a mailed link never reaches a log line."""

import logging
import re

# A link is /plan/<ref>.<mac>, /guest/ for a guest, /sign-in/by/ for an account; the ref may be
# logged, the mac opens the door.
_LINK = re.compile(r"(/(?:plan|guest|sign-in/by)/[^/\s.]+)\.[^/\s'\"?]+")
_PLAIN = logging.Formatter()


def scrub(text: str) -> str:
    """The text with the secret half of every mailed link left out."""
    return _LINK.sub(r"\1.…", text)


class Scrub(logging.Filter):
    """Writes the message and the traceback out in full, so that nothing hides in them, then scrubs both."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = scrub(record.getMessage()), None
        if record.exc_info and record.exc_info[0]:
            written = record.exc_text or _PLAIN.formatException(record.exc_info)
            record.exc_text = scrub(written)  # what formatters take, where it is there
        if record.stack_info:
            record.stack_info = scrub(record.stack_info)
        return True
