"""The plan by link under every module file we have: it reads, it prints, and any line can be changed."""

from pathlib import Path
from typing import Any

import pytest

import pactwork
from pactwork.contracts.models import Ask
from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.contracts.rules.drafts import lines_of
from pactwork.links.actions import make_fresh_code
from pactwork.links.models import FreshCode
from pactwork.links.secrets import code_for
from pactwork.modules.rules.specification import Prompt
from pactwork.workplace.pages.plan_words import Fact, parts_of
from tests.contracts.plans import Reader, text_of
from tests.contracts.play import FILES, Play

SHIPPED = Path(pactwork.__file__).parent / "modules" / "files"
MODULES = [*FILES.glob("*.yaml"), *SHIPPED.glob("*/module.yaml")]
BY_LINK = sorted(path for path in MODULES if "by: link" in path.read_text())


def name_of(path: Path) -> str:
    return path.parent.name if path.name == "module.yaml" else path.stem


def other_words(prompt: Prompt, now: str) -> str:
    """An answer that this prompt may have, other than the one it has."""
    given = {
        "date": "2027-06-01",
        "hours": "13",
        "number": "4",
        "money": "1300",
        "month": "2027-06",
        "yesno": "yes",
        "email": "other@host.example",
        "choice": next((o for o in prompt.options if o != now), now),
    }
    return given.get(prompt.type, f"Other words for {prompt.key}.")


def links_of(play: Play) -> list[Plan]:
    """Every seat by link is asked, as far as an order between the parties allows."""
    asked = []
    for seat in play.dossier.seats:
        party = play.dossier.template.party(seat.party)
        if seat.by == "link" and party and not party.after:
            play.ask(seat.party, seat.n, email=f"{seat.party}{seat.n}@host.example")
            link = Ask.objects.get(seat=seat, ended_at=None).link
            plan = plan_of(link) if link else None
            assert plan is not None
            asked.append(plan)
    return asked


def code_now(plan: Plan) -> str:
    """The digits that decide: the printed ones, or fresh ones where the risk is high."""
    if plan.party.risk == "low":
        return code_for(plan.link.ref)
    made = make_fresh_code(plan.link)
    assert isinstance(made, FreshCode)
    return code_for(made.ref)


def changed_fields(plan: Plan) -> dict[str, tuple[str, Fact, str]]:
    """Field -> section, line and other words, for every line that can be changed."""
    return {
        fact.field: (part.key, fact, other_words(fact.prompt, fact.line.text))
        for part in parts_of(plan)
        for fact in part.facts
        if fact.prompt
    }


@pytest.mark.django_db
@pytest.mark.parametrize("path", BY_LINK, ids=name_of)
def test_every_line_of_every_module_can_be_read_and_changed(path: Path, clock: Any) -> None:
    play = Play(path)
    play.share()
    for plan in links_of(play)[:1]:
        reader = Reader(plan.link)
        page = reader.open()
        words = text_of(page)
        assert plan.party.calls_it in words
        readable = plan.reads(plan.draft)
        assert {part.key for part in parts_of(plan)} == readable
        changes = changed_fields(plan)
        typed = {
            field: new for field, (_key, fact, new) in changes.items() if new != fact.line.text
        }
        done = reader.answer("yes_change", page, **{**typed, "code": code_now(plan)})
        assert "Carol Benning said yes, with a change" in text_of(done)  # somebody else was asked
        after = plan_of(plan.link)
        assert after is not None
        assert after.answer is not None
        content = after.content_of(after.answer)
        for field, new in typed.items():
            key, fact, _ = changes[field]
            section = next(s for s in plan.dossier.template.sections if s.key == key)
            lines = lines_of(section, content, plan.dossier.context)
            assert next(line.text for line in lines if line.path == fact.line.path) == new
        play.share(**{key: content[key] for key in {key for key, _f, _n in changes.values()}})
        seat = play.dossier.stands.seat(plan.seat.pk)
        assert seat.state == "yes"  # word for word what was asked for: nobody asks again
