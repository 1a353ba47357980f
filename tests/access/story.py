"""Nadine's contract from nothing to its end, with a marked string wherever somebody writes."""

from collections.abc import Iterator
from datetime import timedelta

from pactwork.contracts import actions
from pactwork.contracts.actions.sampling import sample
from pactwork.contracts.models import Answer
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.typed import Told
from pactwork.conversations import actions as talk
from pactwork.conversations.typed import Begun, Clear
from pactwork.files.scans import Scan
from pactwork.ground import clock
from pactwork.modules.actions import load_module
from pactwork.modules.reading import read
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.reviews import actions as reviews
from tests.access.asked import ask_for_reviews, keep_apart
from tests.access.moment import BOB, WIM, Moment, moment
from tests.access.relations import make_town
from tests.access.seats import plant_hotseat
from tests.conftest import MONDAY, Clock
from tests.planted import Planted
from tests.stories import CAROL, FILES, World

STUDENT, PEER, TEAM = {"student"}, {"peer", "peer who owes"}, {"facilitator"}
GAVE, LENT = {"peer"}, {"substitute"}  # who owes a review reads what others said once it is given
WHOLE = {"student", "facilitator", "module leader", "examiner with a sample"}
ETHICS, OFFICER, WORK = {"ethics reviewer"}, {"placement officer"}, {"advocate"}
OF_ETHICS = STUDENT | TEAM | ETHICS
OF_WORK = WHOLE | OFFICER | WORK

# Who reads a section of a shared draft, when the triage has raised something.
READ = {
    **dict.fromkeys(("try", "bothers", "question", "stops", "activities"), WHOLE | PEER),
    **dict.fromkeys(("signs", "outcomes", "weeks"), WHOLE | PEER),
    "reasoning": WHOLE | PEER | ETHICS,
    "triage": OF_ETHICS,
    "card": WHOLE | PEER | OFFICER | WORK,
    "helps": WHOLE,
}
# What the roster knows of the student, and who is shown it.
SOME = (WHOLE, PEER, ETHICS, OFFICER, WORK)
WHO = {"phone": (), "introduction": (), "job": SOME}


def _later(held: Clock, **by: float) -> None:
    held.forward(**(by or {"hours": 2}))


def _private(it: Planted, version: str) -> None:
    """Words that are nobody's but the student's, until they are shared."""
    it.world.write(**it.text(version, dict.fromkeys(READ, STUDENT), triage={"covert": "yes"}))


def _share(it: Planted, version: str, lent: bool = False) -> None:
    also = {key: who | LENT if who >= PEER and lent else who for key, who in READ.items()}
    it.world.write(**it.text(version, also, triage={"covert": "yes"}))
    note = it.mark(f"note with {version}", *also.values())  # all who read any part
    actions.share_draft(it.world.contract(), by=it.world.actor("nadine"), note=f"See. {note}")


def _ask(it: Planted, party: str, who: set[str], **named: str) -> None:
    world, seat = it.world, it.world.seat(party)
    newest = world.contract().drafts.last()
    assert newest
    said = {"message": f"Please. {it.mark(f'message to {party}', who)}", **named}
    by = world.actor("nadine")
    actions.ask(world.contract(), seat.ref, by=by, draft=newest.number, **said)


def _says(it: Planted, party: str, kind: str, who: set[str], section: str = "") -> Answer:
    note = f"Read. {it.mark(f'{kind} of {party}, note', who)}"
    due = clock.today("Europe/London") + timedelta(days=9)
    text = f"Say more. {it.mark(f'point of {party}', who)}" if section else ""
    points = (PointSaid(text, section, due_on=due),) if section else ()
    return it.world.answer(party, kind, note=note, points=points)


def _settle(it: Planted, given: Answer, who: set[str]) -> None:
    for point in given.points.all():
        why = f"No. {it.mark('reply to a point', who)}"
        said = {"response": "declined", "reason": why}
        actions.settle_point(it.world.contract(), point.ref, by=it.world.actor("nadine"), **said)


def _comment(it: Planted, section: str, by: str, who: set[str]) -> None:
    contract, world = it.world.contract(), it.world
    text = f"Why? {it.mark(f'comment on {section}', who)}"
    made = reviews.comment(contract, by=world.actor(by), draft=1, section=section, text=text)
    text = f"Because. {it.mark(f'reply on {section}', who)}"
    reviews.reply(contract, made.ref, by=world.actor("nadine"), text=text)


TALKS = STUDENT | PEER | TEAM | ETHICS | OFFICER | {"module leader", "careers"}
TALKS |= {"student partner", "another set", "another cohort", *LENT}
OF_TEAM = TEAM | {"module leader"}
EXAMINERS = {"examiner", "examiner with a sample"}


def _talk(it: Planted, held: Clock) -> None:
    """A question to everybody, one to the set, a note of one's own; answered, settled, put away."""
    world, about = it.world, {"place": "section", "key": "stops"}
    nadine, helen = world.actor("nadine"), world.actor("helen")
    for audience, who in (("cohort", TALKS), ("set", STUDENT | PEER | OF_TEAM), ("me", STUDENT)):
        title = it.mark(f"title of talk to {audience}", who)
        text = it.mark(f"talk to {audience}", who)
        begun = Begun(f"Where? {title}", f"Mine? {text}", audience, **about)
        made = talk.begin(world.run, begun, by=nadine)
        if audience == "cohort":
            thread = made
    _later(held)
    text = f"Both. {it.mark('reply in talk', TALKS)}"
    answer = talk.reply(thread, text, by=helen, quotes=thread.posts.get().ref)
    word = it.mark("post put away", OF_TEAM | {"another set"})
    rude = talk.reply(thread, f"Rude. {word}", by=world.actor("colin"))
    talk.hide(rude, why=f"Rude. {it.mark('why it was put away', TALKS)}", by=helen)
    note = it.mark("team note on a thread", OF_TEAM)
    talk.note_on_thread(thread, f"Look. {note}", by=helen)
    note = it.mark("team note on a student", OF_TEAM)
    talk.note_on_student(world.enrolments["nadine"], f"Shy. {note}", by=helen)
    says = [it.mark(f"clarification, {n}", TALKS | EXAMINERS) for n in range(5)]
    clear = Clear("several", f"Both. {says[0]}", (f"Mine. {says[1]}", f"Ours. {says[2]}"))
    settled = talk.clarify(
        world.run, clear, place_kind="section", key="stops", by=helen, post=answer
    )
    clear = Clear("required", f"Mine. {says[3]}")
    talk.change_clarification(settled, clear, why=f"Fair. {says[4]}", version=1, by=helen)


def _shared(it: Planted, held: Clock) -> None:
    _share(it, "draft 1", lent=True)
    _talk(it, held)
    _later(held)
    _comment(it, "stops", "tomasz", WHOLE | GAVE)
    _comment(it, "helps", "helen", WHOLE)
    _comment(it, "triage", "helen", STUDENT | TEAM)
    ask_for_reviews(it)
    own = it.mark("a saved note", TEAM)
    actions.keep_note(by=it.world.actor("helen"), text=f"Think smaller. {own}")
    it.world.share("tomasz")
    seat, by = it.world.seat("workplace", "tomasz"), it.world.actor("tomasz")
    actions.ask(it.world.contract("tomasz"), seat.ref, by=by, draft=1, **WIM)
    _private(it, "private 2")


def _asking(it: Planted, held: Clock) -> None:
    world, by = it.world, it.world.actor("nadine")
    ref = world.seat("workplace").ref
    actions.ask(world.contract(), ref, by=by, draft=1, **BOB)
    _later(held)
    message = f"Please. {it.mark('message to Carol', OF_WORK)}"
    actions.ask_instead(world.contract(), ref, by=by, draft=1, message=message, **CAROL)
    _ask(it, "ethics", OF_ETHICS)
    _ask(it, "university", WHOLE)
    contract, ref, helen = world.contract(), world.seat("university").ref, world.actor("helen")
    talk = it.mark("talk proposed", WHOLE)
    actions.propose_talk(contract, ref, by=helen, message=f"On Monday? {talk}")
    note = it.mark("hand-over note", TEAM, {"module leader"})
    to = world.people["owen"]
    actions.hand_over(contract, ref, by=helen, to=to, note=f"I am away. {note}")
    _later(held)


def _answered(it: Planted, held: Clock) -> None:
    world, until = it.world, clock.today("Europe/London") + timedelta(days=9)
    to, by = world.people["exa"], world.actor("ruth")
    sample(world.run, [world.contract()], to=to, until=until, by=by)
    _says(it, "university", "revise", WHOLE, "helps")
    _later(held)
    _says(it, "ethics", "yes_conditions", OF_ETHICS, "triage")  # may yet be undone


def _agreed(it: Planted, held: Clock) -> None:
    given = Answer.objects.get(seat__party="university")
    _settle(it, given, WHOLE)
    _later(held)
    it.world.ask("university")
    it.world.answer("workplace")
    _later(held)
    _says(it, "university", "yes_conditions", WHOLE, "stops")


def _amending(it: Planted, held: Clock) -> None:
    _later(held)
    _share(it, "draft 2")
    _private(it, "private 3")
    _ask(it, "workplace", OF_WORK, **CAROL)
    _ask(it, "university", WHOLE)
    _later(held)


def _written(it: Planted, held: Clock) -> None:
    _load_newer_form(it.world)
    contract, seat = it.world.contract(), it.world.seat("workplace")
    why = it.mark("why the yes was taken back", OF_WORK)
    it.world.answer("workplace")
    _later(held)
    by: Actor = it.world.carol()
    actions.withdraw_yes(contract, seat.ref, by=by, reason=f"We moved. {why}")
    _later(held)
    why = it.mark("why it was written down", OF_WORK)
    said = Told("paper", clock.today("Europe/London"), **CAROL, reason=f"On paper. {why}")
    page = Scan(b"%PDF-1.7\n%%EOF\n", "application/pdf", "yes-on-paper.pdf")
    by = it.world.actor("helen")
    actions.record_on_paper(contract, seat.ref, said, page, by=by, draft=2)
    _later(held)


def _suspended(it: Planted, held: Clock) -> None:
    contract, seat = it.world.contract(), it.world.seat("workplace")
    why = it.mark("why it was disputed", OF_WORK)
    actions.dispute(contract, seat.ref, by=it.world.carol(), reason=f"Never. {why}")
    _later(held)
    why = it.mark("why it was waived", WHOLE | OFFICER)
    by = it.world.actor("helen")
    actions.waive(contract, seat.ref, by=by, reason=f"Nobody is there. {why}")
    _later(held)


def _load_newer_form(world: World) -> None:
    """The module's file comes again with another question: contracts begun keep the one they have."""
    folder = FILES / "action-inquiry"
    spec = read(folder / "module.yaml")
    key, form = next(iter(spec.templates.items()))
    first = form.sections[0].model_copy(update={"title": "What will you try first?"})
    newer = form.model_copy(update={"sections": [first, *form.sections[1:]]})
    templates = {**spec.templates, key: newer}
    spec = spec.model_copy(update={"templates": templates})
    load_module(world.institution, spec, folder=folder)


def _ended(it: Planted, held: Clock) -> None:
    why = it.mark("why it ended", WHOLE | PEER | ETHICS | OFFICER | WORK)
    by, said = it.world.actor("ruth"), {"kind": "completed", "reason": f"Done. {why}"}
    actions.end_contract(it.world.contract(), by=by, **said)


def _drafting(it: Planted, held: Clock) -> None:
    own = {name: it.mark(f"the student's {name}", *WHO[name]) for name in WHO}
    Person.objects.filter(pk=it.world.people["nadine"].pk).update(**own)
    contract = it.world.contract()
    _private(it, "private 1")
    nadine, tomasz = it.world.actor("nadine"), it.world.actor("tomasz")
    sitting = reviews.ask_interview(contract, by=nadine, interviewer=it.world.people["tomasz"])
    heard = {"will": it.mark("what was heard in an interview", STUDENT, GAVE)}
    reviews.type_interview(sitting.ref, by=tomasz, words=heard, version=0)


SCENES = (
    ("drafting", _drafting),
    ("shared", _shared),
    ("asking", _asking),
    ("answered", _answered),
    ("agreed", _agreed),
    ("amending", _amending),
    ("written", _written),
    ("suspended", _suspended),
    ("ended", _ended),
)
MOMENTS = ("not begun", *(name for name, _ in SCENES))


def told(held: Clock) -> Iterator[Moment]:
    """The story, stopping at every moment; the database holds what the moment says."""
    held.set(MONDAY)
    town = make_town()
    planted = Planted(town.world, held)
    plant_hotseat(planted)
    keep_apart(planted)
    twin = town.twin
    twin.share()
    twin.ask("university")
    yield moment("not begun", town, planted)
    for name, play in SCENES:
        play(planted, held)
        yield moment(name, town, planted)
