"""No machine does anything by a mailed link, whichever letter it is in; and its reader still can."""

import inspect
import re
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client

from pactwork.contracts import actions
from pactwork.contracts.typed import Told
from pactwork.ground.clock import now
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.hotseats.actions import extend, thank
from pactwork.hotseats.models import Hotseat, Question
from pactwork.links.secrets import code_for
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import forms_in, text_of
from tests.faults.robots import everything, harm, look, send_junk
from tests.hotseats.seats import answered as guest_answers
from tests.hotseats.seats import asked as asked_in
from tests.hotseats.seats import invited
from tests.stories import CAROL, World

Scene = Callable[[World, Clock], None]
ADDRESS = re.compile(r"http://testserver(/[^\s\"'<>)]*)")
WHY = "Not as it was written."


def asked(world: World, clock: Clock) -> None:
    world.share()
    world.ask("workplace")
    post(clock)


def superseded(world: World, clock: Clock) -> None:
    asked(world, clock)
    world.share(card={"need": "A whole day."})


def withdrawn(world: World, clock: Clock) -> None:
    asked(world, clock)
    seat = world.seat("workplace").ref
    actions.withdraw_ask(world.contract(), seat, by=world.actor("nadine"))


def paused(world: World, clock: Clock) -> None:
    asked(world, clock)
    actions.pause(world.contract(), by=world.actor("nadine"), reason="A month of nights.")


def left(world: World, clock: Clock) -> None:
    asked(world, clock)
    seat, by = world.seat("workplace").ref, world.actor("nadine")
    actions.leave_workplace(world.contract(), seat, by=by, reason="It closed.")


def answered(world: World, clock: Clock) -> None:
    asked(world, clock)
    world.answer("workplace")


def agreed(world: World, clock: Clock) -> None:
    world.agreed()


def recorded(world: World, clock: Clock) -> None:
    world.share()
    told = Told("meeting", date(2026, 10, 5), CAROL["name"], CAROL["email"], reason="On site.")
    seat, by = world.seat("workplace").ref, world.actor("nadine")
    actions.record_yes(world.contract(), seat, told, by=by, draft=1)


def settled(world: World, clock: Clock) -> None:
    recorded(world, clock)
    seat, why = world.seat("workplace").ref, "She said so on the phone."
    actions.dispute(world.contract(), seat, by=world.carol(), reason=WHY)
    grace = world.actor("grace")
    actions.settle_dispute(world.contract(), seat, by=grace, stands=True, reason=why)


def reminded(world: World, clock: Clock) -> None:
    asked(world, clock)
    clock.forward(days=8)


def run_out(world: World, clock: Clock) -> None:
    asked(world, clock)
    clock.forward(days=40)


def reworded(world: World, clock: Clock) -> None:
    world.agreed()
    post(clock)
    world.share(card={"do": "Listen back to 12 of my own calls."}, wording_only=True)
    world.answer("university", wording=True)


def guest_invited(world: World, clock: Clock) -> None:
    """Carol is the guest of a hotseat, and a question waits for her."""
    guest = {"guest_name": CAROL["name"], "guest_email": CAROL["email"]}
    asked_in(world, invited(world, opens_at=now() + timedelta(minutes=2), **guest))


def guest_thanked(world: World, clock: Clock) -> None:
    guest_invited(world, clock)
    seat = Hotseat.objects.select_related("link", "run__institution").get()
    guest_answers(seat, Question.objects.get())
    post(clock)
    clock.set(seat.closes_at)
    thank(seat, by=world.actor("helen"), words="We all begin by name now.")
    extend(seat, by=world.actor("helen"), until=now() + timedelta(days=2))


# The scene, the letter it leads to, and which of the page's forms its reader sends in the end.
SCENES: dict[str, tuple[Scene, str, str]] = {
    "asked": (asked, "asked", "answer"),
    "superseded": (superseded, "superseded", "stop"),
    "withdrawn": (withdrawn, "withdrawn", "stop"),
    "paused": (paused, "ask_paused", "stop"),
    "left": (left, "ask_left", "stop"),
    "answered": (answered, "receipt", "withdrawal"),
    "agreed": (agreed, "agreed", "withdrawal"),
    "recorded": (recorded, "receipt", "dispute"),
    "settled": (settled, "dispute_settled", "stop"),
    "reminded": (reminded, "reminder", "answer"),
    "run out": (run_out, "asked", "letter"),
    "reworded": (reworded, "wording_kept", "objection"),
    "guest invited": (guest_invited, "guest_invited", "no"),
    "guest's hotseat open": (guest_invited, "guest_opening", "answer"),
    "guest thanked": (guest_thanked, "guest_thanked", "answer"),
}
# Only with a link where it is the reader's turn to type: its page is the one of "asked".
ON_THE_SAME_PAGE = {"fresh_code"}


def post(clock: Clock) -> list[str]:
    """Everything that is due by tomorrow is sent; the addresses in all letters to the workplace."""
    clock.forward(minutes=11)
    deliver_due(EMAILS)
    to_carol = [one for one in mail.outbox if one.to == [CAROL["email"]]]
    return [address for one in to_carol for address in ADDRESS.findall(str(one.body))]


def opened(address: str) -> tuple[Client, str, str]:
    """Carol's own browser, where the address led, and the page."""
    carol = Client(enforce_csrf_checks=True)
    page = carol.get(address, follow=True)
    assert page.status_code == 200
    return carol, page.redirect_chain[-1][0], page.content.decode()


def sends(carol: Client, here: str, html: str, part: str) -> str:
    """Carol fills one form of the page by hand, with the code of her letter."""
    if part in ("stop", "no"):
        here = f"{here}{part}/"
        html = carol.get(here).content.decode()
    found = [f for f in forms_in(html) if f["action"].endswith(f"/{part}/")]
    form = next((f for f in found if f["fields"].keys() - {"ticket", "printed"}), None)
    assert form, f"no form to {part} on {here}"
    ref = here.split("/")[2]
    typed = {"code": code_for(ref), "name": "Carol Benning", "decision": "yes"}
    for name in form["fields"]:
        if name.endswith("code"):
            typed[name] = code_for(ref)
        if name in ("reason", "objection", "dispute_reason") or name.startswith("answer-"):
            typed[name] = WHY
    return text_of(carol.post(form["action"], form["fields"] | typed, follow=True))


@pytest.mark.asvs("V3.5.3")
@pytest.mark.parametrize("name", SCENES)
def test_robots_change_nothing_and_the_reader_succeeds(
    world: World, clock: Clock, name: str
) -> None:
    scene, kind, part = SCENES[name]
    scene(world, clock)
    addresses = list(dict.fromkeys(post(clock)))
    assert Delivery.objects.filter(kind=kind).exclude(sent_at=None).exists()
    assert addresses
    for address in addresses[-2:]:  # what came before them is a scene of its own
        assert harm(address) == []
    carol, here, html = opened(addresses[-1].removesuffix("/agreement"))
    assert harm(addresses[-1], (send_junk,)) == []
    before = everything()
    sends(carol, here, html, part)
    assert everything() != before
    assert harm(addresses[-1], (look, send_junk)) == []


def test_letters_to_people_with_an_account_lead_robots_to_the_sign_in(
    world: World, clock: Clock
) -> None:
    reworded(world, clock)
    post(clock)
    others = [one for one in mail.outbox if one.to != [CAROL["email"]]]
    addresses = {address for one in others for address in ADDRESS.findall(str(one.body))}
    assert len(addresses) > 1
    for address in addresses:
        assert harm(address) == []


def test_every_kind_of_letter_with_a_link_has_its_scene() -> None:
    with_links = {
        kind
        for kind, write in EMAILS.items()
        if "link_address" in inspect.getsource(sys.modules[write.__module__])
        and "link_address" in inspect.getsource(inspect.unwrap(write)) + HELPED.get(kind, "")
    }
    assert with_links - {kind for _scene, kind, _part in SCENES.values()} <= ON_THE_SAME_PAGE


HELPED = {"receipt": "link_address", "agreed": "link_address"}
