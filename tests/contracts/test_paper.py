"""A contract as files: what stands in them for whom, their tags, their bytes, and any letter at all."""

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.contracts import actions
from pactwork.contracts.typed import Told
from pactwork.documents.pages.printed import yeses_to
from pactwork.documents.paper.glyphs import can_show_plainly
from pactwork.documents.paper.plain import plain
from pactwork.documents.paper.press import pressed
from pactwork.documents.paper.printable import named, visible
from pactwork.documents.paper.typeset import _lettered, pdf, said_of
from pactwork.documents.paper.word import word
from pactwork.ground.canonical import fingerprint
from pactwork.history.models import Entry
from pactwork.history.outbox import deliver_due
from pactwork.modules.actions import load_module
from pactwork.modules.reading import read
from pactwork.modules.rules.specification import Specification
from pactwork.wiring.emails import EMAILS
from tests.conftest import MONDAY, Clock
from tests.contracts.papers import AT, document
from tests.contracts.plans import reader, text_of
from tests.files import words_in_pdf, words_in_word
from tests.stories import CAROL, FILES, World


def address(world: World, form: str, number: int = 1) -> str:
    return f"/contracts/{world.contract().ref}/drafts/{number}/paper.{form}"


def got(world: World, who: str, form: str, number: int = 1) -> bytes:
    response = world.client(who).get(address(world, form, number))
    assert response.status_code == 200
    return response.content


def on_one_line(text: bytes) -> str:
    return " ".join(text.decode().split())


def readable_forms(world: World, who: str, number: int = 1) -> dict[str, str]:
    return {
        "pdf": words_in_pdf(got(world, who, "pdf", number)),
        "docx": words_in_word(got(world, who, "docx", number)),
        "txt": on_one_line(got(world, who, "txt", number)),
    }


def amended(world: World, clock: Clock) -> None:
    """Agreed, and ten days later one section changed and was agreed anew."""
    world.agreed()
    clock.forward(days=10)
    world.share(stops={"outside": "I leave every policy alone."})
    world.ask("university")
    world.answer("university", "yes_suggest")


def test_every_form_says_the_same(world: World, clock: Clock) -> None:
    amended(world, clock)
    digest = world.dossier().drafts[1].digest
    expected = [
        "Handling complaints well, starting with my own calls",
        "Nadine Brooks, Housing officer, Larkmoor Homes",
        "Midshire University, Action inquiry, 15 credits",
        "Agreed Thursday 15 October 2026",
        "Tenants ring me angry",
        "I leave every policy alone.",
        "150 hours in total",
        "Two tutorials of half an hour with a learning facilitator",
        "Say how you will pick the calls.",
        "Carol Benning",
        "5 October 2026, 10:00, by link",
        "15 October 2026, 10:00, signed in",
        "15 October 2026, 10:00, shared this text",
        fingerprint(digest),
        digest,
        "Draft 1, in force from 5 October 2026, 10:00 to 15 October 2026, 10:00",
        "Draft 2, in force from 15 October 2026, 10:00",
        "rewrite the complaints policy",
        "the link in an email to carol.benning@larkmoor.example",
        "not recorded",
    ]
    for form, text in readable_forms(world, "nadine", 2).items():
        missing = [words for words in expected if words not in text]
        assert not missing, form


def test_evidence_names_the_entry_that_holds_each_yes(world: World, clock: Clock) -> None:
    amended(world, clock)
    found = world.dossier()
    held = {a.ref: a for a in yeses_to(found, found.drafts[1])}
    assert {a.by_name for a in held.values()} == {"Carol Benning", "Dr Helen Marsh"}
    text = readable_forms(world, "nadine", 2)["txt"]
    for entry in Entry.objects.filter(act="answered", payload__answer__in=held):
        assert f"number {entry.seq} of chain {entry.chain}" in text
        assert entry.hash in text


def test_a_draft_that_is_not_agreed_says_so(world: World) -> None:
    world.share()
    for text in readable_forms(world, "nadine").values():
        assert "Draft 1 of Monday 5 October 2026, not agreed" in text
        assert "Agreements and amendments" not in text


PRIVATE = {
    "priya": ("PRIVATE", "Kapoor", "Listens to three calls", "Say how you will pick", "carol.b"),
    "grace": ("PRIVATE", "Kapoor", "Tenants ring me angry", "Handling complaints well"),
    "anil": ("Tenants ring me angry", "Listens to three calls", "carol.b", "twelve of my own"),
}


def private_story(world: World) -> None:
    world.share(triage={"sensitive": "yes", "letters": "PRIVATE-EMAILS"})
    world.ask("ethics")
    world.answer("ethics")
    world.ask("workplace")
    world.answer("workplace")
    world.ask("university")
    world.answer("university", "yes_suggest")


@pytest.mark.asvs("V8.2.3")
@pytest.mark.parametrize("who", PRIVATE)
def test_nobody_finds_words_that_are_not_theirs(world: World, who: str) -> None:
    private_story(world)
    for form, text in readable_forms(world, who).items():
        found = [words for words in PRIVATE[who] if words in text]
        assert not found, form
    own = readable_forms(world, "nadine")
    assert all("PRIVATE-EMAILS" in text and "Kapoor" in text for text in own.values())


def test_the_advocates_copy(world: World) -> None:
    world.share(triage={"sensitive": "yes", "letters": "PRIVATE-EMAILS"})
    world.ask("workplace")
    carol = reader(world)
    assert carol.client.get(f"{carol.page}paper.pdf").status_code == 403  # before the link
    carol.answer("yes")
    assert carol.client.get(f"{carol.page}paper.pdf").status_code == 404
    world.ask("ethics")
    world.answer("ethics")
    world.ask("university")
    world.answer("university")
    response = carol.client.get(f"{carol.page}paper.pdf")
    text = words_in_pdf(response.content)
    assert response["Cache-Control"] == "no-store, private"
    for words in ("Learning plan", "Listen back to twelve", "Carol Benning", "Dr Helen Marsh"):
        assert words in text
    for private in ("PRIVATE", "Kapoor", "Handling complaints", "rewrite", "Tenants ring me angry"):
        assert private not in text
        for form in ("docx", "txt"):
            other = carol.client.get(f"{carol.page}paper.{form}").content
            assert private not in (words_in_word(other) if form == "docx" else other.decode())


def test_strangers_and_other_forms_find_nothing(world: World) -> None:
    world.agreed()
    for who in ("colin", "dan", "moira"):
        for form in ("pdf", "docx", "txt"):
            assert world.client(who).get(address(world, form)).status_code == 404
    own = world.client("nadine")
    for path in (address(world, "exe"), address(world, "pdf", 9), address(world, "pdf", 0)):
        assert own.get(path).status_code == 404


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("txt", "text/plain; charset=utf-8"),
    ],
)
def test_what_a_file_says_of_itself(world: World, form: str, kind: str) -> None:
    world.agreed()
    student = world.people["nadine"]
    student.name = 'Nadine "../B\r\nrooks" Žižek'
    student.save()
    for method in ("get", "head"):
        response = getattr(world.client("nadine"), method)(address(world, form))
        assert response.status_code == 200
        assert response["Content-Type"] == kind
        assert response["X-Content-Type-Options"] == "nosniff"
        assert re.fullmatch(
            rf'attachment; filename="[a-z0-9-]+-draft-1\.{form}"', response["Content-Disposition"]
        )
    assert world.client("nadine").post(address(world, form)).status_code == 405


def test_the_sheet_for_the_workplace_is_one_page(world: World) -> None:
    """With as many words as the form takes."""
    long = "Listen back to twelve of my own calls. " * 40
    world.share(card={"do": long[:499], "when": long[:299]})
    world.ask("workplace")
    path = f"/contracts/{world.contract().ref}/drafts/1/sheet.pdf"
    carol = reader(world)
    carol.open()
    for file in (world.client("nadine").get(path), carol.client.get(f"{carol.page}sheet.pdf")):
        assert file.status_code == 200
        with pikepdf.open(io.BytesIO(file.content)) as made:
            assert len(made.pages) == 1
        text = words_in_pdf(file.content)
        for words in (
            "Is this all right with you?",
            "No tenant names",
            "Signature",
            "Yes, go ahead",
        ):
            assert words in text
        assert "Tenants ring me angry" not in text
    assert world.client("colin").get(path).status_code == 404
    assert world.client("anil").get(path).status_code == 404


def test_the_evidence_page(world: World) -> None:
    private_story(world)
    path = f"/contracts/{world.contract().ref}/evidence/"
    own, peer = (text_of(world.client(who).get(path)) for who in ("nadine", "priya"))
    assert (
        "the link in an email to carol.benning@larkmoor.example, and the code in that email" in own
    )
    assert "Dr Anil Kapoor, Ethics" in own
    assert "Kapoor" not in peer
    assert "carol.benning@" not in peer
    assert world.client("colin").get(path).status_code == 404


def test_a_yes_taken_back_stays_in_the_evidence(world: World, clock: Clock) -> None:
    world.agreed()
    clock.forward(days=1)
    seat = world.seat("university").ref
    actions.withdraw_yes(world.contract(), seat, by=world.actor("helen"), reason="The lab closed.")
    text = readable_forms(world, "nadine")["txt"]
    assert "Withdrawn: 6 October 2026, 10:00" in text
    assert "Dr Helen Marsh’s yes stopped counting on 6 October 2026, 10:00." in text
    assert "The lab closed" not in text


def test_a_yes_that_somebody_wrote_down_says_who_and_how(world: World, clock: Clock) -> None:
    world.share()
    seat, why = world.seat("workplace").ref, "Her firewall eats our letters."
    told = Told("phone", MONDAY.date(), CAROL["name"], CAROL["email"], reason=why)
    actions.record_yes(world.contract(), seat, told, by=world.actor("helen"), draft=1)
    world.ask("university")
    world.answer("university", by="owen")
    for who, reads_why in (("nadine", True), ("priya", False)):
        for text in readable_forms(world, who).values():
            assert "said by phone on Monday 5 October 2026, written down by Dr Helen Marsh" in text
            assert "Time to dispute it" in text
            assert ("firewall" in text) is reads_why


def test_when_a_letter_left_and_was_opened(world: World, clock: Clock) -> None:
    world.share()
    world.ask("workplace")
    clock.forward(minutes=7)
    deliver_due(EMAILS, most=100)
    carol = reader(world)
    carol.client.get(carol.letter)  # another program looks first, in a browser of its own
    carol.client.cookies.clear()
    clock.forward(minutes=2)
    page = carol.open()
    clock.forward(minutes=1)
    wrong = carol.answer("yes", page, code="000000" if carol.code != "000000" else "111111")
    assert wrong.status_code == 422
    clock.forward(minutes=2)
    carol.answer("yes", wrong)
    for text in readable_forms(world, "nadine").values():
        asked, sent, opened, decided = (
            f"5 October 2026, 10:{minute}" for minute in ("00", "07", "09", "12")
        )
        found = text[text.index("Email sent") - 40 :]
        places = [found.index(one) for one in (asked, sent, opened, decided)]
        assert places == sorted(places)


def renamed() -> Specification:
    """The module with another name for one section and for one of its questions."""
    said = read(FILES / "action-inquiry" / "module.yaml").model_dump(mode="json")
    for form in said["templates"].values():
        stops = next(s for s in form["sections"] if s["key"] == "stops")
        stops["short"], stops["prompts"][1]["ask"] = "The edge of it", "What is outside?"
    return Specification.model_validate(said)


def test_the_day_of_printing_leaves_no_trace(world: World, clock: Clock) -> None:
    world.agreed()
    before = {form: got(world, "nadine", form) for form in ("pdf", "docx", "txt")}
    clock.forward(days=40)
    for form, file in before.items():
        assert got(world, "nadine", form) == file
    with pikepdf.open(io.BytesIO(before["pdf"])) as made:
        assert str(made.docinfo["/CreationDate"]) == "D:20261005090000Z"  # ten in London


def test_an_old_draft_prints_by_the_form_it_was_written_in(world: World, clock: Clock) -> None:
    world.agreed()
    before = {form: got(world, "nadine", form) for form in ("pdf", "docx", "txt")}
    load_module(world.institution, renamed(), folder=FILES / "action-inquiry")
    assert {form: got(world, "nadine", form) for form in before} == before
    clock.forward(days=1)
    actions.adopt_form(world.contract(), by=world.actor("nadine"))
    world.share(stops={"outside": "Every policy."})
    world.ask("university")
    world.answer("university")
    new, old = (readable_forms(world, "nadine", number)["txt"] for number in (2, 1))
    assert "The edge of it" in new
    assert "What is outside?" in new
    assert "The edge of it" not in old
    assert "Where it stops" in old


def test_a_no_after_a_yes_counts_for_a_draft_without_agreement(world: World, clock: Clock) -> None:
    world.share()
    world.ask("university")
    world.answer("university", "yes_suggest")
    found = world.dossier()
    assert [a.by_name for a in yeses_to(found, found.drafts[0])] == ["Dr Helen Marsh"]
    clock.forward(days=1)
    world.share(stops={"outside": "Everything."})
    world.ask("university")
    world.answer("university", "revise")
    clock.forward(days=1)
    world.share(stops={"outside": "I will not rewrite the complaints policy."})
    found = world.dossier()
    assert found.drafts[2].digests == found.drafts[0].digests
    assert yeses_to(found, found.drafts[2]) == []
    assert len(yeses_to(found, found.drafts[0])) == 1


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_file_costs_the_same_however_much_happened(
    world: World, clock: Clock, rounds: int, django_assert_max_num_queries: Any
) -> None:
    world.agreed()
    for number in range(rounds):
        clock.forward(days=1)
        world.share(stops={"outside": f"Nothing of number {number}."})
        world.ask("university")
        world.answer("university", "yes_suggest")
    client, ref = world.client("nadine"), world.contract().ref
    with django_assert_max_num_queries(26):
        client.get(address(world, "txt", rounds + 1))
    with django_assert_max_num_queries(26):
        client.get(f"/contracts/{ref}/evidence/")


# Tags, bytes and letters, without a database.


def test_the_pdf_is_tagged() -> None:
    with pikepdf.open(io.BytesIO(pdf(document()))) as made:
        root = made.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "en-GB"
        assert root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in root
        with made.open_metadata() as about:
            assert about["dc:title"] == "Contract: Tenants ring me."
            assert about["pdfuaid:part"] == "1"
        kinds = [str(e.S) for e in elements(root.StructTreeRoot)]
        heads = [e for e in elements(root.StructTreeRoot) if e.S == "/TH"]
    for kind in ("/H1", "/H2", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/P"):
        assert kind in kinds
    assert kinds.index("/H1") < kinds.index("/H2")
    assert len(heads) == 6
    assert all(any(a.get("/Scope") == "/Column" for a in head.A) for head in heads)


def elements(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    below = [k for k in kids if isinstance(k, pikepdf.Dictionary) and "/S" in k]
    return [one for kid in below for one in (kid, *elements(kid))]


def test_the_word_file_has_headings_header_rows_a_language_and_a_title() -> None:
    made = docx.Document(io.BytesIO(word(document())))
    assert made.core_properties.title == "Contract: Tenants ring me."
    assert made.core_properties.language == "en-GB"
    assert made.core_properties.created == AT
    styles = [p.style.name for p in made.paragraphs if p.style]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 2
    assert all("w:tblHeader" in t.rows[0]._tr.xml for t in made.tables)
    assert 'w:val="en-GB"' in made.styles.element.xml


TWICE = """
import sys
from tests.contracts.papers import document
from pactwork.documents.paper.formats import FORMS
text = "Any hour 你好 👍🏽 مرحبا"
sys.stdout.buffer.write(b"|next|".join(write(document(text)) for write, _ in FORMS.values()))
"""


def test_the_same_words_are_the_same_bytes_in_any_process_and_at_any_hour() -> None:
    root = Path(__file__).resolve().parents[2]
    files = [
        subprocess.run(
            [sys.executable, "-c", TWICE],
            cwd=root,
            env={"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{root / 'src'}:{root}"}
            | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2"))
    ]
    assert files[0] == files[1]
    assert files[0].startswith(b"%PDF")
    assert files[0].count(b"|next|") == 2


AWKWARD = [
    "👍🏽 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇬🇧 ❤️ 1️⃣",
    "你好 日本語 한국어 ｱァ",
    "مرحبا بالعالم שלום עולם",
    "ไทย ລາວ ខ្មែរ हिन्दी বাংলা தமிழ்",
    "አማርኛ ᚠᛇᚻ 𓀀 \U0001fa00 \U00020000",
    "1\u0611 a\u0312 x\u0335\u20e3 a\u0e34 e\u0301\u0323 \u0301 \u20e3",
    "\x00\x07\x1b\x7f\x85 \ud800 \udfff \ufffe \uffff \ufdd0 \U0010ffff",
    "\u202e evil \u2066 \u200b \ufeff \u00ad \ue000 \U000e0041 \u2028 \u2029",
    '#panic(1) *b* _i_ $x$ `raw` <label> @ref \\ " // /* */ ]] }} = h',
    "A" * 3_000,
    "",
    " \n \t \n",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_any_letter_prints_or_is_named(text: str) -> None:
    made = document(text, name=text)
    for write in (pdf, word, plain):
        assert write(made)


@settings(max_examples=120, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_no_character_makes_a_file_fail(text: str) -> None:
    made = document(text, name=text)
    assert pdf(made).startswith(b"%PDF")
    assert word(made).startswith(b"PK")
    assert plain(made).decode()


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_what_is_visible_stays_so(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    shown.encode()


def test_a_key_held_down_wraps_and_a_digest_can_be_copied() -> None:
    digest = "0123456789abcdef" * 4
    text = words_in_pdf(pdf(document(f"{'A' * 300} {digest}")))
    assert "A\u200bA" in text
    assert digest in text


def test_the_last_resort_prints_whatever_it_is_given() -> None:
    for text in AWKWARD:
        assert pressed(said_of(_lettered(document(text, name=text), can_show_plainly)))
    text = words_in_pdf(pressed(said_of(_lettered(document("Zoë 你 e\u0323"), can_show_plainly))))
    assert "Zoë [CJK UNIFIED IDEOGRAPH-4F60] " in text


def test_what_cannot_be_seen_is_named() -> None:
    assert named("\U0001f44d") == "[THUMBS UP SIGN]"
    assert visible("a\x07b\ud800c\u202ed") == "a[U+0007]b[U+D800]c[RIGHT-TO-LEFT OVERRIDE]d"
    text = words_in_pdf(pdf(document("An Ethiopic letter: አ")))
    assert "An Ethiopic letter: [ETHIOPIC SYLLABLE GLOTTAL A]" in text
