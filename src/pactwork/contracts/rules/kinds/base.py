"""What every kind of section can do: read a form, say its material, say its lines."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from pactwork.ground import mailboxes
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import cleaned, seen
from pactwork.ground.typed_amounts import amount_in, money_in, month_in
from pactwork.ground.typed_days import day_in
from pactwork.ground.typed_numbers import half_in
from pactwork.modules.rules.calendar import Week
from pactwork.modules.rules.facts import Said
from pactwork.modules.rules.specification import Component, Hours, Outcome, Prompt, Section
from pactwork.modules.rules.workload import Workload

Form = Mapping[str, Sequence[str]]
Value = Mapping[str, Any]
# In a draft's section, beside its answers: what binds and nobody typed (rules/binding.py).
BOUND = "_bound"


@dataclass(frozen=True)
class Context:
    """What a section may need of its module run: not pinned, so dates can move."""

    size: Workload = field(default_factory=Workload)
    hours: tuple[Hours, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    weeks: tuple[Week, ...] = ()
    components: tuple[Component, ...] = ()
    facts: Mapping[str, Said] = field(
        default_factory=dict
    )  # of the module, that a contract may print
    of_student: Callable[[], Mapping[str, Said]] = (
        dict  # and of the person: read when it is printed
    )


@dataclass(frozen=True)
class Line:
    """One labelled answer, for reading, comparing and printing. ``path`` finds its field again."""

    path: str
    label: str
    text: str
    type: str = "text"


@dataclass(frozen=True)
class Typed:
    """What somebody typed, kept whole, and what is wrong with it by field name."""

    value: dict[str, Any]
    problems: dict[str, Refusal] = field(default_factory=dict)


class Kind(Protocol):
    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        """The value that a posted form carries, with a refusal for each field that is wrong."""

    def material(self, section: Section, value: Value, context: Context) -> Any:
        """What a yes covers: words only, without ids, computed values or actuals."""

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        """Every answer as a labelled line, in the form's order; empty ones too."""

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        """Field names still to be answered before anybody is asked for a yes."""


def first(form: Form, name: str) -> str:
    given = form.get(name) or [""]
    return cleaned(given[-1]).strip("\n")


def chosen(form: Form, name: str, options: Collection[str]) -> str:
    """One of these as it is spelled among them, or whatever was typed instead."""
    given = (form.get(name) or [""])[-1]
    return given if given in options else first(form, name)


MOST_HOURS = 9_999  # that one answer may say


def _no_day(_prompt: Prompt, text: str) -> Refusal | None:
    return day if isinstance(day := day_in(text), Refusal) else None


def _no_hours(_prompt: Prompt, text: str) -> Refusal | None:
    return (
        Refusal("not_hours", {"given": text[:40]}) if half_in(text, 0, MOST_HOURS) is None else None
    )


def _no_month(_prompt: Prompt, text: str) -> Refusal | None:
    return Refusal("not_a_month", {"given": text[:40]}) if month_in(text) is None else None


def _no_answer(_prompt: Prompt, text: str) -> Refusal | None:
    return None if text in ("yes", "no") else Refusal("not_an_option", {"given": text[:40]})


def _no_option(prompt: Prompt, text: str) -> Refusal | None:
    return None if text in prompt.options else Refusal("not_an_option", {"given": text[:40]})


def _no_address(_prompt: Prompt, text: str) -> Refusal | None:
    return mailboxes.refusal(text)


def _out_of_range(prompt: Prompt, text: str) -> Refusal | None:
    if (number := amount_in(text)) is None:
        return Refusal("not_a_number", {"given": text[:40]})
    least, most = prompt.from_number, prompt.to_number
    if least is not None and Decimal(number) < Decimal(str(least)):
        return Refusal("number_low", {"least": least})
    if most is not None and Decimal(number) > Decimal(str(most)):
        return Refusal("number_high", {"most": most})
    return None


def _as_line(text: str) -> str:
    return cleaned(" ".join(text.split("\n"))).strip()


def _as_day(text: str) -> str:
    """As a browser's own field for days sends it."""
    return day.isoformat() if isinstance(day := day_in(text), date) else text


def _as_amount(text: str) -> str:
    return amount_in(text) or text


def _as_money(text: str) -> str:
    return money_in(text) or text


def _as_month(text: str) -> str:
    return month_in(text) or text


@dataclass(frozen=True)
class Read:
    """How an answer of one kind is kept, and what is wrong with what was kept."""

    kept: Callable[[str], str] = str
    wrong: Callable[[Prompt, str], Refusal | None] | None = None


# Kinds of modules/rules/kinds_of_answer.py that are more than words; what is ticked is several of these.
READ: Mapping[str, Read] = {
    "line": Read(_as_line),
    "choice": Read(wrong=_no_option),
    "date": Read(_as_day, _no_day),
    "month": Read(_as_month, _no_month),
    "hours": Read(wrong=_no_hours),
    "number": Read(_as_amount, _out_of_range),
    "money": Read(_as_money, _out_of_range),
    "yesno": Read(wrong=_no_answer),
    "email": Read(wrong=_no_address),
}
WORDS = Read()


def _wrong(prompt: Prompt, read: Read, text: str) -> Refusal | None:
    if len(text) > prompt.most:
        return Refusal("too_long", {"most": prompt.most, "length": len(text)})
    return read.wrong(prompt, text) if text and read.wrong else None


def typed_prompt(prompt: Prompt, form: Form, name: str) -> tuple[Any, Refusal | None]:
    """The answer to one prompt as stored, and what is wrong with it."""
    if prompt.type == "choices":
        given = [g for g in form.get(name, ()) if g]
        other = next((g for g in given if g not in prompt.options), None)
        return given, Refusal("not_an_option", {"given": other[:40]}) if other else None
    read = READ.get(prompt.type, WORDS)
    text = read.kept(chosen(form, name, prompt.options))
    return text, _wrong(prompt, read, text)


def in_words(answer: Any) -> str:
    """A stored answer as text, as a reader sees it."""
    if isinstance(answer, list):
        return "; ".join(seen(str(a)) for a in answer)
    return "" if answer is None else seen(str(answer))


def prompt_lines(prompts: Sequence[Prompt], value: Value, prefix: str = "") -> Iterator[Line]:
    for prompt in prompts:
        yield Line(prefix + prompt.key, prompt.label, in_words(value.get(prompt.key)), prompt.type)


def unanswered(prompts: Sequence[Prompt], value: Value, prefix: str = "") -> list[str]:
    return [
        prefix + p.key for p in prompts if not p.optional and not in_words(value.get(p.key)).strip()
    ]


def typed_prompts(
    prompts: Sequence[Prompt], form: Form, prefix: str = ""
) -> tuple[dict[str, Any], dict[str, Refusal]]:
    """All prompts of a form, each field named ``prefix`` + key."""
    value: dict[str, Any] = {}
    problems: dict[str, Refusal] = {}
    for prompt in prompts:
        answer, wrong = typed_prompt(prompt, form, prefix + prompt.key)
        value[prompt.key] = answer
        if wrong:
            problems[prefix + prompt.key] = wrong
    return value, problems
