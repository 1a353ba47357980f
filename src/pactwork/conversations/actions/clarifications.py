"""Clarifications: made from an answer, changed with the difference sent, relied on, renewed."""

from typing import Any

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from pactwork.contracts.models import Contract, Draft, Text
from pactwork.conversations.actions.base import (
    find_clarification,
    insist_team,
    person_of,
    remember,
    seal,
)
from pactwork.conversations.actions.posts import locked_post
from pactwork.conversations.models import Clarification, Post, Reliance, Renewal, Version
from pactwork.conversations.rules.places import CLARIFIED, place
from pactwork.conversations.rules.posts import clarification_problems, reason_problem, why_not_use
from pactwork.conversations.typed import Clear
from pactwork.conversations.visibility import reads, scopes_now
from pactwork.ground import clock
from pactwork.ground.bulk import put_row
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.twice import insist_new
from pactwork.ground.validation import insist_valid
from pactwork.history.record import Notice
from pactwork.modules.models import Run
from pactwork.modules.queries import enrolled_now, specification
from pactwork.people.actors import Actor


def _problems(clear: Clear) -> dict[str, Refusal | None]:
    kinds = Clarification.KINDS
    return dict(clarification_problems(clear.kind, clear.text, clear.lines, kinds))


def _put(run: Run, where: str, key: str, clear: Clear, by: Actor, post: Post | None) -> Any:
    now, person = clock.now(), person_of(by)
    says = {"kind": clear.kind, "text": clear.text.strip(), "readings": clear.lines}
    known = {"run": run, "place": where, "key": key, "post": post, "person_id": person, **says}
    if post is None:
        Run.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=run.pk)
        insist_new(Clarification.objects.filter(withdrawn_at=None, **known), "at")
    made = Clarification.objects.create(at=now, **known)
    Version.objects.create(clarification=made, number=1, person_id=person, at=now, **says)
    _find(made)
    return made


def _find(made: Clarification) -> None:
    named = place(specification(made.run), made.place, made.key)
    find_clarification(made, named.title if named else "")


class MadeAlready(Refused):
    """One was made of this post already; ``made`` is that one."""

    def __init__(self, made: Clarification) -> None:
        super().__init__(Refusal("made_already"))
        self.made = made


def _insist_first_of(post: Post | None) -> None:
    """One post settles one thing; one that was withdrawn is out of the way."""
    if post is None:
        return
    locked_post(post)
    first = Clarification.objects.filter(post=post, withdrawn_at=None).first()
    if first:
        raise MadeAlready(first)


@transaction.atomic
def clarify(
    run: Run, clear: Clear, *, place_kind: str, key: str, by: Actor, post: Post | None = None
) -> Clarification:
    """What a requirement or a section means from now on, for everybody on the run.

    Raises ``MadeAlready`` where one was made of this very post; ``Duplicate``.
    """
    insist_team(by, run.pk)
    named = place_kind in CLARIFIED and place(specification(run), place_kind, key)
    wrong = {"place": None if named else Refusal("no_place")}
    insist_valid(_problems(clear) | wrong)
    if post is not None and not (post.thread.run_id == run.pk and reads(by, post.thread)):
        raise Refused(Refusal("no_post"))
    _insist_first_of(post)
    made: Clarification = _put(run, place_kind, key, clear, by, post)
    payload = {"clarification": made.ref, "place": f"{place_kind}.{key}"} | seal(made.text)
    remember("clarified", run.institution, made.ref, by, payload)
    return made


def locked(made: Clarification) -> Clarification:
    rows = Clarification.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("run__institution").get(pk=made.pk)


def _citing(made: Clarification) -> set[int]:
    """Students of the run who cite it in their working text or their newest draft."""
    mark = f"[C-{made.ref} v"
    texts = Text.objects.filter(contract__run=made.run_id).annotate(t=Cast("value", TextField()))
    found = set(texts.filter(t__contains=mark).values_list("contract__student", flat=True))
    drafts = Draft.objects.filter(contract__run=made.run_id)
    cited = drafts.annotate(t=Cast("content", TextField())).filter(t__contains=mark)
    newest = {
        d.contract_id: d.number for d in drafts.only("contract_id", "number").order_by("number")
    }
    now = [c for c, number in cited.values_list("contract", "number") if newest[c] == number]
    return found | set(Contract.objects.filter(pk__in=now).values_list("student", flat=True))


def to_those_who_rely(kind: str, about: str, made: Clarification, by: Actor) -> list[Notice]:
    relied = set(made.reliances.values_list("person", flat=True)) | _citing(made)
    here = enrolled_now(made.run).filter(person__in=relied - {by.person_id})
    emails = here.order_by("pk").values_list("person__email", flat=True)
    return [Notice(kind, email, about) for email in emails]


@transaction.atomic
def change_clarification(
    made: Clarification, clear: Clear, *, why: str, version: int, by: Actor
) -> Clarification:
    """The next version; whoever relied on the one before is sent the difference."""
    found = locked(made)
    person = insist_team(by, found.run_id)
    insist(why_not_use(withdrawn=found.withdrawn_at is not None))
    insist(Refusal("words_moved") if found.version != version else None)
    insist_valid(_problems(clear) | {"why": reason_problem(why)})
    says = {"kind": clear.kind, "text": clear.text.strip(), "readings": clear.lines}
    if all(getattr(found, name) == value for name, value in says.items()):
        raise Refused(Refusal("same_words"))
    for name, value in {**says, "version": version + 1, "at": clock.now()}.items():
        setattr(found, name, value)
    found.save()
    known = {"number": found.version, "why": why.strip(), "person_id": person, "at": found.at}
    Version.objects.create(clarification=found, **says, **known)
    _find(found)
    payload = {"clarification": found.ref, "version": found.version} | seal(found.text)
    about = f"{found.ref}.{found.version}"
    letters = to_those_who_rely("clarification_changed", about, found, by)
    remember("clarification_changed", found.run.institution, found.ref, by, payload, letters)
    return found


@transaction.atomic
def rely(made: Clarification, *, by: Actor, no_more: bool = False) -> None:
    """Go by a clarification as it stands, and hear when it changes; or no more."""
    found = locked(made)
    insist(None if f"r{found.run_id}" in scopes_now(by) else Refusal("no_thread"))
    person = person_of(by)
    insist(None if no_more else why_not_use(withdrawn=found.withdrawn_at is not None))
    own = found.reliances.filter(person=person)
    before = own.values_list("version", flat=True).first()
    if no_more:
        own.delete()
    else:
        now = {"version": found.version, "at": clock.now()}
        put_row(Reliance, clarification=found, person_id=person, defaults=now)
    if before == (None if no_more else found.version):
        return
    payload = {"clarification": found.ref, "version": found.version}
    act = "relied_no_more" if no_more else "relied"
    remember(act, found.run.institution, found.ref, by, payload)


@transaction.atomic
def renew(
    run: Run, earlier: Clarification, *, by: Actor, drop: bool = False
) -> Clarification | None:
    """An earlier run's clarification stands in this one too, as it is; or it does not."""
    person = insist_team(by, run.pk)
    Run.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=run.pk)
    same = earlier.run.institution_id == run.institution_id and earlier.run.key == run.key
    insist(None if same and earlier.run_id != run.pk else Refusal("no_thread"))
    insist(why_not_use(withdrawn=earlier.withdrawn_at is not None))
    if Renewal.objects.filter(run=run, earlier=earlier).exists():
        raise Refused(Refusal("renewed_already"))
    if not drop and place(specification(run), earlier.place, earlier.key) is None:
        raise Refused(Refusal("no_place"))
    clear = Clear(earlier.kind, earlier.text, tuple(earlier.readings))
    made = None if drop else _put(run, earlier.place, earlier.key, clear, by, None)
    Renewal.objects.create(run=run, earlier=earlier, made=made, person_id=person, at=clock.now())
    payload = {"earlier": earlier.ref, "made": made.ref if made else ""}
    remember(
        "clarification_renewed" if made else "not_renewed", run.institution, run.ref, by, payload
    )
    return made
