"""What was typed to make a module: from an example, or from a file that was dropped on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pactwork.files.uploads import upload_in
from pactwork.ground.own_words import Names, own_words
from pactwork.ground.refusal import Refusal
from pactwork.ground.sentences import sentence
from pactwork.ground.typed import typed_in
from pactwork.ground.typed_days import day_in
from pactwork.modules.editing.applying import slug
from pactwork.modules.reading import BadModule, checked_values
from pactwork.modules.reading.dropped import Dropped, dropped
from pactwork.modules.rules.calendar import shifted
from pactwork.modules.rules.dropped import MOST_ARCHIVE
from pactwork.modules.rules.entries import as_day
from pactwork.modules.rules.rollover import at_its_time, groups_at_their_time
from pactwork.modules.rules.specification import Specification
from pactwork.people.models import Person

FIELDS = ("example", "title", "run", "starts_on", "leader", "file_leader")


@dataclass
class Making:
    """What stands in the fields, what is wrong with them, and what a file says wrong, by line."""

    values: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    made: Dropped | None = None
    leader: Person | None = None


def typed(request: HttpRequest) -> dict[str, str]:
    return {name: " ".join(typed_in(request.POST, name).split())[:300] for name in FIELDS}


def from_example(
    values: Mapping[str, str],
    known: Mapping[str, Dropped],
    people: Sequence[Person],
    names: Names,
) -> Making:
    """The example under names and dates of one's own; what is left empty stays as it is there.
    ``names``: what the institution calls people."""
    making = Making(values)
    example = known.get(values["example"])
    making.leader = _leader(making, "leader", people)
    if example is None:
        making.problems["example"] = _("Choose an example.")
        return making
    starts_on = values["starts_on"]
    try:
        spec = _begun(example.spec, as_day(day_in(starts_on))) if starts_on else example.spec
    except ValueError:
        making.problems["starts_on"] = _("Enter a date, such as 2027-09-27.")
        return making
    body = spec.model_dump(mode="json")
    if spec is not example.spec:
        body["calendar"] |= {"vacations": [], "bank_holidays": []}  # of another year, and elsewhere
    _call_people(body, names)
    if values["title"]:
        body |= {"title": values["title"], "key": slug(values["title"], "module")}
        for variant in body["variants"]:
            variant.pop("title", None)  # of the example, under each code
    body["run"] = values["run"] or body["run"]
    found, told = checked_values(body)
    for path, name, words in told:
        making.problems.setdefault(str(path[0]) if path else "title", words or name)
    making.made = replace(example, spec=found) if found else None
    return making


def _begun(example: Specification, starts_on: date) -> Specification:
    """The example moved to these weeks, with its run and its groups called by when they begin then."""
    moved, was = shifted(example, starts_on), example.calendar
    calendar = moved.calendar.model_copy(
        update={"groups": groups_at_their_time(was, moved.calendar)}
    )
    run = at_its_time(example.run, was.starts_on, calendar.starts_on)
    return moved.model_copy(update={"calendar": calendar, "run": run})


def _call_people(body: dict[str, Any], names: Names) -> None:
    """In what an example says to and of the parties, as this institution calls them."""
    say = own_words(tuple(sorted(names.items())))
    for template in body["templates"].values():
        for party in template["parties"]:
            party |= {part: say(party[part]) for part in ("person", "about") if party.get(part)}
        for section in template["sections"]:
            for item in section.get("items") or []:
                item["text"] = say(item["text"])


def from_file(
    request: HttpRequest,
    values: Mapping[str, str],
    people: Sequence[Person],
    kept: Mapping[str, str] | None = None,
) -> Making:
    """A file that cannot be read says all that is wrong with it, by line."""
    making = Making(values)
    making.leader = _leader(making, "file_leader", people)
    file = upload_in(request, "file", MOST_ARCHIVE)
    if file is None or isinstance(file, Refusal):
        making.problems["file"] = sentence(file) if file else _("Choose a file.")
        return making
    try:
        making.made = dropped(file.name[-100:] or "module.yaml", file.content, kept or {})
    except BadModule as bad:
        making.sentences = [problem.sentence for problem in bad.problems]
        making.problems["file"] = _("Nothing was loaded. Correct the file, then choose it again.")
    return making


def _leader(making: Making, name: str, people: Sequence[Person]) -> Person | None:
    """Nobody need be named where only oneself can be."""
    found = next((one for one in people if one.ref == making.values[name]), None)
    if found is None and people:
        making.problems[name] = _("Choose who leads the module.")
    return found
