"""How far each contract has come when the demo opens. A recipe is a few dated moves."""

from collections.abc import Callable
from datetime import timedelta

from pactwork.contracts import actions
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.rules.answers import PointSaid
from pactwork.demo.bank import spoken
from pactwork.demo.stage import Player
from pactwork.people.actors import actor_for

Recipe = Callable[[Player], object]
LINK, FACILITATOR = "link", "facilitator"


def untouched(p: Player) -> None:
    """On the roster, and no contract yet."""


def begun(p: Player) -> None:
    few = dict(list(p.part.sections.items())[: 2 + p.number % 3])
    p.start(12).write(11, few)


def drafting(p: Player) -> None:
    p.start(16).write(4)


def shared(p: Player) -> None:
    p.start(18).write(12).share(9).discuss(7)


def workplace_quiet(p: Player) -> None:
    p.start(20).write(17).share(16).discuss(15).ask(11, LINK)


def asked_both(p: Player) -> None:
    p.start(18).write(9).share(8).discuss(7).ask(4, LINK).ask(3, FACILITATOR)


def first_read(p: Player) -> None:
    p.start(19).write(13).share(12).discuss(11).ask(10, LINK).answer(
        8, LINK, "yes", note=spoken("workplace_yes", p.number)
    )
    p.ask(2 + p.number % 4, FACILITATOR)


def revision(p: Player) -> None:
    p.start(20).write(15).share(14).discuss(13).ask(11, FACILITATOR)
    p.answer(8, FACILITATOR, "revise", points=p.points() or EXAMPLE, note="")


def redrafted(p: Player) -> None:
    revision(p)
    p.ask(10, LINK).answer(9, LINK, "yes")
    p.settle(6, ("adopted", ""), ("adapted", spoken("reasons", 0)))
    p.redraft(5).ask(1 + p.number % 4, FACILITATOR)


def agreed(p: Player) -> None:
    p.start(20).write(16).share(15).discuss(14).ask(13, LINK).answer(12, LINK, "yes")
    p.ask(11, FACILITATOR)
    p.answer(8, FACILITATOR, "yes", note=spoken("university_yes", p.number))


def agreed_with_suggestions(p: Player) -> None:
    p.start(20).write(16).share(15).discuss(14).ask(13, LINK).answer(12, LINK, "yes")
    p.ask(11, FACILITATOR)
    p.answer(7, FACILITATOR, "yes_suggest", points=p.points() or EXAMPLE)
    p.settle(5, ("adopted", ""), ("declined", spoken("reasons", 1)))


def agreed_on_conditions(p: Player) -> None:
    p.start(20).write(16).share(15).ask(13, LINK).answer(12, LINK, "yes").ask(11, FACILITATOR)
    p.answer(6, FACILITATOR, "yes_conditions", points=p.points(9) or conditions(p))


def overdue(p: Player) -> None:
    """The day of the condition has passed, and nobody has confirmed it."""
    p.start(20).write(15).share(14).ask(13, LINK).answer(12, LINK, "yes").ask(11, FACILITATOR)
    p.answer(7, FACILITATOR, "yes_conditions", points=p.points(-2) or conditions(p, -2))


def met(p: Player) -> None:
    agreed_on_conditions(p)
    p.meet(2)


def amending(p: Player) -> None:
    agreed(p)
    p.redraft(3, note=spoken("amend", p.number)).ask(2, FACILITATOR)


def lapsed(p: Player) -> None:
    agreed(p)
    p.redraft(2, note=spoken("amend", p.number + 1))


def yes_with_change(p: Player) -> None:
    p.start(19).write(10).share(9).ask(7, LINK)

    def move() -> None:
        seat, found = p.seat(LINK), p.found()
        covered = sorted(found.facts.template.sections, key=lambda s: s.kind != "card")
        section = next(s for s in covered if any(n.party == seat.party for n in s.yes))
        first = section.prompts[0].key
        draft = found.newest
        words = str((draft.content.get(section.key) or {}).get(first, "")) if draft else ""
        wording = words.rstrip(".") + ", outside the Monday rush."
        point = PointSaid("", section.key, first, wording)
        said = Said("yes_change", points=(point,))
        actions.answer(p.contract(), seat.ref, said, by=p.holder(), draft=p.newest())

    p.at(4, move)


def not_yet(p: Player) -> None:
    p.start(19).write(12).share(11).discuss(10).ask(9, LINK)
    p.answer(
        6, LINK, "revise", note="Not this month: the auditors are in. Ask me for a later start."
    )


def passed_on(p: Player) -> None:
    p.start(19).write(13).share(12).ask(10, LINK)

    def move() -> None:
        email = f"imogen.tarrow.{p.number}@reception.example"
        actions.pass_on(
            p.contract(), p.seat(LINK).ref, by=p.holder(), name="Imogen Tarrow", email=email
        )

    p.at(7, move)
    p.ask(5, FACILITATOR)


def not_the_person(p: Player) -> None:
    p.start(19).write(13).share(12).ask(9, LINK).answer(6, LINK, "not_me", note="I left in August.")


def handed_over(p: Player) -> None:
    first_read(p)

    def move() -> None:
        note = "You know this workplace better than I do. I like it; check the hours in week 6."
        by, to = actor_for(p.staff["facilitator"]), p.staff["colleague"]
        actions.hand_over(p.contract(), p.seat(FACILITATOR).ref, by=by, to=to, note=note)

    p.at(1, move)


def away(p: Player) -> None:
    """Whoever would have answered is on leave, and a colleague has their queue."""
    first_read(p)

    def move() -> None:
        note = spoken("handing_over", p.number)
        by, to = actor_for(p.staff["colleague"]), p.staff["facilitator"]
        actions.hand_over(p.contract(), p.seat(FACILITATOR).ref, by=by, to=to, note=note)

    p.at(0.6, move)


def second_opinion(p: Player) -> None:
    revision(p)
    p.settle(5, ("declined", "The set and I think this would take the point out of it."))

    def move() -> None:
        why = "Helen and I read the boundary differently, and I would like another pair of eyes."
        actions.ask_second(p.contract(), p.seat(FACILITATOR).ref, by=p.me, reason=why)

    p.at(3, move)


def talk_proposed(p: Player) -> None:
    first_read(p)

    def move() -> None:
        seat, by = p.seat(FACILITATOR), actor_for(p.staff["colleague"])
        text = "Could we have ten minutes on Thursday at six? I would rather ask than guess."
        actions.propose_talk(p.contract(), seat.ref, by=by, message=text)

    p.at(1.7, move)


def waived(p: Player) -> None:
    p.start(20).write(15).share(14).ask(13, LINK)

    def move() -> None:
        why = "The shop has closed for a refit, and the plan touches nobody there until it opens."
        by = actor_for(p.staff["facilitator"])
        actions.waive(p.contract(), p.seat(LINK).ref, by=by, reason=why)

    p.at(5, move)
    p.ask(4, FACILITATOR)


def to_confirm(p: Player) -> None:
    """Everybody has said yes; the workplace from an address of old students, so staff have to look."""
    p.start(20).write(15).share(14).discuss(13)

    def move() -> None:
        local = p.part.advocate["email"].partition("@")[0]
        who = {**p.part.advocate, "email": f"{local}@alumni.midshire.example"}
        seat = p.seat(LINK)
        actions.ask(p.contract(), seat.ref, by=p.me, draft=p.newest(), **who)

    p.at(12, move)
    p.answer(9, LINK, "yes", note=spoken("workplace_yes", p.number)).ask(8, FACILITATOR)
    p.answer(5, FACILITATOR, "yes", note=spoken("university_yes", p.number))


def suspended(p: Player) -> None:
    agreed(p)

    def move() -> None:
        why = "We are moving offices, and I cannot promise her the time after all."
        actions.withdraw_yes(p.contract(), p.seat(LINK).ref, by=p.holder(), reason=why)

    p.at(2, move)


def ended_early(p: Player) -> None:
    agreed(p)
    p.end(3, "ended_early", spoken("leaving", p.number))


def _ready_for_ethics(p: Player) -> None:
    """Written and shared; whoever thought again before the reviewer read it shared once more."""
    p.start(20).write(16).share(15).discuss(14)
    if p.part.redraft:
        p.redraft(13, note="Less of other people's lives in it than before.")


def ethics_asked(p: Player) -> None:
    _ready_for_ethics(p)
    p.ask_ethics(6).ask(5, FACILITATOR)


def ethics_cleared(p: Player) -> None:
    _ready_for_ethics(p)
    p.ask_ethics(12).ask(12, LINK).answer(9, LINK, "yes")
    p.answer_ethics(7, "yes").ask(3, FACILITATOR)


def ethics_conditions(p: Player) -> None:
    _ready_for_ethics(p)
    p.ask_ethics(12).ask(12, LINK).answer(10, LINK, "yes")
    p.answer_ethics(8, "yes_conditions", points=conditions(p)).ask(7, FACILITATOR)
    p.answer(4, FACILITATOR, "yes")


EXAMPLE = (PointSaid("Say which week you will stop and look at what you have.", "weeks"),)


def conditions(p: Player, due_in: int = 8) -> tuple[PointSaid, ...]:
    due = (p.programme.now + timedelta(days=due_in - p.back)).date()
    text = "Send us the notice you will put up, before anybody is asked to take part."
    return (PointSaid(text, due_on=due, owner="student", blocks="start"),)


def nadine(p: Player) -> None:
    """The newcomer's own part: draft 1 discussed, the redraft written but for one question."""
    p.start(20).write(14).share(12).discuss(9)
    unfinished = {"stops": {"outside": ""}}
    p.write(2, p.part.sections, p.part.redraft, unfinished)


# In turn, to whoever has no redraft; to whoever has one; to whoever's work raises ethics; and to
# those of the bank, who come in every state.
PLAIN: tuple[Recipe, ...] = (
    shared, first_read, agreed, drafting, workplace_quiet, not_yet, agreed, asked_both,
    agreed_with_suggestions, first_read, agreed_on_conditions, shared, not_the_person,
)  # fmt: skip
WITH_REDRAFT: tuple[Recipe, ...] = (
    redrafted, revision, amending, agreed_with_suggestions, suspended, redrafted, second_opinion,
    lapsed, handed_over, ended_early, yes_with_change, talk_proposed, passed_on,
    agreed_on_conditions, waived, redrafted, agreed, amending, revision,
)  # fmt: skip
WITH_ETHICS: tuple[Recipe, ...] = (ethics_asked, ethics_cleared, ethics_conditions)
MIXED: tuple[Recipe, ...] = (
    agreed, first_read, drafting, away, shared, untouched, agreed_with_suggestions, asked_both,
    workplace_quiet, amending, overdue, redrafted, begun, agreed, not_yet, away, met, revision,
    lapsed, shared, to_confirm, waived, agreed, suspended, drafting, passed_on, away,
    agreed_on_conditions, yes_with_change, untouched, asked_both, second_opinion, agreed,
    ended_early, talk_proposed, first_read, not_the_person,
)  # fmt: skip
