"""The editor reads every row that a page has: what is too much for the file is refused, nothing is lost."""

from typing import Any

import pytest
from django.conf import settings

from pactwork.modules.editing.applying import edited
from pactwork.modules.editing.fields import Part, posted, summed_up, typed_values
from pactwork.modules.editing.parts import parts
from pactwork.modules.rules.limits import MOST_ENTRIES
from pactwork.modules.rules.specification import Specification
from tests.modules.test_file_cost import a_module

TOO_MANY = "The number of entries here is {}, but it can be at most 100."


def opened(count: int) -> tuple[Part, Any, dict[str, str]]:
    """The page of a module with so many requirements, however it came by them."""
    terms = [{"key": f"r{n}", "text": f"Text {n}", "status": "fixed"} for n in range(count)]
    spec = Specification.model_validate(a_module(requirements=terms))
    part, body = parts(spec)["terms"], spec.model_dump(mode="json")
    return part, body, typed_values(part, body)


def test_as_many_rows_as_a_file_may_have_are_saved() -> None:
    part, body, typed = opened(MOST_ENTRIES)
    typed[f"requirements.{MOST_ENTRIES - 1}.text"] = "Changed"
    spec = edited(part, body, posted(part, typed)).spec
    assert spec
    assert (len(spec.requirements), spec.requirements[-1].text) == (MOST_ENTRIES, "Changed")


@pytest.mark.parametrize("count", [MOST_ENTRIES, 150])
def test_one_more_is_refused_and_comes_back_as_it_was_typed(count: int) -> None:
    part, body, typed = opened(count)
    new = f"requirements.{count}"
    read = posted(part, {**typed, f"{new}.text": "One more", f"{new}.status": "yours"})
    done = edited(part, body, read)
    said = TOO_MANY.format(count + 1)
    assert (done.spec, done.problems) == (None, {"requirements.0.text": said})
    assert read[f"{new}.text"] == "One more"
    assert part.fields[0].count(read) == count + 1  # type: ignore[union-attr]
    assert summed_up(part, done.problems) == [
        ("requirements.0.text", f"Requirements 1, Text: {said}")
    ]


def test_a_page_of_too_many_loses_none_when_it_is_saved_unchanged() -> None:
    part, body, typed = opened(150)
    assert edited(part, body, posted(part, typed)).problems == {
        "requirements.0.text": TOO_MANY.format(150)
    }
    few = {n: "" if int(n.split(".")[1]) >= MOST_ENTRIES else text for n, text in typed.items()}
    spec = edited(part, body, posted(part, few)).spec
    assert spec
    assert len(spec.requirements) == MOST_ENTRIES


def test_the_longest_page_can_be_sent_at_once() -> None:
    asked = [{"key": f"q{n}", "ask": "So?", "type": "line"} for n in range(MOST_ENTRIES)]
    body = a_module()
    body["templates"]["plan"]["sections"][0]["prompts"] += asked[2:]
    spec = Specification.model_validate(body)
    for part in parts(spec).values():
        sent = len(typed_values(part, spec.model_dump(mode="json")))
        assert sent < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
