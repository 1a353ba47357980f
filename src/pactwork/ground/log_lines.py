"""A line for the log of what happened: a name, and refs. Words, addresses and codes have no place in it."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

NAME = "pactwork.events"
log = logging.getLogger(NAME)
# What a value may look like. A sentence, an address or a path of a mailed link does not.
PLAIN = re.compile(r"[\w.:-]{0,60}", re.ASCII)


def told(event: str, **facts: str | int) -> None:
    """Write it down, where somebody has asked for such a log. What is no ref is left out."""
    if log.isEnabledFor(logging.INFO):
        kept = {name: value for name, value in facts.items() if PLAIN.fullmatch(str(value))}
        log.info(event, extra={"facts": kept})


class Lines(logging.Formatter):
    """Each record as one line of JSON; whatever it quotes cannot look like another line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower()}
        facts = getattr(record, "facts", None)
        if facts is None:
            line |= {"logger": record.name, "message": record.getMessage()}
        else:
            line |= {"event": record.getMessage(), **facts}
        if record.exc_info:
            line["trace"] = record.exc_text or self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)
