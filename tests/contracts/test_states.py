"""Every stage of the law, played; and what every page, mail and paper says of it, against a table by hand."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

import pactwork
from pactwork.contracts import actions
from pactwork.contracts.actions.sampling import sample
from pactwork.contracts.models import Ask
from pactwork.contracts.rules.standing import Stage
from pactwork.contracts.states import Knows, owing_names, own_words, state_words
from pactwork.contracts.vocabulary import stage_words
from pactwork.digests.queries import lines_for
from pactwork.ground import clock as time
from pactwork.history.outbox import deliver_due
from pactwork.letters import LETTERS
from tests.conftest import Clock
from tests.contracts.plans import Reader, text_of
from tests.contracts.play import PANEL, Play
from tests.contracts.states_table import ROWS, TABLE, Row
from tests.stories import World

DEV = {"name": "Dev Patel", "email": "dev.patel@larkmoor.example"}
STAGES = {word for key, (_mark, word) in stage_words().items() if key != "idle"}
VAN = {"need": "My own call recordings. And a van for two afternoons.", "hours-at-work": "12"}
QUESTION = {"use": "Carol can use it, and so can the other teams."}
WORDING = {"need": "The recordings of my own calls, and half an hour in weeks 5 and 9."}
# Whatever looks like a sentence about a state. ``test_states`` finds no other on any page.
SAID = re.compile(
    r"Everybody whose yes is needed has said yes to draft \d+\. In force since [^.]*\."
    r"|What (?:is|was) agreed is draft[^.]*\.|Nothing (?:is|was) agreed(?: yet)?\.|No draft is shared yet\."
    r"|On hold: paused since [^.]*\. Nobody is asked anything until it is taken up again\."
    r"|On hold since [^.]*\.|(?:For the new words|Still to say yes)[^.]*: [^.]*\."
    r"|The contract (?:was|ended)[^.]*\.|Draft \d+ was agreed on [^.]*\. None of it is in force any more\."
)
HINTS = re.compile(r"everybody (?:has|whose)|in force|on hold|suspended|amending", re.IGNORECASE)
# Sentences that say what a state means, and not which it is.
MEANINGS = (
    "The agreed words stay in force until every yes that is needed covers the new ones.",
    "What is agreed is then on hold until there is a yes again.",
    "An agreed contract is on hold until there is a yes again.",
    "Your contract is on hold", "In force on other dates", "Nothing was in force on", "This is on hold",
)  # fmt: skip


def _play(world: World, move: str) -> None:
    verb, _, what = move.partition(" ")
    contract, nadine, ruth = world.contract, world.actor("nadine"), world.actor("ruth")
    reason = "It has changed here."

    def seat() -> str:
        return str(world.seat(what).ref)

    def giver() -> Any:
        return world.carol() if what == "workplace" else world.actor("helen")

    def share() -> None:
        changes = {"both": {"card": VAN, "question": QUESTION}, "question": {"question": QUESTION}}
        world.share(**changes.get(what, {}))

    def void() -> None:
        actions.void_contract(contract(), by=nadine, reason=reason)
        actions.void_contract(contract(), by=ruth, reason=reason)

    plays: dict[str, Any] = {
        "write": lambda: world.write(),
        "share": share,
        "reword": lambda: world.share(wording_only=True, card=WORDING),
        "ask": lambda: world.ask(what),
        "yes": lambda: world.answer(what),
        "confirm": lambda: world.answer("university", wording=True),
        "revise": lambda: world.answer(what, "revise"),
        "conditions": lambda: world.answer(what, "yes_conditions"),
        "change": lambda: first(world).answer("yes_change", **{"change-card-when": "In May."}),
        "waive": lambda: actions.waive(contract(), seat(), by=ruth, reason=reason),
        "back": lambda: actions.withdraw_yes(contract(), seat(), by=giver(), reason=reason),
        "leave": lambda: actions.leave_workplace(contract(), seat(), by=nadine, reason=reason),
        "object": lambda: actions.object_to_wording(contract(), seat(), by=giver(), reason=reason),
        "pause": lambda: actions.pause(contract(), by=nadine, reason=reason),
        "resume": lambda: actions.resume(contract(), by=nadine),
        "end": lambda: actions.end_contract(contract(), by=ruth, kind=what, reason=reason),
        "void": void,
    }
    plays[verb]()


def played(world: World, row: Row, clock: Clock) -> None:
    """Every move that leads to this row, a minute apart."""
    if row.after:
        played(world, ROWS[row.after], clock)
    for move in row.moves:
        clock.forward(minutes=1)
        _play(world, move)


def first(world: World) -> Reader:
    """Whoever had the first email about Nadine's plan, which nobody has thrown away."""
    asks = Ask.objects.filter(seat__contract=world.contract(), link__isnull=False)
    ask = asks.select_related("link__institution").earliest("pk")
    assert ask.link is not None
    return Reader(ask.link)


def page(world: World, name: str, route: str, *more: object, query: str = "") -> Any:
    address = reverse(route, args=[world.contract().ref, *more] if ":queue" not in route else [])
    response = world.client(name).get(address + query, follow=True)
    assert response.status_code == 200, (name, route)
    return response


def says(response: Any, expected: tuple[str, ...], where: str) -> None:
    """These sentences about the state, no other, and nothing else that sounds like one."""
    text = text_of(response)
    found = SAID.findall(text)
    stated = [one for one in expected if SAID.fullmatch(one)]
    assert found == stated, where
    for one in expected:
        assert one in text, (where, one)
    for one in (*stated, *MEANINGS):
        text = text.replace(one, "")
    for tag in ("In force", "On hold", "Was in force"):  # a stage's or a draft's own name
        text = re.sub(rf"\b{tag}\b(?! since|:)", "", text)
    assert not HINTS.search(text), (where, HINTS.findall(text), text)


def pills(response: Any) -> set[str]:
    found = re.findall(
        r'<span class="pill [^"]*">(?:<svg.*?</svg>)?([^<]*)</span>',
        response.content.decode(),
        re.S,
    )
    return {one.strip() for one in found}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name.replace(" ", "-"))
def test_every_page_mail_and_paper_says_what_the_state_is(
    row: Row, world: World, clock: Clock
) -> None:
    played(world, row, clock)
    overview = page(world, "nadine", "contracts:workspace")
    says(overview, row.student, "overview")
    _one_name(world, row, overview)
    if world.whole().drafts:
        _staff_and_examiner(world, row)
    if row.link:
        _by_link(world, row)
    _mail(world, row, clock)


def _one_name(world: World, row: Row, overview: Any) -> None:
    assert pills(overview) & STAGES == {row.stage}
    queue = page(world, "helen", "contracts:queue", query="?show=all&q=Nadine")
    assert (pills(queue) & STAGES) == {row.stage}, "queue"
    home = world.client("nadine").get(reverse("home"))
    assert pills(home) & STAGES <= {row.stage}, "home"
    if row.stage not in ("Drafting", "Asking"):
        assert row.stage in pills(home)


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
    deliver_due(LETTERS)
    known = {*row.student, *row.link}
    for one in mail.outbox:
        text = " ".join(str(one.body).split())
        for said in SAID.findall(text):
            assert said in known, (one.subject, said)


# Where a sentence of this kind may stand outside its two homes: what a state means, and what is history.
ELSEWHERE = {
    "contracts/letters/workplace.py": 1,  # the subject of the mail that a pause sends
    "contracts/queries/overview.py": 2,  # a heading, and what changing means
    "contracts/queries/printed_changes.py": 2,  # from when to when each draft was in force
    "contracts/templates/contracts/agreement.html": 3,  # of a date that somebody chose
    "contracts/templates/contracts/leaving.html": 1,  # what an act will do
    "contracts/templates/contracts/parts/share_form.html": 1,
    "contracts/templates/contracts/plan_gone.html": 2,  # a question that a pause ended
    "contracts/templates/contracts/plan_withdraw.html": 1,
    "contracts/templates/contracts/review_moves.html": 1,
    "modules/templates/modules/edit.html": 1,  # a module file
    "web/words.py": 1,
}
SPOKEN = re.compile(
    r"""_\(\s*"[^"]*(?:[Ee]verybody (?:has said yes|whose)|[Ii]n force|[Oo]n hold|[Ss]uspended|Amending)"""
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
    assert "Somebody else was asked about the newest words on Monday 5 October 2026." in text
    assert not SAID.findall(text)
    clock.forward(minutes=1)
    world.answer("workplace")
    world.ask("university")
    world.answer("university")
    text = text_of(first(world).open())
    assert "Somebody else answered for this seat on Monday 5 October 2026." in text
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
    own = [own_words(play.whole, answer) for answer in play.whole.answers]
    assert [one.word for one in own[:2]] == ["Taken back", "It holds"]
    assert play.whole.state.everybody
    mail.outbox.clear()
    clock.forward(minutes=30)
    deliver_due(LETTERS)
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
    assert state_words(play.whole, known) == [
        "Nothing is agreed yet.",
        "Still to say yes to draft 1: Panel 2 and Other.",
    ]
    hidden = Knows(["panel"], seat=play.seat("panel", 2).pk, endings=False)
    assert owing_names(play.whole, hidden) == ["you", "the university"]


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
    deliver_due(LETTERS)
    _play(world, "pause")
    clock.forward(minutes=1)
    _play(world, "resume")
    mail.outbox.clear()
    deliver_due(LETTERS)
    assert not [one for one in mail.outbox if "On hold" in one.subject]
    text = text_of(first(world).open())
    assert "This was on hold" in text
    assert "taken up again since" in text


def test_the_table_has_every_stage() -> None:
    words = {stage_words()[stage][1] for stage in get_args(Stage)}
    assert {row.stage for row in TABLE} == words


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
    assert "What is agreed is draft 1, in force since Monday 5 October 2026." in text
    assert "For the new words, draft 2, still to say yes: University." in text
    assert "Everybody" not in text
    assert "University Asked 5 Oct" in text
