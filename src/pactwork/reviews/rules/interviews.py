"""The interview: which card it asks from, what may be typed, how it joins words that are there. Pure."""

from collections.abc import Mapping

from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem
from pactwork.modules.rules.kinds_of_answer import WRITTEN
from pactwork.modules.rules.specification import Section, Template

TYPES = WRITTEN  # what can be said in a sentence; a date is chosen by the author


def card_of(template: Template) -> Section | None:
    """The first card of the form: the try card, where a module has one."""
    cards = (s for s in template.sections if s.kind == "card" and s.key_element)
    return next((s for s in cards if any(p.type in TYPES for p in s.prompts)), None)


def prompts_of(section: Section) -> list[str]:
    return [p.key for p in section.prompts if p.type in TYPES]


def problems(section: Section, words: Mapping[str, str]) -> dict[str, Refusal]:
    """What is wrong with what was typed, by prompt."""
    most = {p.key: p.most for p in section.prompts if p.type in TYPES}
    found = {
        key: wrong
        for key, said in words.items()
        if (wrong := words_problem(said, most[key]) if key in most else Refusal("no_line"))
    }
    if not found and not any(said.strip() for said in words.values()):
        found[next(iter(words), "")] = Refusal("interview_empty")
    return found


def joined(own: object, heard: str) -> str:
    """What the author wrote stays; what was heard comes after it, once."""
    before, heard = str(own or "").strip(), heard.strip()
    if not before or not heard or heard in before:
        return before or heard
    return f"{before}\n\n{heard}"
