"""The same words on page, in comparison, PDF, Word and text; and no yes lapses for what nobody sees."""

import io
import re
from html import unescape

import docx
import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.contracts import actions
from pactwork.contracts.models import Text
from pactwork.documents.paper.plain import plain
from pactwork.documents.paper.printable import named
from pactwork.documents.paper.typeset import pdf
from pactwork.documents.paper.word import word
from pactwork.ground.typed import cleaned
from pactwork.web.marks import lines
from tests.contracts.papers import document
from tests.contracts.test_hard_cases import states
from tests.files import words_in_pdf, words_in_word
from tests.stories import World

PASTED = (
    "Hours:\t2\t5 per week\n1.\tFirst\n\ta)\tone\n\tb)\ttwo\nName\tRole\tFrom\nJo\tMentor\t1 March"
)
BULLETS = "\uf0b7\tfirst\n\uf0b7\tsecond\n\uf0fc\tdone"


def save(world: World, section: str, **fields: str) -> None:
    """The student types into the step's form and saves it."""
    contract = world.contract()
    text = Text.objects.filter(contract=contract, section=section).first()
    address = reverse("contracts:step", args=[contract.ref, section])
    posted = {**(text.value if text else {}), **fields, "version": text.version if text else 0}
    assert world.client("nadine").post(address, posted).status_code == 302


def draft_page(world: World, number: int = 1) -> str:
    address = reverse("contracts:draft", args=[world.contract().ref, number])
    return unescape(world.client("nadine").get(address).content.decode())


def test_a_tab_between_two_numbers_is_a_gap_on_every_paper_and_page(world: World) -> None:
    world.write()
    save(world, "card", do=PASTED)
    actions.share_draft(world.contract(), by=world.actor("nadine"))
    base = f"/contracts/{world.contract().ref}/drafts/1/"
    nadine = world.client("nadine")
    wanted = ("Hours: 2 5 per week", "1. First", "a) one", "Name Role From", "Jo Mentor 1 March")
    papers = [nadine.get(f"{base}{name}").content for name in ("paper.pdf", "sheet.pdf")]
    found = [words_in_pdf(paper) for paper in papers]
    found.append(words_in_word(nadine.get(f"{base}paper.docx").content))
    found.append(" ".join(nadine.get(f"{base}paper.txt").content.decode().split()))
    found.append(" ".join(draft_page(world).split()))
    for text in found:
        for words in wanted:
            assert words in text
    assert "\ta)\tone" in draft_page(world)
    made = docx.Document(io.BytesIO(nadine.get(f"{base}paper.docx").content))
    assert any("\ta)\tone" in p.text for t in made.tables for p in t._cells[-1].paragraphs) or any(
        "\ta)\tone" in c.text for t in made.tables for c in t._cells
    )


def test_bullets_pasted_from_word_are_bullets_everywhere(world: World) -> None:
    world.share(card={"do": BULLETS})  # stored before there was a door
    base = f"/contracts/{world.contract().ref}/drafts/1/"
    nadine = world.client("nadine")
    for text in (
        words_in_pdf(nadine.get(f"{base}paper.pdf").content),
        words_in_word(nadine.get(f"{base}paper.docx").content),
        " ".join(nadine.get(f"{base}paper.txt").content.decode().split()),
        " ".join(draft_page(world).split()),
    ):
        assert "• first" in text
        assert "• second" in text
        assert "✓ done" in text
        assert "U+F0" not in text
        assert "\uf0b7" not in text


BEFORE = "Change the order on two days a week and compare."
AFTER = "Change\u00a0the order on two  days a week and com\u00adpare."


@pytest.mark.parametrize(("before", "after"), [(BEFORE, AFTER), (AFTER, BEFORE), (AFTER, AFTER)])
def test_no_yes_lapses_and_no_change_is_shown_for_what_nobody_sees(
    world: World, before: str, after: str
) -> None:
    world.share(card={"do": before})
    for party in ("workplace", "university"):
        world.ask(party)
        world.answer(party)
    held = dict(world.dossier().drafts[0].digests)
    save(world, "card", do=after)
    assert world.dossier().facts_with_working().working_digests == held
    world.write(stops={"outside": "Nothing else."}, card={"do": before})
    save(world, "card", do=after)
    actions.share_draft(world.contract(), by=world.actor("nadine"), note="The edge.")
    assert world.dossier().drafts[1].digests["card"] == held["card"]
    assert states(world)["workplace"] == "yes"
    address = reverse("contracts:compare", args=[world.contract().ref])
    page = world.client("nadine").get(address, {"from": 1, "to": 2}).content.decode()
    changes = re.findall(r"<(?:ins|del)>.*?</bdi>(.*?)</(?:ins|del)>", page, re.DOTALL)
    assert changes
    assert all(one.strip() and "week" not in one for one in changes)


@pytest.mark.parametrize("words", ["مرحبا بالعالم.", "שלום עולם."])
def test_words_from_right_to_left_are_shown_so(world: World, words: str) -> None:
    world.share(card={"do": words})
    assert f'<p dir="auto">{words}</p>' in draft_page(world)
    address = reverse("contracts:step", args=[world.contract().ref, "card"])
    assert '<textarea dir="auto"' in world.client("nadine").get(address).content.decode()


@given(
    st.text(
        st.sampled_from(" \t\n\u00a0\u00ad\u200b\u200e\uf0b7•·1a.é2b-)("),
        max_size=40,
    )
)
@settings(max_examples=25, deadline=None)
def test_four_renderings_say_the_same_words_in_the_same_order(text: str) -> None:
    said = document(f"begin {text} end")
    page = " ".join(" ".join(lines(f"begin {text} end")).split())
    assert page == " ".join(cleaned(f"begin {text} end").split())
    for found in (words_in_pdf(pdf(said)), words_in_word(word(said)), plain(said).decode()):
        assert page in " ".join(found.split())


# Letters of a script with the marks that join, part, turn or vary them, and litter between them.
SCRIPTS = [
    "ภาษาไทย \u200b\u200e(a1)",
    "مرحبا \u061c\u200c\u200d\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069(a1).",
    "שלום \u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069(a1).",
    "ᠮᠣᠩᠠ \u180b\u180c\u180d\u180e\u200d\u202f1",
    "ភាសាမြန်བོད \u200b\u200c",
    "क्ष्ශ්රී \u200c\u200d",
    "葛漢か \u3000\ufe00\ufe0f\U000e0100",
    "👩👧🏳❤🌈🏽⚕1\u200d\ufe0f\u20e3 ",
    "∩∪≤ \ufe00a",
]


@given(
    st.sampled_from(SCRIPTS).flatmap(lambda script: st.text(st.sampled_from(script), max_size=30))
)
@settings(max_examples=60, deadline=None)
def test_marks_that_a_script_needs_stand_on_paper_and_are_never_spelled_out(text: str) -> None:
    said = document(f"begin {text} end")
    page = " ".join(" ".join(lines(f"begin {text} end")).split())
    assert page == " ".join(cleaned(f"begin {text} end").split())
    for found in (words_in_word(word(said)), plain(said).decode()):
        assert page in " ".join(found.split())
    made = words_in_pdf(pdf(said))  # has its words in the order in which they are painted
    for char in set(text):
        if not char.isprintable() or 0xFE00 <= ord(char) <= 0xFE0F or ord(char) == 0xE0100:
            assert named(char) not in made


@pytest.mark.parametrize(
    "words",
    [
        "ภาษา\u200bไทย",
        "مرحبا\u061c (1) \u2068abc\u2069",
        "\u2067שלום (abc)\u2069",
        "\u202bשלום\u202c",
        "ᠮᠣᠩ\u180b ᠠ\u180eᠠ",
        "葛\U000e0100",
    ],
)
def test_a_needed_mark_is_not_spelled_out_on_any_paper(words: str) -> None:
    said = document(words)
    for found in (words_in_pdf(pdf(said)), words_in_word(word(said)), plain(said).decode()):
        assert not re.search(
            r"\[[^]]*(ZERO WIDTH|ISOLATE|EMBEDDING|MARK|SELECTOR|SEPARATOR)", found
        )


def test_one_sign_without_a_picture_costs_no_other_letter_its_own() -> None:
    made = words_in_pdf(pdf(document("Press 1\u20e2 then Ελλάδα 👍🏽")))
    assert "Ελλάδα" in made
    assert "👍🏽" in made
    assert "[COMBINING ENCLOSING SCREEN]" in made
