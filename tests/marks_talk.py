"""What is said around the contract: in hotseats, in talk, in the set; and what staff put away or note."""

from datetime import timedelta

from pactwork.conversations import actions as talk
from pactwork.conversations.models import Post, Thread
from pactwork.conversations.typed import Begun, Clear
from pactwork.digests.actions import choose
from pactwork.digests.typed import Choice
from pactwork.ground import clock
from pactwork.hotseats import actions as hotseats
from pactwork.hotseats.models import Hotseat
from pactwork.modules.actions import Place, enrol, give_role
from pactwork.people.actions import enter_person
from pactwork.people.models import Person
from pactwork.sets import actions as sets
from tests.hotseats import seats
from tests.planted import Planted
from tests.readers import LEADER, ON_RUN, SET, STUDENT, TALKS, TEAM
from tests.stories import World

INES, OTTO, UTE = {"ines"}, {"otto"}, {"ute"}  # guests, by link
ROUND = TEAM | LEADER
MORE = {"sven": "Sven Lind", "petra": "Petra Vale", "exa": "Exa Minor"}


def more_people(world: World) -> None:
    """A student of a third set, a student partner, an examiner to whom one contract is shown."""
    for key, name in MORE.items():
        email = f"{key}@midshire.example"
        world.people[key] = enter_person(world.institution, key=key, name=name, email=email)
    give_role(world.run, world.people["petra"], "student_partner")
    give_role(world.run, world.people["exa"], "examiner")
    code = world.run.specification["variants"][0]["code"]
    place = Place(code, cohort="Autumn", learning_set="Set 3")
    world.enrolments["sven"] = enrol(world.run, world.people["sven"], place)


def everybody_hears(it: Planted) -> None:
    """Everybody wants a digest every day, at any hour."""
    for key in it.world.people:
        person = Person.objects.select_related("institution").get(pk=it.world.people[key].pk)
        choose(person, by=it.world.actor(key), choice=Choice("daily", "0", "0", ()))


def hotseats_before(it: Planted) -> None:
    """One to come, with an answer that is held; one cancelled; one declined; one over, and thanked for."""
    _to_come(it)
    _cancelled(it)
    _declined(it)
    _over(it)


def _to_come(it: Planted) -> None:
    world, helen = it.world, it.world.actor("helen")
    hotseats.propose(world.run, by=world.actor("colin"), title=it.mark("a topic", ON_RUN))
    aside = seats.topic(world, by="colin", title="Pay")
    why = it.mark("why a topic was set aside", ROUND, {"colin"})
    hotseats.set_topic_aside(aside, by=helen, why=why)
    about = f"How to begin. {it.mark('what a hotseat is about', ON_RUN, INES)}"
    days = {"opens_at": clock.now() + timedelta(days=99), "closes_at": clock.now() + timedelta(120)}
    seat = seats.planned(world, about=about, **days)
    hotseats.invite(seat, by=helen)
    it.later()  # the guest has the invitation, and then another day
    other_day = seats.said(about=about, **days | {"closes_at": days["closes_at"] + timedelta(1)})
    hotseats.correct(seats.fresh(seat), other_day, by=helen)
    asked = seats.asked(world, seat, "tomasz", f"Who? {it.mark('a question', ON_RUN, INES)}")
    held = {"an earlier answer that is held": set[str](), "an answer that is held": ROUND | INES}
    for what, who in held.items():
        said = f"You. {it.mark(what, who)}"
        hotseats.answer_for_guest(seats.question(asked), by=helen, text=said)
    other = seats.asked(world, seat, "colin", "What do you earn?")
    why = it.mark("why a question was set aside", ROUND, {"colin"})
    hotseats.set_question_aside(other, by=helen, why=why)
    mine = seats.asked(world, seat, "nadine", it.mark("a question taken back", ROUND, STUDENT))
    hotseats.withdraw_question(mine, by=world.actor("nadine"))


def _soon(it: Planted, guest: str) -> Hotseat:
    """Opens in an hour, for an hour."""
    at = {
        "opens_at": clock.now() + timedelta(hours=1),
        "closes_at": clock.now() + timedelta(hours=3),
    }
    who = {"guest_name": f"{guest.title()} Vale", "guest_email": f"{guest}@union.example"}
    return seats.invited(it.world, title=f"With {guest}", **at, **who)


def _cancelled(it: Planted) -> None:
    """What was held for it is held for good."""
    seat, helen = _soon(it, "ute"), it.world.actor("helen")
    asked = seats.asked(it.world, seat, "priya", "Who pays?")
    said = f"They. {it.mark('an answer held for a day that was cancelled', ROUND)}"
    hotseats.answer_for_guest(asked, by=helen, text=said)
    it.later()  # the guest has the invitation
    why = f"Ill. {it.mark('why it was cancelled', ON_RUN, UTE)}"
    hotseats.cancel(seats.fresh(seat), by=helen, why=why)


def _declined(it: Planted) -> None:
    seat = _soon(it, "ute")
    known = {"code": seats.code(seat), "client": "browser"}
    hotseats.decline(seat, why=f"No time. {it.mark('why a guest cannot', ROUND)}", **known)


def _over(it: Planted) -> None:
    seat = _soon(it, "otto")
    asked = seats.asked(it.world, seat, "priya", "Who hears first?")
    until = clock.now() + timedelta(hours=5)
    hotseats.extend(seats.fresh(seat), by=it.world.actor("helen"), until=until)
    it.later()  # it opens, and a question waits
    seats.answered(seat, asked, f"You. {it.mark('an answer that was shown', ON_RUN, OTTO)}")
    it.later(4)
    thanks = f"Many thanks. {it.mark('thanks to a guest', ROUND, OTTO)}"
    hotseats.thank(seats.fresh(seat), by=it.world.actor("helen"), words=thanks)
    it.later()


def sets_before(it: Planted) -> None:
    """Ground rules of the set; what somebody brings; why somebody is kept apart from her."""
    world, ruth = it.world, it.world.actor("ruth")
    why = f"They fell out. {it.mark('why two are kept apart', LEADER, {'moira'})}"
    one, other = (world.enrolments[key].ref for key in ("nadine", "colin"))
    sets.pair_up(world.run, one, other, "apart", reason=why, by=ruth)
    group = world.enrolments["nadine"].learning_set
    assert group
    rules = f"Phones off. {it.mark('ground rules of a set', STUDENT, SET, ROUND)}"
    sets.propose_rules(group, rules, expected=0, by=world.actor("tomasz"))
    work = it.mark("what somebody brings", STUDENT, LEADER, {"moira"})
    known = {"slots": 7, "experience": 1, "discipline": f"Housing {work}"}
    sets.say_when(world.enrolments["nadine"], by=world.actor("nadine"), **known)


def talk_about(it: Planted) -> None:
    """Talk to everybody, to the set, to oneself; settled, put away; what the team notes."""
    thread = _begun(it)
    it.later()
    reply = _replies(it, thread)
    _noted(it, thread)
    it.later()
    _settled(it, reply)
    it.later()


def _begun(it: Planted) -> Thread:
    world, about = it.world, {"place": "section", "key": "stops"}
    own = {
        "cohort": ("nadine", TALKS),
        "set": ("nadine", STUDENT | SET | ROUND),
        "me": ("nadine", STUDENT),
        "staff": ("helen", ROUND),
        "everyone": ("helen", ON_RUN),
    }
    made = {}
    for audience, (by, who) in own.items():
        title, text = it.mark(f"title to {audience}", who), it.mark(f"talk to {audience}", who)
        begun = Begun(f"Where? {title}", f"Mine? {text}", audience, **about)
        made[audience] = talk.begin(world.run, begun, by=world.actor(by))
    return made["cohort"]


def _replies(it: Planted, thread: Thread) -> Post:
    """One that settles it; one whose words were changed; one changed, and then put away."""
    helen, colin = it.world.actor("helen"), it.world.actor("colin")
    reply = talk.reply(thread, f"Both, @Nadine. {it.mark('reply in talk', TALKS)}", by=helen)
    mild = talk.reply(thread, f"Me too. {it.mark('earlier words of a post', TALKS)}", by=colin)
    talk.edit(mild, f"And me. {it.mark('words of a post', TALKS)}", version=1, by=colin)
    early = it.mark("earlier words of what was put away", {"colin"})
    rude = talk.reply(thread, f"Rude. {early}", by=colin)
    talk.edit(rude, f"Ruder. {it.mark('post put away', ROUND | {'colin'})}", version=1, by=colin)
    talk.reply(thread, f"Well! {it.mark('what quotes it', TALKS)}", by=helen, quotes=rude.ref)
    talk.hide(rude, why=f"Rude. {it.mark('why it was put away', TALKS)}", by=helen)
    return reply


def _noted(it: Planted, thread: Thread) -> None:
    world, helen = it.world, it.world.actor("helen")
    talk.note_on_thread(thread, f"Look. {it.mark('team note on a thread', ROUND)}", by=helen)
    note = it.mark("team note on a student", ROUND)
    talk.note_on_student(world.enrolments["nadine"], f"Shy. {note}", by=helen)


def _settled(it: Planted, reply: Post) -> None:
    world, helen = it.world, it.world.actor("helen")
    who = TALKS | {"lena", "exa"}
    says = [it.mark(f"clarification, {n}", who) for n in range(4)]
    clear = Clear("several", f"Both. {says[0]}", (f"Mine. {says[1]}", "Ours."))
    about = {"place_kind": "section", "key": "stops"}
    settled = talk.clarify(world.run, clear, by=helen, post=reply, **about)
    talk.rely(settled, by=world.actor("nadine"))
    clear = Clear("required", f"Mine. {says[2]}")
    talk.change_clarification(settled, clear, why=f"Fair. {says[3]}", version=1, by=helen)
    wrong = talk.clarify(world.run, Clear("yours", "As you like."), by=helen, **about)
    talk.rely(wrong, by=world.actor("nadine"))
    talk.withdraw(wrong, why=f"Not so. {it.mark('why one was withdrawn', who)}", by=helen)
