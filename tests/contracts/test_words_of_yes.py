"""The words of a yes are the same wherever they are shown; what is only read never stands under them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from pactwork.contracts.actions import waive
from pactwork.contracts.models import Ask
from pactwork.contracts.queries.by_link import ADVOCATE, Plan, plan_of
from pactwork.contracts.queries.reading import sums_of
from pactwork.contracts.queries.words_of_yes import agreed_content, lines_of_yes
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.rules.drafts import digests
from pactwork.documents.pages.printed import printed
from pactwork.documents.pages.proofs import proof
from pactwork.documents.pages.sign_sheet import five_lines
from pactwork.documents.paper.document import Labelled, Table, texts
from pactwork.documents.paper.plain import plain
from pactwork.documents.queries.trail import trail
from pactwork.documents.reader import Reader
from pactwork.emails.manifest import EMAILS
from pactwork.history.models import Delivery
from pactwork.modules.speaking import speaking_of
from pactwork.workplace.pages.plan_words import parts_of
from tests.contracts.plans import asked, reader, text_of
from tests.contracts.play import FILES, PANEL, TRIO, Play
from tests.contracts.test_plan_modules import SHIPPED, links_of, name_of
from tests.stories import World

ONLY = "For information: not part of your yes"
EVERY = [*FILES.glob("*.yaml"), *SHIPPED.glob("*/module.yaml"), PANEL, TRIO]
BY_LINK = sorted(path for path in EVERY if "by: link" in path.read_text())


def words_of(plan: Plan) -> set[str]:
    """By hand: the sections that the law says this yes covers, line by line."""
    form = plan.dossier.at(plan.draft).template
    keys = plan.dossier.covers(plan.seat.party, plan.draft)
    sections = [s for s in form.sections if s.key in keys]
    assert [s.key for s in sections] == [p.key for p in parts_of(plan) if p.covered]
    lines = [lines_of_yes(s, plan.draft.content, plan.dossier.context) for s in sections]
    return {line.text for some in lines for line in some}


def on_page(plan: Plan) -> set[str]:
    facts = [fact for part in parts_of(plan) if part.covered for fact in part.facts]
    return {fact.words for fact in facts if fact.words.strip()}


def on_sheet(plan: Plan) -> set[str]:
    sheet = five_lines(plan.dossier, plan.draft, plan.party)
    assert sheet is not None
    rows = [row for block in sheet.blocks if isinstance(block, Table) for row in block.rows]
    return {str(text) for _label, text in rows}


def in_file(plan: Plan) -> tuple[list[str], list[str]]:
    """The names of the sections in PDF, Word and text: of the yes, and only to read."""
    reads = Reader(ADVOCATE, frozenset({plan.seat.party}))
    said = printed(plan.dossier, plan.draft, reads)
    apart = next((n for n, b in enumerate(said.blocks) if ONLY in list(texts(b))), None)
    named = [(n, b.label) for n, b in enumerate(said.blocks) if isinstance(b, Labelled)]
    shorts = {s.short for s in plan.dossier.template.sections}
    own = [label for n, label in named if label in shorts and (apart is None or n < apart)]
    return own, [label for n, label in named if label in shorts and label not in own]


@pytest.mark.parametrize("file", BY_LINK, ids=name_of)
def test_page_sheet_file_receipt_and_evidence_show_one_set_of_words(
    db: None, clock: Any, file: Path
) -> None:
    play = Play(file)
    play.share()
    with speaking_of(play.run):
        _one_set_of_words(play)


def _one_set_of_words(play: Play) -> None:
    for plan in links_of(play):
        wanted = words_of(plan)
        assert wanted
        assert on_page(plan) == wanted
        assert on_sheet(plan) == wanted
        keys = plan.dossier.covers(plan.seat.party, plan.draft)
        shorts = [s.short for s in plan.dossier.template.sections if s.key in keys]
        own, others = in_file(plan)
        assert own == shorts
        assert not set(own) & set(others)
        read_only = [p.short for p in parts_of(plan) if not p.covered]
        assert set(read_only) & set(own) == set()
        play.answer(plan.seat.party, "yes", plan.seat.n)
        now = plan_of(plan.link)
        assert now is not None
        assert on_page(now) == wanted
        given = now.answer
        assert given is not None
        marks = trail(now.dossier, Reader(ADVOCATE, frozenset({now.seat.party})))
        known = proof(marks, given, now.reads(now.draft))
        assert [name for name, _digest in known.sections] == shorts
        mail = EMAILS["receipt"].build(Delivery.objects.get(kind="receipt", about=given.ref))
        about = " ".join(mail.body.split())  # type: ignore[union-attr]
        assert f"Your yes is about: {'; '.join(shorts)}. Nothing else." in about


def test_what_is_only_read_stands_apart_and_says_so(db: None, clock: Any) -> None:
    """A workplace that may read a section beside those that need its yes."""
    world_of = [p for p in BY_LINK if "readers: [" in p.read_text() or "readers:" in p.read_text()]
    seen = 0
    for file in world_of:
        play = Play(file)
        play.share()
        for plan in links_of(play):
            others = [p.short for p in parts_of(plan) if not p.covered]
            page = text_of(reader_of(plan).open())
            assert (ONLY in page) == bool(others)
            if others:
                seen += 1
                before, after = page.split(ONLY, 1)
                own = [p for p in parts_of(plan) if p.covered]
                assert all(p.short in before for p in own)
                assert all(short in after for short in others)
    assert seen


def test_the_words_of_a_yes_with_a_change_are_those_its_fingerprints_cover(world: World) -> None:
    world.share()
    seat = world.ask("workplace")
    changes = (
        PointSaid("Less.", "card", "need", "One hour, in week 5."),
        PointSaid("Later.", "card", "when", "April to June.\r\nNever in March."),
    )
    given = world.answer("workplace", "yes_change", points=changes)
    found = world.dossier()
    words = agreed_content(found, found.answers[-1])
    frozen = digests(found.template, words, found.context)
    assert {key: frozen[key] for key in given.covered} == given.covered
    assert given.covered != {k: found.drafts[0].digests[k] for k in given.covered}
    plan = plan_of(Ask.objects.get(seat=seat).link)
    assert plan is not None
    said = {fact.words for part in parts_of(plan, plan.content_of(given)) for fact in part.facts}
    assert "One hour, in week 5." in said


def test_a_field_left_blank_is_still_there_to_propose_words_for(world: World) -> None:
    world.share()
    seat = world.ask("workplace")
    plan = plan_of(Ask.objects.get(seat=seat).link)
    assert plan is not None
    words = plan.draft.content
    blank = {**words, "card": {**words["card"], "need": ""}}
    (need,) = [
        f for part in parts_of(plan, blank) for f in part.facts if f.field == "change-card-need"
    ]
    assert (need.words, need.prompt is not None) == ("", True)


def reader_of(plan: Plan) -> Any:
    from tests.contracts.plans import Reader as Browser

    return Browser(plan.link)


def test_a_sheet_says_whose_words_are_whose(db: None, clock: Any) -> None:
    seen = 0
    for file in BY_LINK:
        play = Play(file)
        play.share()
        for plan in links_of(play):
            sheet = five_lines(plan.dossier, plan.draft, plan.party)
            assert sheet is not None
            keys = plan.dossier.covers(plan.seat.party, plan.draft)
            tables = [b for b in sheet.blocks if isinstance(b, Table)]
            sections = [s for s in plan.dossier.template.sections if s.key in keys]
            for section, table in zip(sections, tables, strict=True):
                known = {
                    "house": play.institution.name,
                    "who": plan.dossier.contract.student.name,
                    "name": plan.dossier.contract.student.first_name,
                }
                party = plan.dossier.template.party(section.by or "")
                if party == plan.party:
                    known["who"] = f"{plan.holder.name}, {party.title}"
                elif party or section.by != "student":
                    known["who"] = party.title if party else play.institution.name
                head = {"facts": "As recorded by %(house)s", "promise": "Undertaken by %(who)s"}
                with speaking_of(play.run):
                    said = gettext(head.get(section.kind, "In %(name)s’s words")) % known
                assert table.columns[1] == said
                seen += section.kind in head
    assert seen


def test_what_nobodys_yes_is_about_is_marked_with_its_question(db: None, clock: Any) -> None:
    seen = 0
    for file in BY_LINK:
        play = Play(file)
        play.share()
        dossier = play.dossier
        form, draft = dossier.template, dossier.newest
        assert draft
        said = printed(dossier, draft, Reader(frozenset({"student"}), frozenset()))
        asked = {
            s.short
            for s in form.sections
            if any(s.key in dossier.covers(p.key, draft) for p in form.parties)
        }
        apart, labels = False, {}
        for block in said.blocks:
            apart = apart or "For information: not part of any yes" in list(texts(block))
            if isinstance(block, Labelled) and block.label in {s.short for s in form.sections}:
                labels[block.label] = apart
        assert labels == {name: name not in asked for name in labels}
        seen += sum(labels.values())
        for section in form.sections:
            asks = [p.ask for p in section.prompts if section.kind == "prose"]
            words = list(texts(said.blocks))
            shown = [ask for ask in asks if section.short in labels]
            missing = [a for a in shown if not any(str(w).startswith(a) for w in words)]
            assert missing == [], file.name
    assert seen


def test_the_whole_review_says_what_ones_yes_is_about_with_its_sums(world: World) -> None:
    """Sections that the university's yes is not about are only read; hours are hours, and add up."""
    world.share()
    world.ask("university")
    page = text_of(
        world.client("helen").get(reverse("contracts:review", args=[world.contract().ref]))
    )
    found = world.dossier()
    assert found.newest
    content, sections = found.newest.content, found.template.sections
    keys = found.covers("university", found.newest)
    assert page.count(ONLY) == sum(s.key not in keys for s in sections) > 0
    weeks = next(s for s in sections if s.kind == "weeks")
    kinds, hours = zip(*sums_of(weeks, content, found.context), strict=True)
    assert " ".join(["Week", *kinds, "Total"]) in page
    assert " ".join(["Total", *map(str, hours), str(sum(hours))]) in page


def test_a_waiver_drops_no_yes_that_still_holds(world: World, clock: Any) -> None:
    """The words went away and came back; in between somebody let the seat go unasked."""
    world.share()
    world.ask("workplace")
    world.answer("workplace")
    clock.forward(days=1)
    world.share(card={"need": "A quiet room on Fridays."})
    seat = world.seat("workplace")
    clock.forward(days=1)
    waive(world.contract(), seat.ref, by=world.actor("helen"), reason="Carol is away.")
    assert world.dossier().stands.seat(seat.pk).state == "waived"
    clock.forward(days=1)
    world.share(card={"need": "My own call recordings and half an hour in weeks 5 and 9."})
    assert world.dossier().stands.seat(seat.pk).state == "yes"
    world.ask("university")
    world.answer("university")
    agreed = world.dossier().agreements[-1]
    assert [y["how"] for y in agreed.yeses if y["party"] == "workplace"] == ["link"]
    assert "You said yes" in text_of(reader(world).open())


# --- Every moment names its clock (case-26)

ZONE = "All times are in the Europe/London time zone."
TIME = re.compile(r"\b\d{1,2} \w+ \d{4}, \d\d:\d\d")


def test_the_zone_is_named_once_on_evidence_papers_and_pages_by_link(world: World) -> None:
    world.agreed()
    ref, carol = world.contract().ref, reader(world)
    client = world.client("nadine")
    for page in (
        client.get(f"/contracts/{ref}/evidence/"),
        client.get(f"/contracts/{ref}/agreement/"),
        client.get(f"/contracts/{ref}/history/"),
        carol.open(),
        carol.client.get(f"{carol.page}agreement/"),
    ):
        said = text_of(page)
        assert TIME.search(said)
        assert said.count(ZONE) == 1
    made = client.get(f"/contracts/{ref}/drafts/1/paper.txt").content.decode()
    assert " ".join(made.split()).count(ZONE) == 1


def test_the_zone_is_the_institutions_own(world: World) -> None:
    world.institution.time_zone = "Pacific/Auckland"
    world.institution.save()
    world.agreed()
    made = plain(
        printed(
            world.dossier(), world.dossier().newest, Reader(frozenset({"student"}), frozenset())
        )
    )
    assert "the Pacific/Auckland time zone" in " ".join(made.decode().split())


def test_mails_to_a_workplace_that_tell_a_moment_name_their_clock(world: World) -> None:
    carol = asked(world)
    carol.answer("yes")
    for sent in Delivery.objects.filter(to=carol.link.email):
        mail = EMAILS[sent.kind].build(sent)
        if not isinstance(mail, str):
            said = " ".join(str(mail.body).split())
            assert said.count(ZONE) == bool(TIME.search(said))
    receipt = EMAILS["receipt"].build(Delivery.objects.get(kind="receipt"))
    assert ZONE in " ".join(receipt.body.split())  # type: ignore[union-attr]
