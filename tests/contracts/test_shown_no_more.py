"""An agreed section that the answers no longer call for: everybody who read it reads that it went."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pactwork.contracts.access import Desk
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Draft
from pactwork.contracts.queries.staff import staff_for
from pactwork.contracts.rules.two_drafts import beside
from pactwork.desk.pages.queue import Asked, queue_of
from pactwork.desk.views.staff_desk import Review
from pactwork.documents.pages.drafts import changes, comparison, draft_rows, only_in_one
from pactwork.documents.pages.printed import printed, proofs
from pactwork.documents.paper.plain import plain
from pactwork.documents.queries.trail import trail
from pactwork.documents.reader import Reader
from pactwork.ground import clock as the_clock
from pactwork.modules.rules.specification import Section, Template
from pactwork.workspace.pages.sharing import seat_fates
from tests.contracts.play import Play
from tests.contracts.test_cover import prose
from tests.contracts.test_shown import COMPANY, FILE

ALONE, TOGETHER = {"alone": "yes"}, {"alone": "no"}


@pytest.fixture
def play(clock: Any, tmp_path: Path) -> Play:
    file = tmp_path / "module.yaml"
    file.write_text(FILE, encoding="utf-8")
    made = Play(file)
    made.share(see=TOGETHER, company=COMPANY)
    made.agreed("tutor", "friend")
    made.share(see=ALONE, company=COMPANY)
    return made


def both(play: Play) -> tuple[Draft, Draft]:
    first, second = play.dossier.drafts
    return first, second


def page(play: Play, who: str, name: str, query: str = "") -> str:
    client, account = Client(), play.people[who].account
    assert account
    client.force_login(account, backend="pactwork.web.signin.Backend")
    answer = client.get(reverse(f"contracts:{name}", args=[play.contract.ref]) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_section_that_went_stands_after_what_it_followed() -> None:
    def form(*keys: str) -> Template:
        sections = [Section.model_validate(prose(key)) for key in keys]
        return Template.model_construct(sections=sections)

    def read(*keys: str) -> frozenset[str]:
        return frozenset(keys)

    def said(older: Template, newer: Template, then: str, now: str) -> list[tuple[str, str]]:
        found = beside(older, newer, read(*then), read(*now))
        return [(one.section.key, one.how) for one in found]

    abc, bd = form("a", "b", "c"), form("b", "d")
    assert said(abc, bd, "abc", "bd") == [("a", "gone"), ("b", ""), ("c", "gone"), ("d", "came")]
    assert said(abc, bd, "b", "b") == [("b", "")]  # of what they do not read they learn nothing
    assert said(abc, abc, "ab", "bc") == [("b", "")]


@pytest.mark.django_db
def test_a_comparison_shows_its_words_struck_and_counts_it(play: Play) -> None:
    dossier, (first, second) = play.dossier, both(play)

    def reads(number: int) -> frozenset[str]:
        return frozenset({"see", "company"}) if number == 1 else frozenset({"see"})

    see, company = changes(dossier, reads, first, second)
    assert (see.differs, company.differs) == (True, True)
    assert (company.name, company.same) == ("Company (removed)", 0)
    assert [line.runs for line in company.lines] == [(("-", "My sister Ann."),), (("-", "Yes"),)]
    back = changes(dossier, reads, second, first)[1]
    assert back.name == "Company (added)"
    assert [line.runs for line in back.lines] == [(("+", "My sister Ann."),), (("+", "Yes"),)]
    assert only_in_one(dossier, reads, first, second) == []
    assert draft_rows(dossier, reads)[0].changed == ["What you see", "Company (removed)"]
    found = comparison(dossier, reads, {"section": "company"}, None)
    assert found
    assert [one.section.key for one in found.changes] == ["company"]


@pytest.mark.django_db
def test_the_page_of_a_comparison_names_it(play: Play) -> None:
    seen = page(play, "student", "compare", "?from=1&to=2")
    assert "2 sections changed." in seen
    assert "Removed" in seen
    assert "Company (removed)" in page(play, "student", "drafts")
    seen = page(play, "facilitator1", "review", "?against=1")
    assert "Company (removed)" in seen
    assert 'data-quote-source="company' not in seen


@pytest.mark.django_db
def test_the_paper_of_the_amendment_says_what_was_removed(play: Play) -> None:
    play.agreed("tutor")
    assert play.stage == "agreed"
    _first, second = both(play)
    reader = Reader(frozenset({"student"}), frozenset())
    text = plain(printed(play.dossier, second, reader)).decode()
    told = text[text.index("Agreements and amendments") :]
    assert "Company (removed)" in told
    assert "My sister Ann." in told


@pytest.mark.django_db
def test_the_review_and_the_queue_say_so_too(play: Play) -> None:
    play.ask("tutor")
    actor = play.actor("facilitator1")
    review = Review(Desk(actor, play.dossier, frozenset({"facilitator"})))
    assert [s.name for s in review.changes] == ["What you see", "Company (removed)"]
    assert [s.section.key for s in review.sections] == ["see"]
    assert [key for key, _short in review.reads] == ["see"]
    rows = queue_of(staff_for(actor), Asked(), the_clock.today("Europe/London")).rows
    assert [row.need_sub for row in rows] == ["Changed: What you see, Company (removed)"]


@pytest.mark.django_db
def test_what_is_kept_of_an_older_yes_is_read_by_its_own_draft(play: Play) -> None:
    _first, second = both(play)
    reader = Reader(frozenset({"student"}), frozenset())
    given = proofs(trail(play.dossier, reader), second, frozenset({"tutor", "friend"}))
    assert all(label != "Sections this reader cannot see" for p in given for label, _ in p.facts)


@pytest.mark.django_db
def test_before_sharing_it_says_that_a_yes_is_needed_no_more(clock: Any, tmp_path: Path) -> None:
    file = tmp_path / "module.yaml"
    file.write_text(FILE, encoding="utf-8")
    play = Play(file)
    play.share(see=TOGETHER, company=COMPANY)
    play.agreed("tutor", "friend")
    play.write(see=ALONE, company=COMPANY)
    fates = {f.party.key: f.fate for f in seat_fates(load_dossier(play.contract, writing=True))}
    assert fates == {"tutor": "lapses", "friend": "not_needed"}
    seen = page(play, "student", "check")
    assert "nothing in this draft needs this yes." in seen
    assert "you changed: ." not in seen


@pytest.mark.django_db
def test_the_overview_lists_no_step_that_is_not_called_for(play: Play) -> None:
    step = reverse("contracts:step", args=[play.contract.ref, "company"])
    assert step not in page(play, "student", "workspace", "?all")
