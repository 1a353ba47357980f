"""Who the workplace is, is somebody's word: a yes from a doubtful address waits for a member of staff."""

import pytest

from pactwork.contracts import actions
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract, Holder, Turn
from pactwork.contracts.rows import in_doubt
from pactwork.contracts.turns import turns_differ
from pactwork.documents.queries.evidence import evidence
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import deliver_due
from pactwork.people.actions import organisation
from pactwork.people.models import Person
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import Reader, text_of
from tests.contracts.states_read import first
from tests.stories import CAROL, World, make_world

SAM = {"name": "Sam Lee", "email": "sam.lee@gmail.com"}
OWN = {"name": "Sam Lee", "email": "Nadine+boss@student.midshire.example"}
WAITING = "Waiting for Midshire University to confirm who Sam Lee is."
TRUSTING = {"\nai_use:": "\nworkplaces: {trusted: true}\nai_use:"}
NOTHING = "Nothing is agreed yet."
RANG = "I rang the firm, by the number on its site."

pytestmark = pytest.mark.django_db


def put(world: World, who: dict[str, str] = SAM, student: str = "nadine") -> None:
    """The newest draft is put before somebody at work."""
    contract, seat = world.contract(student), world.seat("workplace", student)
    draft = contract.drafts.count()
    actions.ask(contract, seat.ref, by=world.actor(student), draft=draft, **who)


def named(world: World, who: dict[str, str] = SAM, student: str = "nadine") -> None:
    """Everybody has said yes, the workplace as this person."""
    world.share(student)
    put(world, who, student)
    world.answer("workplace", name=student)
    world.ask("university", student)
    world.answer("university", name=student)


def state(world: World, student: str = "nadine") -> tuple[str, str]:
    found = world.dossier(student)
    seat = world.seat("workplace", student)
    return found.stands.stage, found.stands.seat(seat.pk).state


def confirm(world: World, by: str = "grace", student: str = "nadine", how: str = RANG) -> None:
    seat = world.seat("workplace", student).ref
    actions.vouch(world.contract(student), seat, by=world.actor(by), how=how)


def turn_down(
    world: World, by: str = "grace", reason: str = "Nobody there knows the name."
) -> None:
    seat = world.seat("workplace").ref
    actions.turn_down(world.contract(), seat, by=world.actor(by), reason=reason)


def read(world: World, name: str, page: str) -> str:
    response = world.client(name).get(page, follow=True)
    assert response.status_code == 200, (name, page)
    return text_of(response)


def pages(world: World) -> dict[str, str]:
    """What each role reads of Nadine's contract, by who and where."""
    ref, seat = world.contract().ref, world.seat("workplace").ref
    own = {
        "nadine overview": ("nadine", f"/contracts/{ref}/"),
        "nadine ask": ("nadine", f"/contracts/{ref}/ask/{seat}/"),
        "nadine home": ("nadine", "/"),
        "nadine evidence": ("nadine", f"/contracts/{ref}/evidence/"),
        "nadine history": ("nadine", f"/contracts/{ref}/history/"),
        "helen review": ("helen", f"/contracts/{ref}/review/"),
        "grace review": ("grace", f"/contracts/{ref}/review/"),
        "grace home": ("grace", "/"),
        "grace queue": ("grace", "/queue/?show=advocates"),
        "anil home": ("anil", "/"),
    }
    found = {name: read(world, who, where) for name, (who, where) in own.items()}
    return found | {"link": text_of(first(world).open())}


def sound(world: World) -> None:
    """Nothing differs from what the history holds, and the cached turns are right."""
    for contract in Contract.objects.all():
        dossier: Dossier = world.dossier(contract.student.key)
        assert in_doubt(dossier) == ()
        assert not turns_differ(dossier)


@pytest.mark.parametrize(
    "who",
    [
        OWN,
        SAM,
        {"name": "Sam Lee", "email": "tomasz@student.midshire.example"},
        {"name": "Sam Lee", "email": "sam.lee@midshire.example"},
    ],
)
def test_a_yes_from_a_doubtful_address_is_a_yes_and_completes_nothing(
    world: World, who: dict[str, str]
) -> None:
    named(world, who)
    assert state(world) == ("asking", "unconfirmed")
    assert not world.dossier().agreements
    assert not Delivery.objects.filter(kind="agreed").exists()
    sound(world)


def test_a_colleague_at_work_needs_nobodys_word(world: World) -> None:
    named(world, CAROL)
    assert state(world) == ("agreed", "yes")
    assert Holder.objects.get().doubts == ""


def test_a_student_who_asks_their_own_mailbox_is_asked_first_and_told_what_follows(
    world: World,
) -> None:
    world.share()
    ref, seat = world.contract().ref, world.seat("workplace").ref
    typed = {"draft": "1", **OWN, "message": "Please have a look."}
    page = world.client("nadine").post(f"/contracts/{ref}/ask/{seat}/", typed)
    assert page.status_code == 422
    text = text_of(page)
    assert "This looks like your own mailbox. Does Sam Lee read it?" in text
    assert "Their yes counts once a member of staff has confirmed who they are." in text
    assert "Please have a look." in page.content.decode()
    done = world.client("nadine").post(f"/contracts/{ref}/ask/{seat}/", typed | {"sure": "yes"})
    text = read(world, "nadine", done["Location"])
    assert "Their yes counts once Midshire University has confirmed who they are." in text
    assert Holder.objects.get().doubts.split() == ["same_mailbox", "university_address"]


def test_every_page_says_that_it_waits_and_none_that_it_is_agreed(world: World) -> None:
    named(world)
    found = pages(world)
    for name, text in found.items():
        for sentence in ("Everybody whose yes is needed has said yes", "In force", "is agreed,"):
            assert sentence not in text, (name, sentence)
        assert "Still to say yes" not in text, name
    assert f"{NOTHING} {WAITING}" in found["nadine overview"]
    assert (
        "Sam Lee said yes on 5 Oct 2026. It counts once Midshire University has confirmed who "
        in (found["nadine ask"])
    )
    assert "Midshire University, to confirm who said yes" in found["nadine home"]
    assert "Confirmed by staff not yet" in found["nadine evidence"]
    assert f"{NOTHING} {WAITING}" in found["helen review"]
    assert (
        "Anybody can have an address there, so it does not show a workplace."
        in found["grace review"]
    )
    assert "Sam Lee’s yes counts once someone has confirmed who they are." in found["grace review"]
    assert "Nadine Brooks: confirm the workplace advocate" in found["grace home"]
    assert "Confirm the workplace advocate" in found["grace queue"]
    assert "confirm the workplace advocate" not in found["anil home"]
    own = (
        "Your yes is to exactly this wording. It counts once Midshire University has "
        "confirmed who you"
    )
    assert own in found["link"]
    assert f"{NOTHING} Midshire University still has to confirm who you are." in found["link"]


def test_the_emails_say_so_too(world: World) -> None:
    named(world)
    kinds = Delivery.objects.filter(kind__in=("answered", "receipt"))
    sent = {d.kind: str(EMAILS[d.kind](d).body) for d in kinds}  # type: ignore[union-attr]
    said = {kind: " ".join(body.split()) for kind, body in sent.items()}
    assert "It counts once Midshire University has confirmed who you are." in said["receipt"]
    ours = Delivery.objects.filter(kind="answered").earliest("pk")
    text = " ".join(str(EMAILS["answered"](ours).body).split())  # type: ignore[union-attr]
    assert "It counts once Midshire University has confirmed who Sam Lee is." in text


@pytest.mark.parametrize("by", ["grace", "helen", "ruth"])
def test_it_is_agreed_once_staff_have_said_how_they_know(
    world: World, clock: Clock, by: str
) -> None:
    named(world)
    clock.forward(minutes=30)
    confirm(world, by)
    assert state(world) == ("agreed", "yes")
    made = world.dossier().agreements[-1]
    yes = next(y for y in made.yeses if y["party"] == "workplace")
    assert (yes["confirmed_by"], yes["name"]) == (world.people[by].name, "Sam Lee")
    entry = Entry.objects.get(act="vouched")
    assert entry.payload["how"] == RANG
    assert entry.payload["agreed"]["draft"] == 1
    sound(world)
    found = pages(world)
    assert (
        "Everybody whose yes is needed has said yes to draft 1. In force since"
        in found["nadine overview"]
    )
    assert (
        "can still be undone" not in found["nadine overview"]
    )  # the last answer is half an hour old
    assert f"by {world.people[by].name} on Monday 5 October 2026" in found["nadine evidence"]
    assert f"How they know {RANG}" in found["nadine evidence"]
    assert (
        "confirmed the person to ask (Workplace). This brought draft 1 into force."
        in found["nadine history"]
    )
    assert "Confirm the workplace advocate" not in found["grace queue"]
    paper = world.client("nadine").get(f"/contracts/{world.contract().ref}/drafts/1/paper.txt")
    assert f"identity confirmed by {world.people[by].name}" in " ".join(
        paper.content.decode().split()
    )
    assert evidence(world.contract())["later"][0]["sealed"]["how"] == RANG


def test_confirmed_before_the_answer_it_counts_at_once(world: World) -> None:
    world.share()
    put(world)
    assert "Nadine Brooks: confirm the workplace advocate" in read(world, "grace", "/")
    confirm(world)
    world.answer("workplace")
    world.ask("university")
    world.answer("university")
    assert state(world) == ("agreed", "yes")


def test_who_may_not_confirm(world: World) -> None:
    named(world)
    for by in ("nadine", "anil", "tomasz", "moira", "dan"):
        with pytest.raises(Refused) as refused:
            confirm(world, by)
        assert refused.value.refusal.code == "not_your_move"
    with pytest.raises(Refused) as refused:
        confirm(world, how="  ")
    assert refused.value.refusal.code == "how_missing"
    assert state(world) == ("asking", "unconfirmed")


def test_nobody_confirms_themselves(world: World) -> None:
    """A placement officer whom a student names has a colleague say so."""
    world.share()
    put(world, {"name": "Grace Obi", "email": "Grace@midshire.example"})
    with pytest.raises(Refused) as refused:
        confirm(world, "grace")
    assert refused.value.refusal.code == "own_person"
    confirm(world, "helen")


def test_whom_staff_cannot_confirm_is_not_asked_any_more(world: World, clock: Clock) -> None:
    named(world)
    sam = first(world)
    deliver_due(EMAILS, most=200)
    clock.forward(minutes=5)
    turn_down(world)
    assert state(world) == ("asking", "withdrawn")
    sound(world)
    found = pages(world)
    assert "Midshire University could not confirm who Sam Lee is." in found["nadine ask"]
    assert "Nobody there knows the name." in found["nadine ask"]
    assert "Name someone new below." in found["nadine ask"]
    assert "could not confirm who Sam Lee is (Workplace)." in found["nadine history"]
    assert "Midshire University could not confirm who you are" in text_of(sam.open())
    to = dict(Delivery.objects.filter(kind="not_confirmed").values_list("to", "about"))
    assert {"nadine@student.midshire.example", "sam.lee@gmail.com"} <= set(to)
    for letter in Delivery.objects.filter(kind="not_confirmed"):
        assert "could not confirm who" in str(EMAILS["not_confirmed"](letter).body)  # type: ignore[union-attr]
    clock.forward(minutes=5)
    put(world, CAROL)
    world.answer("workplace")
    assert state(world) == ("agreed", "yes")


def test_turned_down_before_the_answer_the_question_is_over(world: World) -> None:
    world.share()
    put(world)
    sam = first(world)
    turn_down(world)
    assert state(world) == ("drafting", "not_asked")
    assert "could not confirm who you are" in text_of(sam.open())
    ask = f"/contracts/{world.contract().ref}/ask/{world.seat('workplace').ref}/"
    text = read(world, "nadine", ask)
    assert "Midshire University could not confirm who Sam Lee is." in text
    assert "sam.lee@gmail.com" not in text


def test_the_same_mailbox_again_waits_again_though_the_module_trusts(db: None) -> None:
    """Whom staff could not confirm is not made certain by another name, nor by the module's trust."""
    world = make_world(swaps=TRUSTING)
    named(world)
    assert state(world) == ("agreed", "yes")
    turn_down(world)
    assert state(world)[0] == "suspended"
    put(world, {"name": "Samuel Leigh", "email": "s.amlee+work@googlemail.com"})
    world.answer("workplace")
    assert state(world)[1] == "unconfirmed"


def test_a_module_that_trusts_says_so_and_nobody_confirms(db: None) -> None:
    world = make_world(swaps=TRUSTING)
    world.share()
    ask = f"/contracts/{world.contract().ref}/ask/{world.seat('workplace').ref}/"
    assert "This module trusts the person you name at work" in read(world, "nadine", ask)
    put(world)
    world.answer("workplace")
    world.ask("university")
    world.answer("university")
    assert state(world) == ("agreed", "yes")


def test_one_who_does_not_trust_says_that_too(world: World) -> None:
    world.share()
    ask = f"/contracts/{world.contract().ref}/ask/{world.seat('workplace').ref}/"
    text = read(world, "nadine", ask)
    assert "a member of staff confirms who they are before their yes counts." in text


def test_a_mailbox_that_many_name_waits_from_the_fourth_on(world: World) -> None:
    boss = {"name": "Jo Price", "email": "jo.price@larkmoor.example"}
    people = ("nadine", "tomasz", "priya", "samir")
    for number, student in enumerate(people):
        world.share(student)
        put(world, boss | {"email": f"jo.price+{number}@larkmoor.example"}, student)
        world.answer("workplace", name=student)
    states = [state(world, student)[1] for student in people]
    assert states == ["yes", "yes", "yes", "unconfirmed"]
    sound(world)


def test_somebody_confirmed_stays_so_for_others_at_the_same_workplace(world: World) -> None:
    elsewhere = organisation(world.institution, "Another House")
    Person.objects.filter(pk=world.people["priya"].pk).update(organisation=elsewhere)
    named(world)
    confirm(world)
    named(world, student="tomasz")
    assert state(world, "tomasz") == ("agreed", "yes")
    named(world, student="priya")  # who works elsewhere
    assert state(world, "priya") == ("asking", "unconfirmed")


def test_what_is_agreed_stays_agreed_while_somebody_new_waits(world: World, clock: Clock) -> None:
    world.agreed()
    clock.forward(hours=1)
    world.share(card={"need": "A van for two afternoons."})
    put(world)
    world.answer("workplace")
    world.ask("university")
    world.answer("university")
    assert state(world) == ("amending", "unconfirmed")
    text = read(world, "nadine", f"/contracts/{world.contract().ref}/")
    assert "The agreed draft is draft 1, in force since Monday 5 October 2026." in text
    assert WAITING in text
    confirm(world)
    assert state(world) == ("agreed", "yes")
    assert world.dossier().state.agreed.draft == 2  # type: ignore[union-attr]


def test_while_it_waits_nobody_else_is_asked_and_the_yes_can_be_taken_back(world: World) -> None:
    named(world)
    with pytest.raises(Refused) as refused:
        put(world, CAROL)
    assert refused.value.refusal.code == "to_confirm"
    seat = world.seat("workplace").ref
    actions.withdraw_yes(world.contract(), seat, by=world.carol(), reason="I must ask first.")
    assert state(world) == ("asking", "withdrawn")


def test_a_facilitator_may_go_on_without_it(world: World) -> None:
    named(world)
    seat = world.seat("workplace").ref
    actions.waive(world.contract(), seat, by=world.actor("helen"), reason="They are away.")
    assert state(world) == ("agreed", "waived")


def test_old_holders_wait_for_nobody(world: World) -> None:
    """Who was named before this was judged has no reasons, and their seals hold."""
    named(world, CAROL)
    Holder.objects.update(email="carol@gmail.com")  # as an older row may be; past Pactwork, so seen
    assert state(world) == ("agreed", "yes")


def test_reasons_taken_away_past_pactwork_are_seen(world: World) -> None:
    named(world)
    Holder.objects.update(doubts="")
    assert in_doubt(world.dossier()) == ("holders",)


def test_somebody_passed_on_to_a_private_address_waits(world: World) -> None:
    world.share()
    world.ask("workplace")
    seat = world.seat("workplace").ref
    actions.pass_on(world.contract(), seat, by=world.carol(), **SAM)
    world.answer("workplace")
    assert state(world)[1] == "unconfirmed"


def test_the_cached_turn_says_it_too(world: World) -> None:
    named(world)
    turn = Turn.objects.get(contract=world.contract(), party="workplace")
    assert (turn.state, turn.waiting) == ("unconfirmed", False)


def test_by_hand_the_forms_do_it(world: World) -> None:
    named(world)
    ref, seat = world.contract().ref, world.seat("workplace").ref
    where = f"/contracts/{ref}/seats/{seat}/turning-down/"
    empty = world.client("grace").post(where, {"reason": ""})
    assert empty.status_code == 409
    assert "Say why you cannot confirm them, in a short sentence" in text_of(empty)
    held = {"who": "Somebody Else <x@y.example>", "reason": "I asked and nobody knows."}
    assert world.client("grace").post(where, held).status_code == 409
    who = Holder.objects.get().who
    assert (
        world.client("grace")
        .post(where, {"who": who, "reason": "I asked and nobody knows."})
        .status_code
        == 302
    )
    assert world.client("nadine").post(where, {"reason": "Me, I think so."}).status_code in (
        404,
        409,
    )
    assert isinstance(first(world), Reader)
