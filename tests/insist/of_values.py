"""Choices, numbers, days and addresses that acts take."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pactwork.contracts import actions
from pactwork.contracts.actions.by_link import decide
from pactwork.contracts.actions.sampling import sample
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.typed import Reply
from pactwork.conversations import actions as talk
from pactwork.conversations.typed import Begun, Clear
from pactwork.digests.actions import choose
from pactwork.digests.typed import Choice
from pactwork.ground import clock
from pactwork.hotseats import actions as hotseats
from pactwork.institutions.actions import describe
from pactwork.institutions.queries import described
from pactwork.people.actions import found_institution
from pactwork.reviews import actions as reviews
from pactwork.reviews.rules.verdicts import Verdict
from pactwork.rights.actions.retaining import set_rule
from pactwork.sets import actions as sets
from pactwork.sets.typed import Wish
from tests.contracts.play import Play
from tests.contracts.test_owed_by_others import INTERNSHIP
from tests.contracts.test_working_document import MET, record
from tests.hotseats.seats import invited
from tests.insist.of_contracts import ask, ask_instead, asked, pass_on, plan, recorded, reply
from tests.insist.of_others import corrects, plans
from tests.insist.rows import Values
from tests.reviews.test_reviewing import GOOD, suggest
from tests.stories import World

Story = Callable[[World], Callable[[Any], object]]
ADDRESSES = (
    *("a..b@c.org", "jo@-bad.org", "jo@bad-.org", "a@b", "jo@", "@c.org", "jo", " ", "jo@c.123"),
    *("jo@c..org", "jo @c.org", "a@b.org, c@d.org", "a@b.org\nBcc: c@d.org", "jo@c.org\x00"),
    *(
        '"Jo, <a@b.org>" <c@d.org>',
        "<a@b.org> <c@d.org>",
        "müller@c.org",
        "jo@c.org>",
        '"a b"@c.org',
    ),
    *(f"{'a' * 65}@c.org", f"jo@{'a' * 64}.org", f"jo@{'a.' * 130}org", "jo@exa_mple.org"),
)
GOOD_ADDRESS = "Jo Price <x@müller.example>"
GONE = date(2020, 1, 1)


def answered(**point: Any) -> Story:
    """A condition of staff with one thing in it."""
    (field,) = point

    def story(world: World) -> Any:
        asked(world, "university")
        due = clock.today("Europe/London") + timedelta(days=9)
        said = PointSaid("Bring the badge rules.", "signs", due_on=due)
        return lambda value: world.answer(
            "university", "yes_conditions", points=(replace(said, **{field: value}),)
        )

    return story


def answer_kind(world: World) -> Any:
    asked(world, "university")
    return lambda kind: world.answer("university", kind)


def change_at(world: World) -> Any:
    asked(world)
    return lambda path: world.answer(
        "workplace", "yes_change", points=(PointSaid("When", "card", path, "In May."),)
    )


def proposed(field: str) -> Story:
    """By link: a line in other words, with one thing that its page does not offer."""

    def story(world: World) -> Any:
        asked(world)
        found, code = plan(world)
        point = PointSaid("When", "card", "when", "In May.")

        def act(value: str) -> None:
            points = (replace(point, **{field: value}),)
            said = Reply("yes_change", "Carol Benning", code, draft=1, points=points)
            decide(found, said, client="b")

        return act

    return story


def settled_how(world: World) -> Any:
    asked(world, "university")
    given = world.answer("university", "revise")
    ref, by = given.points.get().ref, world.actor("nadine")
    known = {"by": by, "reason": "Mine is better."}
    return lambda how: actions.settle_point(world.contract(), ref, response=how, **known)


def ended(world: World) -> Any:
    world.agreed()
    by = world.actor("ruth")
    return lambda kind: actions.end_contract(world.contract(), by=by, kind=kind, reason="Done.")


def paused(world: World) -> Any:
    world.agreed()
    by = world.actor("nadine")
    return lambda day: actions.pause(world.contract(), by=by, reason="Nights.", back_on=day)


def sampled(world: World) -> Any:
    world.agreed()
    ruth, lena = world.actor("ruth"), world.people["lena"]
    return lambda day: sample(world.run, [world.contract()], to=lena, until=day, by=ruth)


def came(world: World) -> Any:
    play = Play(INTERNSHIP)
    play.share()
    by = play.actor("facilitator1")
    return lambda on: actions.note_received(play.contract, "certificate", 1, by=by, on=on)


def begins(field: str) -> Story:
    known = {"title": "Where?", "text": "Which?", "audience": "me", "place": "section"}

    def story(world: World) -> Any:
        by = world.actor("nadine")
        said = known | {"key": "stops"}
        return lambda value: talk.begin(world.run, Begun(**said | {field: value}), by=by)

    return story


def clarifies(field: str) -> Story:
    def story(world: World) -> Any:
        def act(value: str) -> object:
            said = {"kind": "required", "place_kind": "section", "key": "stops"} | {field: value}
            clear, by = Clear(said.pop("kind"), "Do."), world.actor("helen")
            return talk.clarify(world.run, clear, by=by, **said)

        return act

    return story


def clarifies_anew(world: World) -> Any:
    by = world.actor("helen")
    clear = Clear("required", "Do.")
    made = talk.clarify(world.run, clear, place_kind="section", key="stops", by=by)
    known: dict[str, Any] = {"why": "Asked.", "version": 1, "by": by}
    return lambda kind: talk.change_clarification(made, Clear(kind, "Do it."), **known)


def chooses(field: str) -> Story:
    def story(world: World) -> Any:
        choice, by = Choice("daily", "20", "8", ()), world.actor("nadine")
        person = world.people["nadine"]
        return lambda value: choose(person, by=by, choice=replace(choice, **{field: value}))

    return story


def extends(world: World) -> Any:
    seat = invited(world)
    return lambda until: hotseats.extend(seat, by=world.actor("helen"), until=until)


def invites_again(world: World) -> Any:
    seat = invited(world)
    return lambda email: hotseats.invite_again(seat, email, by=world.actor("helen"))


def comments(field: str) -> Story:
    def story(world: World) -> Any:
        world.share()
        return lambda value: suggest(world, **{field: value})

    return story


def rates(world: World) -> Any:
    world.share()
    by = world.actor("priya")
    return lambda rating: reviews.give_review(
        world.contract(), by=by, draft=1, verdicts=GOOD | {"cut": Verdict(rating, "Less.")}
    )


def paces(world: World) -> Any:
    world.contract()
    return lambda days: reviews.set_pace(world.contract(), by=world.actor("helen"), days=days)


def keeps(world: World) -> Any:
    return lambda months: set_rule(world.institution, months=months, by="system")


def pairs(world: World) -> Any:
    one, other = (world.enrolments[name].ref for name in ("nadine", "priya"))
    known = {"reason": "A dispute.", "by": world.actor("ruth")}
    return lambda kind: sets.pair_up(world.run, one, other, kind, **known)


def says(field: str) -> Story:
    def story(world: World) -> Any:
        known = {"slots": 1, "experience": None, "discipline": "", "by": world.actor("nadine")}
        place = world.enrolments["nadine"]
        return lambda value: sets.say_when(place, **known | {field: value})

    return story


def wishes(field: str) -> Story:
    def story(world: World) -> Any:
        by = world.actor("ruth")
        wish = Wish("keep", 5)
        return lambda value: sets.propose(world.run, replace(wish, **{field: value}), by=by)

    return story


def applies(world: World) -> Any:
    by = world.actor("ruth")
    made = sets.propose(world.run, Wish("keep", 5), by=by).forming
    assert made is not None
    known = {"shown": made.shown, "by": by}
    return lambda until: sets.apply_proposal(world.run, made.ref, until=until, **known)


def told_on(world: World) -> Any:
    world.share()
    return lambda day: record(world, replace(MET, said_on=day))


def describes(field: str) -> Story:
    def story(world: World) -> Any:
        was = described(world.institution)
        return lambda value: describe(world.institution, replace(was, **{field: value}), by=None)

    return story


def founds(field: str) -> Story:
    return lambda world: lambda value: found_institution("Another", **{field: value})


NO_DAY = (GONE, date(2026, 10, 4))
LATER = date(2026, 12, 1)
HOURS = ("24", "-1", "", "x", "0230000", "１２", "9" * 5000)
C, T, H, R, S, INST = (
    f"{app}.actions."
    for app in ("contracts", "conversations", "hotseats", "reviews", "sets", "institutions")
)
ROWS: dict[str, Values] = {
    f"{C}asking.ask.email": Values(ask("email"), ADDRESSES, GOOD_ADDRESS),
    f"{C}asking_another.ask_instead.email": Values(ask_instead("email"), ADDRESSES, GOOD_ADDRESS),
    f"{C}asking.pass_on.email": Values(pass_on("email"), ADDRESSES, GOOD_ADDRESS),
    f"{C}by_link.decide.reply.right_email": Values(
        reply("not_me", "right_email"), ADDRESSES, GOOD_ADDRESS
    ),
    f"{C}recording.record_yes.told.email": Values(recorded("email"), ADDRESSES, GOOD_ADDRESS),
    f"{H}planning.plan.said.guest_email": Values(plans("guest_email"), ADDRESSES, GOOD_ADDRESS),
    f"{H}correcting.correct.said.guest_email": Values(
        corrects("guest_email"), ADDRESSES, GOOD_ADDRESS
    ),
    f"{H}correcting.invite_again.email": Values(invites_again, ADDRESSES, GOOD_ADDRESS),
    f"{INST}describe.said.help_email": Values(
        describes("help_email"), tuple(a for a in ADDRESSES if a.strip()), "help@c.org"
    ),
    "people.actions.found_institution.help_email": Values(
        founds("help_email"), tuple(a for a in ADDRESSES if a.strip()), "help@c.org"
    ),
    f"{INST}describe.said.time_zone": Values(
        describes("time_zone"), ("Moon", "", "../etc"), "Europe/Helsinki"
    ),
    f"{INST}describe.said.left_out": Values(
        describes("left_out"), (("contracts",), ("",)), ("hotseats",)
    ),
    f"{INST}describe.said.roles": Values(
        describes("roles"),
        (
            *({"facilitator": (word, "tutors")} for word in ("", "<b>", "a & b", "%s", "x" * 41)),
            *({"facilitator": ("tutor", word)} for word in ("", "<b>")),
            {"boss": ("boss", "bosses")},
        ),
        {"facilitator": ("tutor", "tutors")},
    ),
    f"{INST}describe.said.language": Values(
        describes("language"), ("", "fi", "en-gb-x-1"), "en-gb"
    ),
    f"{INST}describe.said.dates": Values(describes("dates"), ("", "us"), "month"),
    f"{INST}describe.said.paper": Values(describes("paper"), ("", "A4", "a3"), "letter"),
    f"{INST}describe.said.light": Values(
        describes("light"), ("teal", "#ffd700", "#0b5470;x", "#123"), "#7a003c"
    ),
    f"{INST}describe.said.dark": Values(describes("dark"), ("teal", "#7a003c", " "), "#ffd700"),
    "people.actions.found_institution.time_zone": Values(
        founds("time_zone"), ("Moon", "", "../etc"), "Europe/Helsinki"
    ),
    f"{C}answering.answer.said.kind": Values(answer_kind, ("", "not_me", "yes_change"), "yes"),
    f"{C}answering.answer.said.points.section": Values(
        answered(section=""), ("nowhere", "x" * 999), "signs"
    ),
    f"{C}answering.answer.said.points.path": Values(change_at, ("", "nowhere", "rows-0-x"), "when"),
    f"{C}answering.answer.said.points.owner": Values(
        answered(owner=""), ("", "me", "x" * 999), "workplace"
    ),
    f"{C}answering.answer.said.points.blocks": Values(
        answered(blocks=""), ("all", "x" * 999), "start"
    ),
    f"{C}answering.answer.said.points.due_on": Values(
        answered(due_on=None), (*NO_DAY, None), LATER
    ),
    f"{C}by_link.decide.reply.decision": Values(
        reply("yes", "decision"), ("", "yes_suggest", "x"), "yes"
    ),
    f"{C}by_link.decide.reply.points.section": Values(
        proposed("section"), ("", "reasoning"), "card"
    ),
    f"{C}by_link.decide.reply.points.path": Values(proposed("path"), ("", "rows-0-x"), "when"),
    f"{C}by_link.decide.reply.points.owner": Values(proposed("owner"), ("", "x" * 999), "student"),
    f"{C}by_link.decide.reply.points.blocks": Values(proposed("blocks"), ("all", "x" * 999), ""),
    f"{C}ending.end_contract.kind": Values(ended, ("", "void", "x"), "completed"),
    f"{C}ending.pause.back_on": Values(paused, (*NO_DAY, date(2026, 10, 5)), LATER),
    f"{C}points.settle_point.response": Values(settled_how, ("", "use", "x"), "adapted"),
    f"{C}recording.record_yes.told.how": Values(recorded("how"), ("", "dream"), "phone"),
    f"{C}recording.record_yes.told.said_on": Values(told_on, (GONE, LATER), date(2026, 10, 5)),
    f"{C}receiving.note_received.on": Values(came, (GONE, LATER), date(2026, 10, 5)),
    f"{C}sampling.sample.until": Values(sampled, (*NO_DAY, None), LATER),
    f"{T}threads.begin.begun.audience": Values(begins("audience"), ("", "staff", "x"), "cohort"),
    f"{T}threads.begin.begun.place": Values(begins("place"), ("", "x"), "section"),
    f"{T}threads.begin.begun.key": Values(begins("key"), ("", "nowhere"), "stops"),
    f"{T}clarifications.clarify.clear.kind": Values(clarifies("kind"), ("", "x"), "required"),
    f"{T}clarifications.clarify.place_kind": Values(
        clarifies("place_kind"), ("", "week", "x"), "section"
    ),
    f"{T}clarifications.clarify.key": Values(clarifies("key"), ("", "nowhere"), "stops"),
    f"{T}clarifications.change_clarification.clear.kind": Values(
        clarifies_anew, ("", "x"), "required"
    ),
    "digests.actions.choose.choice.rhythm": Values(chooses("rhythm"), ("", "hourly"), "weekly"),
    "digests.actions.choose.choice.first": Values(chooses("first"), HOURS, "23"),
    "digests.actions.choose.choice.last": Values(chooses("last"), HOURS, "0"),
    "digests.actions.choose.choice.off": Values(chooses("off"), (("x",), ("x" * 999,)), ()),
    f"{H}planning.plan.said.opens_at": Values(plans("opens_at"), (None,)),
    f"{H}planning.plan.said.closes_at": Values(plans("closes_at"), (None,)),
    f"{H}correcting.correct.said.opens_at": Values(corrects("opens_at"), (None,)),
    f"{H}correcting.correct.said.closes_at": Values(corrects("closes_at"), (None,)),
    f"{H}planning.extend.until": Values(extends, (None,)),
    f"{R}comments.comment.more (kind)": Values(comments("kind"), ("x", "question"), "suggestion"),
    f"{R}comments.comment.more (path)": Values(comments("path"), ("nowhere", "x" * 999), "inside"),
    f"{R}reviewing.give_review.verdicts.rating": Values(rates, (0, 6, -1, 10**10), 3),
    f"{R}reviewing.set_pace.days": Values(paces, (0, 16, -1, 10**10), 5),
    "rights.actions.retaining.set_rule.months": Values(keeps, (0, -1, 1_201, 10**10), 12),
    f"{S}pairing.pair_up.kind": Values(pairs, ("", "perhaps"), "together"),
    f"{S}saying.say_when.slots": Values(says("slots"), (-1, 1 << 21, 10**30), 5),
    f"{S}saying.say_when.experience": Values(says("experience"), (-1, 5, 10**10), 2),
    f"{S}forming.propose.wish.kind": Values(wishes("kind"), ("", "x" * 999), "keep"),
    f"{S}forming.propose.wish.size": Values(wishes("size"), (0, 2, 8, -1, 10**10), 4),
    f"{S}forming.propose.wish.seed": Values(wishes("seed"), (-1, 2**31, 10**30), 0),
    f"{S}forming.apply_proposal.until": Values(applies, NO_DAY, LATER),
}
