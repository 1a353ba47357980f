"""Plain checks, asked as questions. They never block a save and never make a score."""

import re

from pactwork.modules.rules.specification import Check, Prompt

_DATE = re.compile(
    r"\b(\d{1,2}[/.-]\d{1,2}|week|weeks|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|christmas|easter|today|tomorrow)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|half)\b",
    re.IGNORECASE,
)
# A capital inside a sentence, or a role such as "my manager", reads as somebody.
_PERSON = re.compile(
    r"(?<=[a-z,;] )[A-Z][a-z]+|\b(my|our|the) (line )?(manager|team|colleagues?|supervisor|mentor"
    r"|advocate|facilitator|set|head|lead)\b"
)


def answers(check: Check, words: str) -> bool:
    """Whether the words seem to answer the check's question."""
    if check.words is not None:
        least, most = check.words
        return least <= len(words.split()) <= most
    if check.any_of:
        low = words.lower()
        return any(term.lower() in low for term in check.any_of)
    if check.number:
        return bool(_NUMBER.search(words))
    if check.date:
        return bool(_DATE.search(words) or (_NUMBER.search(words) and "/" in words))
    return bool(_PERSON.search(words))


def asked(prompt: Prompt, words: str) -> list[tuple[str, bool]]:
    """Each check's question, and whether the words answer it."""
    return [(check.ask, bool(words.strip()) and answers(check, words)) for check in prompt.checks]
