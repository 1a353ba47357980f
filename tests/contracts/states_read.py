"""Nadine's contract brought to a row of the table, and the sentences about a state found on a page."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.models import Ask
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.vocabulary import stage_words
from tests.conftest import Clock
from tests.contracts.plans import Reader, text_of
from tests.contracts.states_table import ROWS, Row
from tests.stories import World

DEV = {"name": "Dev Patel", "email": "dev.patel@larkmoor.example"}
PRIVATE = {"name": "Carol Benning", "email": "carol.benning@gmail.com"}
STAGES = {word for key, (_mark, word) in stage_words().items() if key != "idle"}
VAN = {"need": "My own call recordings. And a van for two afternoons.", "hours-at-work": "12"}
QUESTION = {"use": "Carol can use it, and so can the other teams."}
WORDING = {"need": "The recordings of my own calls, and half an hour in weeks 5 and 9."}
WHO = "(?:Carol Benning|Dr Helen Marsh)"
SEAT_SAID = re.compile(
    rf"(?:{WHO} was asked|\bAsked) on 5 Oct 2026 about draft \d+\."
    rf"|{WHO} (?:said yes on 5 Oct 2026,|agreed to|withdrew the yes|asked for changes|no longer)[^.]*\."
    rf"|{WHO} says that this yes[^.]*\."
    rf"|{WHO} said yes on 5 Oct 2026\. (?:It counts once|Nobody at)[^.]*\."
    rf"|Midshire University could not confirm who {WHO} is\."
)
# Whatever looks like a sentence about a state. ``test_states`` finds no other on any page.
SAID = re.compile(
    r"Everybody whose yes is needed has said yes to draft \d+\. (?:In force since|Agreed just now;) [^.]*\."
    r"|The university has set (?:a condition|conditions): [^.]*\.(?: By [^.]* at the latest\.)?"
    r"|The agreed draft (?:is|was) draft[^.]*\.|Nothing (?:is|was) agreed(?: yet)?\."
    r"|No draft has been shared yet\."
    r"|On hold: paused since [^.]*\. Nobody is asked anything until it is resumed\."
    r"|On hold since [^.]*\.|Still to say yes[^.]*: [^.]*\."
    r"|Waiting for Midshire University to confirm who [^.]*\."
    r"|Midshire University still has to confirm who you are\."
    r"|The contract (?:was|ended)[^.]*\.|Draft \d+ was agreed on [^.]*\.(?: It is no longer in force\.)?"
)
HINTS = re.compile(
    r".{0,60}(?:everybody (?:has|whose)|in force|on hold|suspended|amending).{0,40}", re.IGNORECASE
)
# Sentences that say what a state means, and not which it is.
MEANINGS = (
    "The agreed wording stays in force until every yes that is needed covers the new wording.",
    "The agreement is then on hold until there is a yes again.",
    "An agreed contract goes on hold until there is a yes again.",
    "Your contract is on hold", "In force on other dates", "Nothing was in force on", "This is on hold",
)  # fmt: skip


def play(world: World, move: str) -> None:
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

    def private() -> None:
        at, draft = world.seat("workplace").ref, contract().drafts.count()
        actions.ask(contract(), at, by=nadine, draft=draft, **PRIVATE)

    def void() -> None:
        actions.void_contract(contract(), by=nadine, reason=reason)
        actions.void_contract(contract(), by=ruth, reason=reason)

    plays: dict[str, Any] = {
        "write": lambda: world.write(),
        "share": share,
        "reword": lambda: world.share(wording_only=True, card=WORDING),
        "ask": private if what == "private" else lambda: world.ask(what),
        "vouch": lambda: actions.vouch(contract(), seat(), by=world.actor("grace"), how=reason),
        "turn_down": lambda: actions.turn_down(
            contract(), seat(), by=world.actor("grace"), reason=reason
        ),
        "yes": lambda: world.answer(what),
        "confirm": lambda: world.answer("university", wording=True),
        "revise": lambda: world.answer(what, "revise"),
        "conditions": lambda: world.answer(what, "yes_conditions"),
        "blocked": lambda: world.answer(what, "yes_conditions", points=(before_the_start(),)),
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


def before_the_start() -> PointSaid:
    due = date(2026, 10, 19)
    return PointSaid("Show me the consent form.", "signs", due_on=due, blocks="start")


def played(world: World, row: Row, clock: Clock) -> None:
    """Every move that leads to this row, a minute apart."""
    if row.after:
        played(world, ROWS[row.after], clock)
    for move in row.moves:
        clock.forward(minutes=1)
        play(world, move)


def first(world: World) -> Reader:
    """Whoever had the first email about Nadine's plan, which nobody has thrown away."""
    asks = Ask.objects.filter(seat__contract=world.contract(), link__isnull=False)
    ask = asks.select_related("link__institution").earliest("pk")
    assert ask.link is not None
    return Reader(ask.link)


def page(world: World, name: str, route: str, *more: object, query: str = "") -> Any:
    lists = route in ("contracts:queue", "reviews:set")
    address = reverse(route, args=[] if lists else [world.contract().ref, *more])
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
    assert not hints(text, stated), (where, hints(text, stated), text)


def hints(text: str, stated: Iterable[str]) -> list[str]:
    """What else sounds like a sentence about the state."""
    for one in (*stated, *MEANINGS):
        text = text.replace(one, "")
    for tag in ("In force", "On hold", "Was in force"):  # a stage's or a draft's own name
        text = re.sub(rf"\b{tag}\b(?! since|:)", "", text)
    return [found.strip() for found in HINTS.findall(text)]


def pills(response: Any) -> set[str]:
    found = re.findall(
        r'<span class="pill [^"]*">(?:<svg.*?</svg>)?([^<]*)</span>',
        response.content.decode(),
        re.S,
    )
    return {one.strip() for one in found}
