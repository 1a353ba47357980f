"""Help is searched, narrowed by role, in the reader's words, and says nothing of what their module lacks."""

from pathlib import Path

import pytest
from django.test import Client

from pactwork.modules.rules.has import ALL, Has
from pactwork.web.manual import GUIDES, guides, lacked
from pactwork.web.pages.help import Wanted, excerpt, help_page_of
from tests.contracts.plans import text_of
from tests.institutions.test_shown import change
from tests.stories import World

OFTEN = '<h2 id="saved">Is my text saved?</h2><p>Yes, as you type.</p>'


def found(q: str, role: str = "", mine: tuple[str, ...] = ()) -> list[str]:
    return [one.title for one in help_page_of(Wanted(q, role), guides(), mine, OFTEN).results]


def test_every_guide_is_read_to_its_end() -> None:
    names = sorted(name for those in GUIDES.values() for name in those)
    assert names == sorted(
        path.stem for path in (Path(__file__).parents[2] / "docs" / "how-to").glob("*.md")
    )
    assert len(guides()) == len(names)
    assert all(part.plain or part.pieces for guide in guides() for part in guide.parts)
    pictures = [
        file for guide in guides() for p in guide.parts for _words, file in p.pieces if file
    ]
    assert "check.png" in pictures
    assert "queue.png" in pictures


def test_nothing_of_how_it_was_written_is_shown() -> None:
    """No link leads out of the page of help; no Markdown is left."""
    for guide in guides():
        for part in guide.parts:
            assert "**" not in part.plain
            shown = "".join(str(words) for words, file in part.pieces if not file)
            assert 'href="..' not in shown
            assert '.md"' not in shown


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("advocate has left", "Ask your workplace"),
        ("pausing", "Pause or stop"),  # by its stem
        ("pasue a contract", "Pause or stop"),  # a slip of the pen
        ("is my text saved", "Is my text saved?"),
        ("withdraw a yes", "Good to know"),
        ("restore a backup", "Backup and restore"),
    ],
)
def test_it_is_found_by_what_people_type(asked: str, title: str) -> None:
    assert title in found(asked)[:3]


def test_ones_own_guide_comes_first_and_a_role_narrows() -> None:
    assert found("share a draft", mine=("student",))[0] == "From brief to agreed"
    page = help_page_of(Wanted("yes", "workplace"), guides(), (), OFTEN)
    assert {one.where for one in page.results} == {"Saying yes, or not"}
    assert found("xyzzyx") == []
    assert found("the") == []  # nothing to look for
    assert help_page_of(Wanted("", "nobody"), guides(), (), OFTEN).role == ""


def test_the_words_around_are_shown_and_marked() -> None:
    text = "One two three. " * 30 + "Here it is, and more. " + "Four five. " * 40
    at = text.index("Here")
    pieces = excerpt(text, [(at, at + 4)], at)
    assert ("Here", True) in pieces
    assert pieces[0] == ("… ", False)
    assert pieces[-1][0].endswith(" …")
    assert sum(len(words) for words, _sought in pieces) < 340


def test_nothing_is_said_of_what_a_module_lacks() -> None:
    bare = lacked(Has(hours=True), ["hotseats"])
    said = " ".join(
        f"{guide.title} {guide.readers} {part.title} {part.plain}"
        for guide in guides(bare)
        for part in guide.parts
    )
    for word in ("workplace", "advocate", "learning set", "hotseat", "ethics"):
        assert word not in said.lower(), word
    assert "Share a draft" in said
    assert lacked(ALL, []) == frozenset()


def test_the_page_searches_without_a_script(world: World) -> None:
    nadine = world.client("nadine")
    page = text_of(nadine.get("/help/?q=pausing"))
    assert "Pause or stop" in page
    nothing = text_of(nadine.get("/help/?q=xyzzyx&role=set"))
    assert "Nothing found for “xyzzyx”" in nothing
    assert "Ask your learning facilitator first." in nothing
    assert "Search the help for everyone" in nothing
    guide = nadine.get("/help/?role=student").content.decode()
    assert 'id="ask-your-workplace"' in guide
    assert "/static/web/manual/check" in guide


def test_a_visitor_finds_it_too(db: None) -> None:
    page = text_of(Client().get("/help/?q=six-digit+code"))
    assert "Answer" in page


def test_guides_are_in_the_institutions_words(world: World) -> None:
    names = {"facilitator": ("academic supervisor", "academic supervisors")}
    change(world.institution, roles=names)
    page = text_of(world.client("nadine").get("/help/?role=student"))
    assert "your academic supervisor sees all of it" in page
    assert "facilitator" not in page.partition("From brief to agreed")[2]
    assert "Ask" in text_of(world.client("nadine").get("/help/?q=facilitator"))  # ours, too
