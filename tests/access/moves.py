"""Every move of the law as the form that makes it, filled in so that nothing but the law could refuse it.

A new move with a page: its form here. Until it has one it stands in ``NO_PAGE_YET``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Ask
from pactwork.contracts.rules.moves import MOVES, Case, why_not
from pactwork.contracts.visibility import roles_on
from pactwork.ground import clock
from pactwork.links.secrets import code_for
from pactwork.links.tickets import new_client, ticket
from pactwork.people.actors import Actor
from tests.access.cells import there
from tests.access.knocks import address, refs_of, routes
from tests.access.moment import Moment
from tests.access.relations import LINKS
from tests.access.table import ROUTES
from tests.contracts.law_moves import cells
from tests.stories import CAROL

LAW = cells()
PATHS = {name: route for name, route, _ in routes()}
PARTIES = ("workplace", "university", "ethics")
IAN = {"right_name": "Ian Moss", "right_email": "ian@larkmoor.example"}
# Moves that this story gives no occasion for: only actions make them (tests/contracts). Add them here
# when they get one.
NO_PAGE_YET = {
    "dispute",
    "resume",
    "keep",
    "object",
    "settle_dispute",
    "look_again",
    "note_received",
}
Fields = Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """Where a move is made. ``seats``: it is about one; ``about``: what else must be there, of its."""

    route: str
    data: Fields | Callable[[Moment, str], Fields]
    seats: bool = False
    about: str = ""


def _newest(moment: Moment) -> str:
    newest = moment.contract.drafts.last()
    return str(newest.number) if newest else "1"


def _letter(moment: Moment, relation: str, **said: str) -> Fields:
    """A form of the advocate's pages, as somebody sends it who has a letter: their own ticket and code."""
    link = moment.links.get(relation) or moment.links["advocate"]
    carried = ticket(link.ref, new_client(), "form") if relation in moment.links else ""
    code = {"code": code_for(link.ref), "ticket": carried, "draft": _newest(moment)}
    return {**code, "decision_form": "1", "name": "Carol Benning", **said}


def _ask(moment: Moment, party: str) -> Fields:
    named = {**CAROL, "sure": "1"} if party == "workplace" else {}
    return {"draft": _newest(moment), **named}


def _share(moment: Moment, party: str) -> Fields:
    return {"note": "I say it more plainly now."}


def _write(moment: Moment, party: str) -> Fields:
    text = moment.contract.texts.filter(section="try").first()
    return {"will": "Another try.", "version": str(text.version if text else 0)}


def _meant(moment: Moment, party: str) -> str:
    """The colleague whom it was handed to: these forms mean to take it, so that the law alone decides."""
    asks = Ask.objects.filter(seat__contract=moment.contract, seat__party=party, ended_at=None)
    return next((a.handed_to.ref for a in asks.select_related("handed_to") if a.handed_to), "")


def _answer(moment: Moment, party: str) -> Fields:
    taken = _meant(moment, party)
    return {"draft": _newest(moment), "kind": "yes", "do": "answer", "in_place_of": taken}


def _hand_over(moment: Moment, party: str) -> Fields:
    colleague = {"ethics": "eva"}.get(party, "owen")
    return {
        "to": moment.town.world.people[colleague].ref,
        "note": "I am away.",
        "in_place_of": _meant(moment, party),
    }


def _draft(moment: Moment, party: str) -> Fields:
    return {"draft": _newest(moment)}


def _comment(moment: Moment, party: str) -> Fields:
    return {"draft": _newest(moment), "about": "try", "text": "Why six?"}


def _record(moment: Moment, party: str) -> Fields:
    day = clock.today("Europe/London").isoformat()
    who = {"name": CAROL["name"], "email": CAROL["email"], "how": "meeting", "said_on": day}
    return {**_draft(moment, party), **who, "reason": "We met."}


REASON = {"reason": "A reason in a sentence."}
FORMS: dict[str, tuple[Form, ...]] = {
    "write": (Form("contracts:step", _write), Form("contracts:words", _write)),
    "share": (Form("contracts:share", _share),),
    "ask": (Form("contracts:ask", _ask, seats=True),),
    "withdraw_ask": (Form("contracts:withdraw_ask", {}, seats=True),),
    "settle_point": (Form("contracts:point", {"response": "adopted"}, about="point"),),
    "ask_second": (Form("contracts:second", REASON, seats=True),),
    "comment": (Form("reviews:comment", _comment, about="draft"),),
    "reply": (Form("reviews:reply", {"text": "Thank you."}, about="comment"),),
    "resolve": (Form("reviews:resolution", {"to": "closed"}, about="comment"),),
    "mark_read": (
        Form("contracts:read", _draft, about="draft"),
        Form("reviews:have_read", _draft, about="draft"),
    ),
    "answer": (Form("contracts:decide", _answer, seats=True),),
    "undo": (Form("contracts:undo", {}, seats=True, about="answer"),),
    "withdraw_yes": (Form("contracts:withdraw_yes", REASON, seats=True),),
    "propose_talk": (Form("contracts:talk", {"message": "On Monday?"}, seats=True),),
    "hand_over": (Form("contracts:hand_over", _hand_over, seats=True),),
    "meet_condition": (Form("contracts:condition", {}, seats=True, about="condition"),),
    "vouch": (Form("contracts:vouch", {"how": "I rang them up at the firm."}, about="unvouched"),),
    "turn_down": (Form("contracts:turn_down", {"reason": "Nobody knows them."}, about="holder"),),
    "waive": (Form("contracts:waive", REASON, seats=True),),
    "end": (Form("contracts:end", {"kind": "completed", **REASON}),),
    "pass_on": (),  # by letter only
    "adopt_form": (Form("contracts:form", {}, about="newer form"),),
    "record": (Form("contracts:record", _record),),
    "leave_workplace": (Form("contracts:leaving", REASON, about="holder"),),
    "pause": (Form("contracts:rest_move", REASON),),
    "void": (Form("contracts:rest_move", {**REASON, "move": "void"}),),
}
BY_LETTER = {
    "answer": ("contracts:plan_answer", {"decision": "yes"}),
    "pass_on": ("contracts:plan_answer", {"decision": "not_me", **IAN}),
    "withdraw_yes": ("contracts:plan_withdrawal", REASON),
}


@dataclass(frozen=True)
class Try:
    """One form as one person. ``may``: the door is open, and the law says nothing against it."""

    move: str
    relation: str
    path: str
    data: Fields
    may: bool
    never: bool  # the law's table, by hand, says that it is not theirs or not the time
    why: str
    route: str = ""
    party: str = ""

    def __str__(self) -> str:
        """The same every time, so that caught.json can name it: refs are not."""
        return f"{self.move} by {self.relation} ({self.route}, {self.party})"


def _case(moment: Moment, dossier: Dossier, actor: Actor, move: str, party: str) -> Case:
    """What the form puts to the law."""
    facts = dossier.facts_with_working() if move == "share" else dossier.facts
    seat = next((s for s in dossier.seats if s.party == party), None)
    known: dict[str, object] = {"by": actor.ref, "seat": seat.pk if seat else None}
    case = Case(facts, dossier.stands, draft=int(_newest(moment)), **known)  # type: ignore[arg-type]
    if move != "undo":
        return case
    given = (
        Answer.objects.filter(ref=moment.refs[f"answer of {party}"])
        .prefetch_related("points")
        .get()
    )
    fact = next(a for a in facts.answers if a.id == given.pk)
    acted = max((p.responded_at for p in given.points.all() if p.responded_at), default=None)
    return replace(case, seat=given.seat_id, own_answer=fact, settled_since=acted)


def _role(roles: frozenset[str], move: str) -> str:
    """The one role under which the hand-written table is asked."""
    return next(iter(sorted(roles & MOVES[move].roles)), next(iter(sorted(roles)), "stranger"))


def _lent(moment: Moment, relation: str, move: str) -> frozenset[str]:
    """A substitute is as a peer, about the first draft and its comments only."""
    may = relation == "substitute" and {"lent"} <= moment.there and move == "comment"
    return frozenset({"peer"}) if may and _newest(moment) == "1" else frozenset()


def _party(move: str, party: str) -> str:
    at_work = dict.fromkeys(("vouch", "turn_down", "record", "leave_workplace"), "workplace")
    return at_work.get(move, party)


def _of(moment: Moment, form: Form, party: str) -> str:
    return moment.refs.get(f"{form.about} of {party}", "")


def _tries_at(moment: Moment, dossier: Dossier, move: str, form: Form, party: str) -> Iterator[Try]:
    row, refs = ROUTES[form.route], refs_of(moment)
    party = _party(move, party)
    refs["university"] = moment.refs[party]  # the seat an address names
    if form.seats and form.about:
        refs["point" if form.about == "condition" else form.about] = _of(moment, form, party)
    path = address(PATHS[form.route], {**refs, "key": "try"}).replace("/question/", "/try/")
    path = path.replace("/rest/pause/", f"/rest/{move}/")
    data = form.data(moment, party) if callable(form.data) else form.data
    for relation in sorted(row.post):
        person = moment.town.person(relation)
        if person is None:
            continue
        actor = moment.town.world.actor(person.key)
        roles = roles_on(actor, moment.contract) or _lent(moment, relation, move)
        no = why_not(move, roles, _case(moment, dossier, actor, move, party))
        open_door = there(row, relation, moment, path)
        law = LAW.get((moment.stage, move, _role(roles, move)), "")
        yield Try(
            move,
            relation,
            path,
            data,
            open_door and no is None,
            law in "s.",
            no.code if no else "",
            form.route,
            party,
        )


def offered(form: Form, moment: Moment, party: str) -> bool:
    """Whether what the form is about is there at all."""
    if form.seats and form.about:
        return bool(_of(moment, form, party))
    if form.about == "unvouched":
        seat = moment.contract.seats.get(party="workplace")
        return seat.holders.filter(until_at=None, vouched_at=None).exists()
    return not form.about or form.about in moment.there or bool(moment.refs.get(form.about))


def tries(moment: Moment) -> Iterator[Try]:
    """Every form of every move, by everybody to whom its door is open, for each seat it could be about."""
    if "contract" not in moment.there:
        return
    found = moment.town.world.dossier()
    for move, forms in FORMS.items():
        for form in forms:
            for party in PARTIES if form.seats else ("university",):
                if offered(form, moment, party):
                    yield from _tries_at(moment, found, move, form, party)
    for move in BY_LETTER if "letter" in moment.there else ():
        yield from _by_letter(moment, found, move)


def _by_letter(moment: Moment, dossier: Dossier, move: str) -> Iterator[Try]:
    """At the newest letter's page: its reader, and others with letters of their own, or with none."""
    route, said = BY_LETTER[move]
    path = address(PATHS[route], refs_of(moment))
    seat = moment.contract.seats.get(party="workplace")
    held = seat.holders.filter(until_at=None).first()
    link = moment.links["advocate"]
    own = held is not None and link.ask.holder_id == held.pk
    answered = link.ask.answers.filter(undone_at=None).exists()
    for relation in (*LINKS, "student", "facilitator", "visitor"):
        mine = relation == "advocate" and own
        actor = Actor(
            moment.town.world.institution.pk,
            "Carol",
            f"holder:{held.pk if held else 0}",
            via="link",
        )
        roles = frozenset({"advocate"} if mine else ())
        no = why_not(move, roles, _case(moment, dossier, actor, move, "workplace"))
        is_time = move == "withdraw_yes" or not answered
        law = LAW.get((moment.stage, move, "advocate" if mine else "stranger"), "")
        data = _letter(moment, relation, **said)
        yield Try(
            move,
            relation,
            path,
            data,
            mine and is_time and no is None,
            law in "s.",
            no.code if no else "",
            route,
            "workplace",
        )
