"""Why a move may not be made: one small pure question each, for the table in ``moves``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pactwork.contracts.rules.facts import YES, AnswerFact, Facts
from pactwork.contracts.rules.needed import changed, cover, covered_digests
from pactwork.contracts.rules.own_person import nobody_decides, not_theirs, of_party
from pactwork.contracts.rules.required import lacking
from pactwork.contracts.rules.standing import SETTLED, SeatStanding, Standing, party_state
from pactwork.contracts.rules.wording_only import kept_by_wording
from pactwork.ground.refusal import Refusal

UNDO_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Case:
    """What is being tried: by whom, and where it matters on which seat, draft or answer."""

    facts: Facts
    stands: Standing
    by: str = ""
    roles: frozenset[str] = frozenset()
    seat: int | None = None
    draft: int | None = None
    own_answer: AnswerFact | None = None  # undo: the answer to take back
    settled_since: datetime | None = None  # undo: when the student last acted on it
    reasoned: bool = True  # share: the student said what changes, and why
    object_until: date | None = None  # object: the last day for it
    today: date | None = None  # at the institution
    review_due: bool = True  # look_again: the module asks for it now, and it has not been done

    def at(self) -> SeatStanding:
        if self.seat is None:
            raise ValueError("this move needs a seat")
        return self.stands.seat(self.seat)


Unless = Callable[[Case], Refusal | None]


def no_draft(case: Case) -> Refusal | None:
    return None if case.facts.newest else Refusal("no_draft")


def nothing_changed(case: Case) -> Refusal | None:
    newest = case.facts.newest
    if (
        newest
        and not case.facts.new_form
        and dict(newest.digests) == dict(case.facts.working_digests)
    ):
        return Refusal("nothing_changed", {"number": newest.number})
    return None


def settled(case: Case) -> Refusal | None:
    state = case.at().state
    codes = {"yes": "already_yes", "waived": "already_waived", "not_needed": "not_needed"}
    return Refusal(codes[state]) if state in codes else None


def to_confirm(case: Case) -> Refusal | None:
    """There is a yes, and it waits for staff: nobody is asked again meanwhile."""
    return Refusal("to_confirm") if case.at().state == "unconfirmed" else None


def already_asked(case: Case) -> Refusal | None:
    return Refusal("already_asked", {"since": case.at().since}) if case.at().ask else None


def out_of_order(case: Case) -> Refusal | None:
    """An order between parties gates asking, never holding."""
    party = case.facts.template.party(case.at().party)
    for first in party.after if party else ():
        state = party_state(case.facts, first, case.stands.party(first))
        other = case.facts.template.party(first)
        if state not in SETTLED and other:
            return Refusal("ask_first", {"party": other.title})
    return None


def points_open(case: Case) -> Refusal | None:
    answer = case.at().answer
    if answer and answer.kind not in YES and answer.open_points:
        return Refusal("points_open", {"count": answer.open_points})
    return None


def not_asked(case: Case) -> Refusal | None:
    return None if case.at().ask else Refusal("no_open_ask")


def own_contract(case: Case) -> Refusal | None:
    return Refusal("own_contract") if case.by == case.facts.student else None


def second_seat(case: Case) -> Refusal | None:
    """Nobody answers from two seats on one contract."""
    taken = {a.seat for a in case.facts.answers if a.by == case.by}
    return Refusal("two_seats") if taken - {case.seat} else None


def asked_for_another(case: Case) -> Refusal | None:
    ask = case.at().ask
    return Refusal("second_opinion") if ask and ask.not_by and ask.not_by == case.by else None


def not_the_named(case: Case) -> Refusal | None:
    """Where a party is one person, only they decide, or whoever stands in for them."""
    party = case.facts.template.party(case.at().party)
    if party is None or party.who != "named":
        return None
    return not_theirs(of_party(case.facts.named, party.key), party.title, case.by)


def nobody_there(case: Case) -> Refusal | None:
    """Nobody is asked for a person who is not named, or has left without a deputy."""
    party = case.facts.template.party(case.at().party)
    if party is None or party.who != "named":
        return None
    return nobody_decides(of_party(case.facts.named, party.key), party.title)


def words_changed(case: Case) -> Refusal | None:
    """A decision is refused only if the words this seat covers differ from the newest draft's."""
    named = case.facts.draft(case.draft) if case.draft else None
    newest = case.facts.newest
    if named is None or newest is None:
        return Refusal("no_draft")
    party = case.at().party
    then = covered_digests(case.facts, party, named)
    sections = changed(case.facts, party, then, newest)
    params = {"draft": named.number, "newest": newest.number, "sections": sections}
    return Refusal("words_changed", params) if sections else None


def no_yes(case: Case) -> Refusal | None:
    """A yes can be taken back while it lapsed or the seat is asked anew: it may still be in force."""
    answer = case.at().answer
    given = answer and answer.kind in YES and not answer.withdrawn_at
    return None if given else Refusal("no_yes")


def too_late(case: Case) -> Refusal | None:
    answer = case.own_answer
    if answer is None or answer.by != case.by:
        return Refusal("not_your_answer")
    if abs(case.facts.now - answer.at) > UNDO_FOR:
        return Refusal("undo_over", {"minutes": int(UNDO_FOR.total_seconds() // 60)})
    if case.facts.latest_answer(answer.seat) is not answer or case.at().ask:
        return Refusal("moved_on")
    waiver = case.facts.latest_waiver(answer.seat)
    since = (case.settled_since, waiver and waiver.at, answer.withdrawn_at)
    moved = any(moment and moment >= answer.at for moment in since)
    shared = any(draft.shared_at > answer.at for draft in case.facts.drafts)
    return Refusal("moved_on") if moved or shared else None


def never_waived(case: Case) -> Refusal | None:
    party = case.facts.template.party(case.at().party)
    if party is None or party.by == "ethics_reviewer" or not party.waivable:
        return Refusal("never_waived", {"party": party.title if party else ""})
    return None


def own_seat(case: Case) -> Refusal | None:
    """Nobody waives the yes that is theirs to give."""
    party = case.facts.template.party(case.at().party)
    return Refusal("own_seat") if party and party.by in case.roles else None


def unfinished(case: Case) -> Refusal | None:
    """Nobody is asked about words that are not there yet, or hours that do not add up."""
    newest = case.facts.newest
    wanted = cover(case.facts, case.at().party, newest) if newest else frozenset()
    missing = [
        s.short
        for s in case.facts.template.sections
        if newest and s.key in wanted and s.key in newest.gaps
    ]
    return Refusal("not_finished", {"sections": missing}) if missing else None


def needs_a_yes(case: Case) -> Refusal | None:
    """Nobody is asked while the student says no where the module requires a yes."""
    newest = case.facts.newest
    found = lacking(case.facts.template, newest.content) if newest else []
    asks = [ask for _section, wanting in found for ask in wanting]
    sections = [section.short for section, _wanting in found]
    return Refusal("needs_yes", {"asks": asks, "sections": sections}) if asks else None


def not_refused(case: Case) -> Refusal | None:
    """Only a role has a second of its kind; at work one names somebody else instead."""
    party = case.facts.template.party(case.at().party)
    role = party is not None and party.by != "link" and party.who == "anybody"
    again = case.at().state == "revise" and role
    return None if again else Refusal("nothing_to_review")


def no_reason(case: Case) -> Refusal | None:
    """What is in force is amended for a reason that others can read."""
    return Refusal("amendment_reason") if case.facts.agreements and not case.reasoned else None


def on_hold(case: Case) -> Refusal | None:
    return Refusal("paused", {"since": case.facts.paused_at}) if case.facts.paused_at else None


def not_on_hold(case: Case) -> Refusal | None:
    return None if case.facts.paused_at else Refusal("not_paused")


def not_at_work(case: Case) -> Refusal | None:
    """Only somebody without an account says yes through others; staff sign in."""
    party = case.facts.template.party(case.at().party)
    return None if party and party.by == "link" else Refusal("not_at_work")


def staff_record_this(case: Case) -> Refusal | None:
    """Where the module calls the risk high, the student's word for it is not enough."""
    party = case.facts.template.party(case.at().party)
    high = party is not None and party.risk == "high"
    return Refusal("staff_record_this") if high and "student" in case.roles else None


def not_recorded(case: Case) -> Refusal | None:
    answer = case.at().answer
    if answer is None or answer.record is None:
        return Refusal("nothing_recorded")
    if answer.record.disputed or answer.withdrawn_at:
        return Refusal("disputed_already")
    over = case.facts.now > answer.record.dispute_until
    return Refusal("dispute_over", {"until": answer.record.dispute_until}) if over else None


def not_disputed(case: Case) -> Refusal | None:
    answer = case.at().answer
    record = answer.record if answer else None
    open_now = record is not None and record.disputed and not record.settled
    return None if open_now else Refusal("nothing_disputed")


def own_record(case: Case) -> Refusal | None:
    """Whoever wrote the answer down does not judge the dispute about it."""
    answer = case.at().answer
    own = answer and answer.record and answer.record.by == case.by
    return Refusal("own_record") if own else None


def not_reworded(case: Case) -> Refusal | None:
    if case.seat is None or kept_by_wording(case.facts, case.seat) is None:
        return Refusal("nothing_reworded")
    late = case.today and case.object_until and case.today > case.object_until
    return Refusal("objection_over", {"until": case.object_until}) if late else None


def review_not_due(case: Case) -> Refusal | None:
    return None if case.review_due else Refusal("review_not_due")


def own_void(case: Case) -> Refusal | None:
    """It takes two to declare a contract void."""
    return Refusal("void_by_two") if case.facts.void_by == case.by else None


def no_void(case: Case) -> Refusal | None:
    return None if case.facts.void_by else Refusal("no_void")
