"""Where suggested words go in a text, and when it has moved on since. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pactwork.contracts.rules.answers import with_wording
from pactwork.contracts.rules.drafts import lines_of
from pactwork.contracts.rules.kinds import Context, Line
from pactwork.contracts.rules.proposed_wording import prompt_at, reworded
from pactwork.ground.refusal import Refusal
from pactwork.modules.rules.specification import Section
from pactwork.reviews.rules.anchors import find

FATES = ("adopted", "adapted", "declined")


@dataclass(frozen=True)
class Suggested:
    """Words for a line, or for the quoted words in it; ``then`` is the line as the reviewer read it."""

    path: str
    quote: str
    words: str
    then: str


def line_at(
    section: Section, content: Mapping[str, Any], context: Context, path: str
) -> Line | None:
    return next((li for li in lines_of(section, content, context) if li.path == path), None)


def why_no_place(
    section: Section, content: Mapping[str, Any], context: Context, path: str
) -> Refusal | None:
    """Why nobody can suggest words here: they are for one line that is made of words."""
    line = line_at(section, content, context, path)
    if line is None or prompt_at(section, line, context) is None:
        return Refusal("wording_nowhere")
    return None


def reads(suggested: Suggested, now: str) -> str | None:
    """The line with the suggested words in it; None when what they were for is not there any more."""
    words = suggested.words.replace("\r\n", "\n").strip()
    if not suggested.quote:
        return words if now.strip() in (suggested.then.strip(), words) else None
    at = find(suggested.quote, now)
    if at is None:
        return now if find(words, now) else None
    return now[: at[0]] + words + now[at[1] :]


def put_in(
    section: Section, content: Mapping[str, Any], context: Context, suggested: Suggested
) -> dict[str, Any] | Refusal:
    """The section's value with the suggested words in place, or why that cannot be done."""
    line = line_at(section, content, context, suggested.path)
    if line is None or (prompt := prompt_at(section, line, context)) is None:
        return Refusal("wording_homeless")
    wanted = reads(suggested, line.text)
    if wanted is None:
        return Refusal("suggestion_moved")
    made = reworded(prompt, line, wanted)
    if made is None:  # the text says so already
        return dict(content.get(section.key) or {})
    words, wrong = made
    if wrong:
        return wrong
    return dict(with_wording(content, section.key, suggested.path, words)[section.key])
