"""How a contract cites a guest's answer: [H-k7mq2xfd], in plain words wherever they go."""

import re

MARK = re.compile(r"\[H-([a-z0-9]{8})\]")


def mark_of(ref: str) -> str:
    return f"[H-{ref}]"
