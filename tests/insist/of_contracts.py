"""Texts that acts on a contract take."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from pactwork.contracts import actions
from pactwork.contracts.actions.by_link import contest, decide, object_to, take_back
from pactwork.contracts.actions.erasing import erase_contract
from pactwork.contracts.actions.sealing import settle_altered
from pactwork.contracts.actions.silence import write_again
from pactwork.contracts.models import Point, UnsentPoint
from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.contracts.rules.answers import MOST, QUOTE_MOST, PointSaid
from pactwork.contracts.rules.holders import NAME_MOST
from pactwork.contracts.rules.notes import NAME_MOST as NOTE_NAME_MOST
from pactwork.contracts.rules.section_words import LONGEST
from pactwork.contracts.typed import Reply
from pactwork.ground import clock
from pactwork.links.actions import leave_alone
from pactwork.links.secrets import code_for
from tests.contracts.plans import reader
from tests.contracts.play import Play
from tests.contracts.test_owed_by_others import INTERNSHIP
from tests.contracts.test_who_the_workplace_is import confirm, named, turn_down
from tests.contracts.test_working_document import MET, record
from tests.insist.rows import Row, Table, Try
from tests.stories import CAROL, World

OTHER = {"name": "Ian Moss", "email": "ian@larkmoor.example", "job": "Manager"}


def asked(world: World, party: str = "workplace") -> Any:
    world.share()
    return world.ask(party)


def ask(field: str) -> Callable[[World], Try]:
    def story(world: World) -> Try:
        world.share()
        seat, by = world.seat("workplace").ref, world.actor("nadine")
        return lambda text: actions.ask(
            world.contract(), seat, by=by, draft=1, **CAROL | {field: text}
        )

    return story


def ask_instead(field: str) -> Callable[[World], Try]:
    def story(world: World) -> Try:
        seat, by = asked(world).ref, world.actor("nadine")
        return lambda text: actions.ask_instead(
            world.contract(), seat, by=by, draft=1, **OTHER | {field: text}
        )

    return story


def pass_on(field: str) -> Callable[[World], Try]:
    def story(world: World) -> Try:
        seat = asked(world).ref
        return lambda text: actions.pass_on(
            world.contract(), seat, by=world.carol(), **OTHER | {field: text}
        )

    return story


def ask_second(world: World) -> Try:
    seat, by = asked(world, "university").ref, world.actor("nadine")
    world.answer("university", "revise")
    return lambda text: actions.ask_second(world.contract(), seat, by=by, reason=text)


def note_of_staff(world: World) -> Try:
    asked(world, "university")
    return lambda text: world.answer("university", note=text)


def point_of_staff(world: World) -> Try:
    asked(world, "university")
    return lambda text: world.answer("university", "revise", points=(PointSaid(text, "signs"),))


def change_by_link(world: World) -> Try:
    asked(world)
    point = PointSaid("When", "card", "when")
    return lambda text: world.answer(
        "workplace", "yes_change", points=(replace(point, wording=text),)
    )


def plan(world: World) -> tuple[Plan, str]:
    link = reader(world).link
    found = plan_of(link)
    assert found is not None
    return found, code_for(link.ref)


def reply(decision: str, field: str) -> Callable[[World], Try]:
    def story(world: World) -> Try:
        asked(world)
        found, code = plan(world)
        said = Reply(decision, "Carol Benning", code, draft=1, right_name="Ian Moss")
        said = replace(said, right_email="ian@larkmoor.example", note="Not in March, please.")
        return lambda text: decide(found, replace(said, **{field: text}), client="b")

    return story


def reply_point(field: str) -> Callable[[World], Try]:
    def story(world: World) -> Try:
        asked(world)
        found, code = plan(world)
        point = PointSaid("When", "card", "when", "In May, if that is all right.")

        def act(text: str) -> None:
            changed = (replace(point, **{field: text}),)
            said = Reply("yes_change", "Carol Benning", code, draft=1, points=changed)
            decide(found, said, client="b")

        return act

    return story


def taken_back(world: World) -> Try:
    world.agreed()
    found, code = plan(world)
    return lambda text: take_back(found, code=code, reason=text, client="b")


def contested(world: World) -> Try:
    world.share()
    record(world)
    found, code = plan(world)
    return lambda text: contest(found, code=code, reason=text, client="b")


def worded_otherwise(world: World) -> Any:
    for days, move in (
        (4, world.agreed),
        (2, lambda: world.share(card={"do": "Listen to 12 of my calls."}, wording_only=True)),
        (1, lambda: world.answer("university", wording=True)),
    ):
        with clock.at(clock.now() - timedelta(days=days)):
            move()
    return world.carol()


def objected(world: World) -> Try:
    carol, seat = worded_otherwise(world), world.seat("workplace").ref
    return lambda text: actions.object_to_wording(world.contract(), seat, by=carol, reason=text)


def objected_by_link(world: World) -> Try:
    worded_otherwise(world)
    found, code = plan(world)
    return lambda text: object_to(found, code=code, reason=text, client="b")


def vouched(world: World) -> Try:
    named(world)
    return lambda text: confirm(world, how=text)


def turned_down(world: World) -> Try:
    named(world)
    return lambda text: turn_down(world, reason=text)


def received(world: World) -> Try:
    """Nobody owes anything on the world's own module but its student."""
    play = Play(INTERNSHIP)
    play.share()
    known = {"by": play.actor("facilitator1"), "on": clock.today("Europe/London")}
    return lambda text: actions.note_received(play.contract, "certificate", 1, note=text, **known)


def of_staff(act: Callable[..., object], party: str, by: str, field: str) -> Callable[[World], Try]:
    """Something a member of staff does about a seat that is asked."""

    def story(world: World) -> Try:
        seat = asked(world, party).ref
        more = {"to": world.people["owen"]} if act is actions.hand_over else {}
        return lambda text: act(world.contract(), seat, by=world.actor(by), **{field: text}, **more)

    return story


def withdrawn(world: World) -> Try:
    world.agreed()
    seat, helen = world.seat("university").ref, world.actor("helen")
    return lambda text: actions.withdraw_yes(world.contract(), seat, by=helen, reason=text)


def kept(world: World) -> Try:
    return lambda text: actions.keep_note(by=world.actor("helen"), text=text)


def kept_as(world: World) -> Try:
    return lambda name: actions.keep_note(by=world.actor("helen"), text="Say who.", name=name)


def named_again(world: World) -> Try:
    note = actions.keep_note(by=world.actor("helen"), text="Say who.")
    return lambda name: actions.name_note(note.ref, by=world.actor("helen"), name=name)


def unsent(field: str) -> Callable[[World], Try]:
    def story(world: World) -> Try:
        world.share()
        said = {"draft": 1, "section": "stops", "quote": "", "text": "Smaller."}
        return lambda text: actions.write_unsent(
            world.contract(), by=world.actor("helen"), **said | {field: text}
        )

    return story


def unsent_changed(world: World) -> Try:
    unsent("text")(world)("Smaller.")
    ref, by = UnsentPoint.objects.get().ref, world.actor("helen")
    return lambda text: actions.change_unsent(world.contract(), ref, by=by, text=text)


def quoted_by_staff(world: World) -> Try:
    asked(world, "university")
    return lambda quote: world.answer(
        "university", "revise", points=(PointSaid("Smaller.", "signs", quote=quote),)
    )


def of_contract(act: Callable[..., object], by: str, **more: str) -> Callable[[World], Try]:
    def story(world: World) -> Try:
        world.agreed()
        return lambda text: act(world.contract(), by=world.actor(by), reason=text, **more)

    return story


def left(world: World) -> Try:
    world.agreed()
    seat, by = world.seat("workplace").ref, world.actor("nadine")
    return lambda text: actions.leave_workplace(world.contract(), seat, by=by, reason=text)


def settled(world: World) -> Try:
    asked(world, "university")
    world.answer("university", "revise")
    ref, by = Point.objects.get().ref, world.actor("nadine")
    return lambda text: actions.settle_point(
        world.contract(), ref, by=by, response="declined", reason=text
    )


def recorded(field: str) -> Callable[[World], Try]:
    def story(world: World) -> Try:
        world.share()
        return lambda text: record(world, replace(MET, **{field: text}))

    return story


def disputed(world: World) -> Try:
    world.share()
    record(world)
    seat = world.seat("workplace").ref
    return lambda text: actions.dispute(world.contract(), seat, by=world.carol(), reason=text)


def dispute_settled(world: World) -> Try:
    disputed(world)("Never.")
    seat, by = world.seat("workplace").ref, world.actor("grace")
    return lambda text: actions.settle_dispute(
        world.contract(), seat, by=by, stands=True, reason=text
    )


def shared(world: World) -> Try:
    world.write()
    by = world.actor("nadine")
    return lambda text: actions.share_draft(world.contract(), by=by, note=text)


def heard_again(world: World) -> Try:
    leave_alone(world.institution, "carol@larkmoor.example")
    return lambda text: write_again(
        world.institution, "carol@larkmoor.example", by=world.actor("moira"), reason=text
    )


def written(world: World) -> Try:
    by = world.actor("nadine")
    return lambda text: actions.save_text(
        world.contract(), "card", {"when": text}, version=0, by=by
    )


def written_where_nothing_is_asked(world: World) -> Try:
    by = world.actor("nadine")
    return lambda text: actions.save_text(
        world.contract(), "card", {"nowhere": text}, version=0, by=by
    )


def written_together(world: World) -> Try:
    by = world.actor("nadine")
    return lambda text: actions.save_texts(
        world.contract(), {"card": {"when": text}}, versions={}, by=by
    )


def erased(world: World) -> Try:
    return lambda text: erase_contract(world.contract(), by="system", reason=text)


def altered(world: World) -> Try:
    return lambda text: settle_altered(world.contract(), reason=text)


def people(act: str, story: Callable[[str], Callable[[World], Try]]) -> Table:
    return {
        f"{act}.name": Row(story("name"), NAME_MOST, "who_is_missing"),
        f"{act}.job": Row(story("job"), NAME_MOST),
    }


C = "contracts.actions."
LINE = 300  # characters for ``card.when`` in the module's file
ROWS: Table = {
    **people(f"{C}asking.ask", ask),
    f"{C}asking.ask.message": Row(ask("message"), MOST),
    **people(f"{C}asking_another.ask_instead", ask_instead),
    f"{C}asking_another.ask_instead.message": Row(ask_instead("message"), MOST),
    **people(f"{C}asking.pass_on", pass_on),
    f"{C}asking.ask_second.reason": Row(ask_second, MOST),
    f"{C}answering.answer.said.note": Row(note_of_staff, MOST),
    f"{C}answering.answer.said.points.text": Row(point_of_staff, MOST, "point_empty"),
    f"{C}answering.answer.said.points.quote": Row(quoted_by_staff, QUOTE_MOST),
    f"{C}answering.answer.said.points.wording": Row(change_by_link, LINE, "change_missing"),
    f"{C}answering.withdraw_yes.reason": Row(withdrawn, MOST, "reason_missing"),
    f"{C}by_link.decide.reply.name": Row(reply("yes", "name"), NAME_MOST, "name_missing"),
    f"{C}by_link.decide.reply.note": Row(reply("revise", "note"), MOST, "say_what"),
    f"{C}by_link.decide.reply.right_name": Row(
        reply("not_me", "right_name"), NAME_MOST, "who_is_missing"
    ),
    f"{C}by_link.decide.reply.points.text": Row(reply_point("text"), MOST),
    f"{C}by_link.decide.reply.points.wording": Row(reply_point("wording"), LINE, "change_missing"),
    f"{C}by_link.take_back.reason": Row(taken_back, MOST, "reason_missing"),
    f"{C}by_link.object_to.reason": Row(objected_by_link, MOST, "reason_missing"),
    f"{C}by_link.contest.reason": Row(contested, MOST, "reason_missing"),
    f"{C}confirming.vouch.how": Row(vouched, MOST, "how_missing"),
    f"{C}confirming.turn_down.reason": Row(turned_down, MOST, "why_not_confirmed"),
    f"{C}desk.hand_over.note": Row(
        of_staff(actions.hand_over, "university", "helen", "note"), MOST, "note_missing"
    ),
    f"{C}desk.propose_talk.message": Row(
        of_staff(actions.propose_talk, "university", "helen", "message"), MOST, "note_missing"
    ),
    f"{C}desk.waive.reason": Row(
        of_staff(actions.waive, "workplace", "ruth", "reason"), MOST, "reason_missing"
    ),
    f"{C}desk.keep_note.text": Row(kept, MOST, "note_missing"),
    f"{C}desk.keep_note.name": Row(kept_as, NOTE_NAME_MOST),
    f"{C}desk.name_note.name": Row(named_again, NOTE_NAME_MOST, "note_name_missing"),
    f"{C}unsent.write_unsent.quote": Row(unsent("quote"), QUOTE_MOST),
    f"{C}unsent.write_unsent.text": Row(unsent("text"), MOST, "point_empty"),
    f"{C}unsent.change_unsent.text": Row(unsent_changed, MOST, "point_empty"),
    f"{C}ending.end_contract.reason": Row(
        of_contract(actions.end_contract, "ruth", kind="completed"), MOST, "reason_missing"
    ),
    f"{C}ending.void_contract.reason": Row(
        of_contract(actions.void_contract, "ruth"), MOST, "reason_missing"
    ),
    f"{C}ending.pause.reason": Row(of_contract(actions.pause, "nadine"), MOST, "reason_missing"),
    f"{C}erasing.erase_contract.reason": Row(erased, MOST, "reason_missing", ends=False),
    f"{C}leaving.leave_workplace.reason": Row(left, MOST, "reason_missing"),
    f"{C}points.settle_point.reason": Row(settled, MOST, "reason_missing"),
    **people(f"{C}recording.record_yes.told", recorded),
    f"{C}receiving.note_received.note": Row(received, MOST),
    f"{C}recording.record_yes.told.reason": Row(recorded("reason"), MOST, "reason_missing"),
    f"{C}recording.dispute.reason": Row(disputed, MOST, "reason_missing"),
    f"{C}recording.settle_dispute.reason": Row(dispute_settled, MOST, "reason_missing"),
    f"{C}sealing.settle_altered.reason": Row(altered, MOST, "reason_missing", ends=False),
    f"{C}sharing.share_draft.note": Row(shared, MOST),
    f"{C}silence.write_again.reason": Row(heard_again, MOST, "reason_missing"),
    f"{C}wording_only.object_to_wording.reason": Row(objected, MOST, "reason_missing"),
    f"{C}writing.save_text.value": Row(written, LINE),
    f"{C}writing.save_text.value (of no prompt)": Row(written_where_nothing_is_asked, LONGEST),
    f"{C}writing.save_texts.values": Row(written_together, LINE),
}
