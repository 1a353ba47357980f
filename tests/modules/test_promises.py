"""What a shipped module promises of the product is there: no line speaks of a page that nobody has built."""

import re
from pathlib import Path

import pytest

import pactwork
from pactwork.modules.reading import read
from pactwork.modules.rules.specification import Specification

FILES = Path(pactwork.__file__).parent / "modules" / "files"
MODULES = sorted(path.parent.name for path in FILES.glob("*/module.yaml"))
# A line under a step says what it is good for. What it says of the product has to exist: there are no
# cards to write on after a try, no view of the week, and nobody marks or hands in here.
UNBUILT = re.compile(
    r"\b(becomes?|each week|every week|weekly|cards?|markers? (read|see)s?|(opens|of) your portfolio"
    r"|uploads?|hand it in here|you see this|diary|journal|badge|certificate)\b",
    re.IGNORECASE,
)


def spec(name: str) -> Specification:
    return read(FILES / name / "module.yaml")


@pytest.mark.parametrize("name", MODULES)
def test_no_step_promises_a_page_that_is_not_there(name: str) -> None:
    lines = [s.payoff for t in spec(name).templates.values() for s in t.sections if s.payoff]
    assert lines or name == "looking-closely"  # the least there is: it promises nothing
    kept = (
        "can be the first piece of your portfolio",
    )  # what somebody may do, wherever they do it
    wrong = [x for x in lines if UNBUILT.search(x) and not any(k in x for k in kept)]
    assert wrong == []


@pytest.mark.parametrize("name", MODULES)
def test_what_is_handed_in_asks_for_nothing_that_the_product_was_to_make(name: str) -> None:
    found = spec(name)
    words = [week.text or "" for week in found.weeks]
    for piece in found.assessment:
        words += [piece.about or "", *(f"{f.title} {f.length}" for f in piece.formats)]
    assert [line for line in words if re.search(r"\byour cards\b|\bthe cards?\b", line)] == []
