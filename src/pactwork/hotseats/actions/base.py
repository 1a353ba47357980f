"""What every use case does first and last: who is acting, the row locked; one entry in the history."""

from collections.abc import Iterable, Mapping
from typing import Any

from pactwork.contracts.memberships import memberships_now
from pactwork.ground.refusal import Refusal, Refused
from pactwork.history.record import Notice, record
from pactwork.hotseats.models import Hotseat, Question
from pactwork.hotseats.rules.queue import Standing
from pactwork.hotseats.visibility import Place, place
from pactwork.modules.limits import insist_within_limits
from pactwork.modules.models import Run
from pactwork.people.actors import Actor


def place_now(by: Actor, run: int) -> Place:
    """Read now: whoever writes may have lost their place since the page was opened."""
    return place(by, run, memberships_now(by))


def insist_team(by: Actor, run: int) -> int:
    """Facilitators and the module leader of the run; their person's key."""
    return _person(by, allowed=place_now(by, run).team)


def insist_student(by: Actor, run: int) -> int:
    return _person(by, allowed=place_now(by, run).student)


def insist_proposer(by: Actor, run: int) -> int:
    return _person(by, allowed=place_now(by, run).proposes)


def _person(by: Actor, *, allowed: bool) -> int:
    if not allowed or by.person_id is None:
        raise Refused(Refusal("not_yours_here"))
    return by.person_id


def locked(seat: Hotseat) -> Hotseat:
    """The hotseat's row, locked, as it is now: acts on one hotseat happen one after another."""
    rows = Hotseat.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("run__institution", "link__institution").get(pk=seat.pk)


def question_now(question: Question) -> Question:
    """Read after the hotseat was locked."""
    return Question.objects.select_related("answer").get(pk=question.pk)


def standing(question: Question) -> Standing:
    return Standing(
        answered=getattr(question, "answer", None) is not None,
        withdrawn=question.withdrawn_at is not None,
        merged=question.merged_into_id is not None,
        aside=question.aside_at is not None,
    )


def remember(
    act: str,
    run: Run,
    *,
    subject: str,
    by: Actor,
    payload: Mapping[str, Any],
    notices: Iterable[Notice] = (),
) -> None:
    """Last in every use case. The history commits to what was done; it holds no words of anybody's."""
    house, letters = run.institution, list(notices)
    insist_within_limits(by, subject, letters)
    record(
        act,
        chain=house.ref,
        subject=subject,
        by=by.ref,
        key=house.key,
        payload={"run": run.ref, **payload},
        notices=letters,
    )
