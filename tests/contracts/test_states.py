"""Every stage of the law, played; and what every page, mail and paper says of it, against a table by hand."""

import contextlib
import re
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

from django.core import mail
from django.db import transaction
from django.urls import reverse

import pactwork
from pactwork.contracts import actions
from pactwork.contracts.actions.sampling import sample
from pactwork.contracts.models import Ask
from pactwork.contracts.own_states import own_words
from pactwork.contracts.rules.standing import Stage
from pactwork.contracts.states import Knows, owing_names, state_words
from pactwork.contracts.vocabulary import stage_words
from pactwork.digests.queries import lines_for
from pactwork.ground import clock as time
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import Reader, text_of
from tests.contracts.play import PANEL, Play
from tests.contracts.states_read import (
    DEV,
    SAID,
    SEAT_SAID,
    STAGES,
    first,
    hints,
    page,
    pills,
    play,
    played,
    says,
)
from tests.contracts.states_table import JUST, ROWS, TABLE, Row
from tests.stories import World

Pages = tuple[tuple[str, tuple[object, ...]], ...]
# Other pages about the contract, or that list it.
ALSO: dict[str, Pages] = {
    "nadine": (
        ("contracts:check", ()), ("contracts:step", ("card",)), ("contracts:drafts", ()),
        ("contracts:rest", ()), ("contracts:points", ()), ("contracts:evidence", ()),
    ),
    "helen": (("contracts:drafts", ()), ("contracts:evidence", ())),
    "priya": (("contracts:draft", (1,)), ("contracts:drafts", ()), ("reviews:set", ())),
    "ruth": (("contracts:review", ()),),
    "grace": (("contracts:workspace", ()),),
}  # fmt: skip


# The states in which those are read: each stage, each kind of hold, and what is over.
SWEPT = {
    "shared", "both asked", "agreed on conditions", "both asked again", "paused",
    "the workplace takes its yes back", "ended: completed", "declared void",
}  # fmt: skip


class Undone(Exception):
    """What was played is taken back."""


def walk(world: World, clock: Clock, row: Row, subtests: Any) -> None:
    """The row's own moves, what everybody reads then, and the rows that come after it; then undone."""
    began = time.now()
    with contextlib.suppress(Undone), transaction.atomic():
        for move in row.moves:
            clock.forward(minutes=1)
            play(world, move)
        with subtests.test(row.name):
            reads_all(world, row, clock)
        for after in TABLE:
            if after.after == row.name:
                walk(world, clock, after, subtests)
        raise Undone
    clock.set(began)


def test_every_page_mail_and_paper_says_what_the_state_is(
    world: World, clock: Clock, subtests: Any
) -> None:
    """Each move is played once; what is read after it is undone before the next."""
    for row in TABLE:
        if not row.after:
            walk(world, clock, row, subtests)


def reads_all(world: World, row: Row, clock: Clock) -> None:
    began = time.now()
    with contextlib.suppress(Undone), transaction.atomic():
        if not row.at_once:
            clock.forward(minutes=11)  # what was just agreed can be undone no more
        overview = page(world, "nadine", "contracts:workspace")
        says(overview, row.student, "overview")
        if not row.at_once:
            _one_name(world, row, overview)
        if world.dossier().drafts:
            _seats(world, row)
            _set_and_history(world, row)
            _staff_and_examiner(world, row)
        if row.name in SWEPT:
            _elsewhere(world, row)
        if row.link:
            _by_link(world, row)
        if not row.at_once:
            _mail(world, row, clock)
        raise Undone
    clock.set(began)


def _one_name(world: World, row: Row, overview: Any) -> None:
    assert pills(overview) & STAGES == {row.stage}
    queue = page(world, "helen", "contracts:queue", query="?show=all&q=Nadine")
    assert (pills(queue) & STAGES) == {row.stage}, "queue"
    home = world.client("nadine").get(reverse("home"))
    assert pills(home) & STAGES <= {row.stage}, "home"
    if row.stage not in ("Drafting", "Asking"):
        assert row.stage in pills(home)


def _seats(world: World, row: Row) -> None:
    """Where each seat stands: on the page that asks it, and on the page after sharing."""
    shared = text_of(page(world, "nadine", "contracts:shared", 1))
    for party, (word, sentence) in zip(("workplace", "university"), row.seats, strict=True):
        asks = text_of(page(world, "nadine", "contracts:ask", world.seat(party).ref))
        assert f"{party.title()}: {word} " in asks, party
        assert f"{party.title()}: {word}." in shared, party
        assert [one for one in SEAT_SAID.findall(asks) if one != sentence] == [], party
        assert sentence in asks, party


def _set_and_history(world: World, row: Row) -> None:
    heard = row.peer or row.student
    says(page(world, "priya", "reviews:reading"), heard, "the set's page")
    if row.peer:
        says(page(world, "priya", "contracts:history"), heard, "the set's history")
    history = page(world, "nadine", "contracts:history")
    says(history, row.student, "history")
    newest = re.search(
        r'<ol class="told-acts">(.*?)<p class="hint">', history.content.decode(), re.S
    )
    assert newest
    assert " ".join(re.sub(r"<[^>]+>", " ", newest[1]).split()) == row.told


def _elsewhere(world: World, row: Row) -> None:
    """Pages that need not say it, and may say nothing else."""
    known = {*row.student, *row.link, *row.peer}
    for name, routes in ALSO.items():
        for route, more in routes:
            found = page(world, name, route, *more)
            text = text_of(found)
            assert set(SAID.findall(text)) <= known, (name, route)
            assert not hints(text, known), (name, route, hints(text, known))
            assert pills(found) & STAGES <= {row.stage}, (name, route)


def _staff_and_examiner(world: World, row: Row) -> None:
    expected = row.student
    says(page(world, "helen", "contracts:review"), expected, "review")
    day = time.today("Europe/London") + timedelta(days=9)
    sample(
        world.run, [world.contract()], to=world.people["lena"], until=day, by=world.actor("ruth")
    )
    says(page(world, "lena", "contracts:draft", 1), expected, "examiner")
    samples = world.client("lena").get(reverse("home"))
    assert pills(samples) & STAGES == {row.stage}, "samples"
    agreement = page(world, "lena", "contracts:agreement")
    assert SAID.findall(text_of(agreement)) == list(expected), "agreement"
    paper = page(world, "nadine", "contracts:paper", 1, "txt").content.decode().splitlines()
    assert row.paper in paper, paper[:6]


def _by_link(world: World, row: Row) -> None:
    carol = first(world).open()
    says(carol, row.link, "by link")
    assert row.pill in text_of(carol)
    assert "Everybody has said yes" not in text_of(carol)


def _mail(world: World, row: Row, clock: Clock) -> None:
    """Mail that goes out when all is played says nothing that is not so."""
    mail.outbox.clear()
    clock.forward(minutes=30)
    deliver_due(EMAILS)
    known = {*row.student, *row.link}
    for one in mail.outbox:
        text = " ".join(str(one.body).split())
        for said in SAID.findall(text):
            assert said in known, (one.subject, said)


# Where a sentence of this kind may stand outside its two homes: what a state means, and what is history.
ELSEWHERE = {
    "workspace/pages/overview.py": 2,  # a heading, and what changing means
    "documents/pages/printed_changes.py": 2,  # from when to when each draft was in force
    "documents/templates/documents/agreement.html": 3,  # of a date that somebody chose
    "workspace/templates/workspace/parts/mid_point.html": 1,  # who will be asked
    "workspace/templates/workspace/leaving.html": 1,  # what an act will do
    "workplace/templates/workplace/plan_gone.html": 2,  # a question that a pause ended
    "workplace/templates/workplace/plan_withdraw.html": 1,
    "desk/templates/desk/review_moves.html": 1,
    "modules/templates/modules/draft.html": 2,  # a module’s file is put into force
    "modules/templates/modules/draft_difference.html": 4,
    "modules/templates/modules/list.html": 2,
    "modules/templates/modules/parts/versions.html": 2,
    "modules/templates/modules/roster.html": 1,
    "modules/views/drafting.py": 1,
    "modules/news.py": 1,
    "contracts/personal_data.py": 1,  # a heading in everything about somebody
}
SPOKEN = re.compile(
    r"""_\(\s*["'][^"']*"""
    r"(?:[Ee]verybody (?:has said yes|whose)|[Ii]n force|[Oo]n hold|[Ss]uspended|Amending)"
)


def test_no_other_file_says_what_is_agreed_in_force_or_on_hold() -> None:
    homes = {"contracts/states.py", "contracts/vocabulary.py"}
    root, found = Path(pactwork.__file__).parent, {}
    for path in [*root.rglob("*.py"), *root.rglob("*.html")]:
        name = str(path.relative_to(root))
        said = len(SPOKEN.findall(path.read_text()))
        if said and name not in homes:
            found[name] = said
    assert found == ELSEWHERE


def test_whoever_was_replaced_is_told_so_and_nothing_else(world: World, clock: Clock) -> None:
    """Somebody else is asked, and agrees; the old link never speaks of that."""
    played(world, ROWS["new words for both"], clock)
    known = {"by": world.actor("nadine"), "draft": 2, **DEV}
    actions.ask(world.contract(), world.seat("workplace").ref, **known)
    text = text_of(first(world).open())
    assert "Someone else was asked about the newest wording on Monday 5 October 2026." in text
    assert not SAID.findall(text)
    clock.forward(minutes=1)
    world.answer("workplace")
    world.ask("university")
    world.answer("university")
    text = text_of(first(world).open())
    assert "Someone else gave a later answer on Monday 5 October 2026." in text
    assert not SAID.findall(text)
    assert "Read what" not in text


def test_one_of_two_who_took_theirs_back_is_not_told_that_theirs_holds(
    db: None, clock: Clock
) -> None:
    """Any of two is enough, so it is agreed anew without them."""
    play = Play(PANEL, WAY="link", OTHER="facilitator")
    play.share()
    for n in (1, 2):
        play.ask("panel", n)
        play.answer("panel", n=n)
    play.agreed("other")
    clock.forward(minutes=1)
    play.withdraw("panel", 1)
    own = [own_words(play.dossier, answer) for answer in play.dossier.answers]
    assert [one.word for one in own[:2]] == ["Withdrawn", "Still valid"]
    assert play.dossier.state.everybody
    mail.outbox.clear()
    clock.forward(minutes=30)
    deliver_due(EMAILS)
    agreed = [one.to[0] for one in mail.outbox if "is agreed" in one.subject]
    assert "panel1@host.example" not in agreed
    assert "panel2@host.example" in agreed


def test_of_two_workplaces_the_one_that_has_not_answered_is_named(db: None, clock: Clock) -> None:
    play = Play(PANEL, WAY="link", OTHER="facilitator", any="all")
    play.share()
    for n in (1, 2):
        play.ask("panel", n)
    play.answer("panel", n=1)
    known = Knows(["panel", "other"])
    assert state_words(play.dossier, known) == [
        "Nothing is agreed yet.",
        "Still to say yes to draft 1: Panel 2 and Other.",
    ]
    hidden = Knows(["panel"], seat=play.seat("panel", 2).pk, endings=False)
    assert owing_names(play.dossier, hidden) == ["you", "the university"]


def test_a_digest_asks_nobody_about_a_contract_that_is_over_or_on_hold(
    world: World, clock: Clock
) -> None:
    for name in ("paused", "ended: completed"):
        with transaction.atomic():
            mark = transaction.savepoint()
            played(world, ROWS[name], clock)
            found = lines_for(world.actor("nadine"), time.now() - timedelta(days=7))
            assert not [line for line in found if line.kind in ("mine", "others")], name
            transaction.savepoint_rollback(mark)


def test_a_mail_that_a_pause_held_up_is_not_sent_once_it_goes_on(
    world: World, clock: Clock
) -> None:
    played(world, ROWS["both asked"], clock)
    deliver_due(EMAILS)
    play(world, "pause")
    clock.forward(minutes=1)
    play(world, "resume")
    mail.outbox.clear()
    deliver_due(EMAILS)
    assert not [one for one in mail.outbox if "On hold" in one.subject]
    text = text_of(first(world).open())
    assert "This was on hold" in text
    assert "has since resumed" in text


def test_the_table_has_every_stage() -> None:
    words = {stage_words()[stage][1] for stage in get_args(Stage)}
    assert {row.stage for row in TABLE} == words
    assert {ROWS[name].stage for name in SWEPT} == words


def test_a_workplace_is_not_told_that_everybody_has_said_yes_while_the_university_has_not(
    world: World, clock: Clock
) -> None:
    """case-12: the page of the new question, not of the first."""
    played(world, ROWS["both asked again"], clock)
    ask = Ask.objects.filter(link__isnull=False).select_related("link__institution").latest("pk")
    assert ask.link is not None
    carol = Reader(ask.link)
    text = text_of(carol.answer("yes"))
    assert "You said yes" in text
    just = JUST.format("10:15")
    assert (
        f"The agreed draft is draft 1. {just}. Still to say yes to the new wording, draft 2" in text
    )
    assert "Everybody" not in text
    clock.forward(minutes=11)
    text = text_of(carol.open())
    assert "The agreed draft is draft 1, in force since Monday 5 October 2026." in text
    assert "Still to say yes to the new wording, draft 2: the university." in text
    assert "Everybody" not in text
    assert "University Asked 5 Oct" in text
