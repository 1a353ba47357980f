"""What changed because of somebody: each of their comments, what became of it, and where it stands now.

A fixed number of queries: their comments, the contracts they see, the drafts of these, the replies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from pactwork.contracts.contexts import context_of
from pactwork.contracts.models import Contract, Draft
from pactwork.contracts.rules.binding import as_bound
from pactwork.contracts.rules.drafts import ChangedLine, compare
from pactwork.contracts.rules.readers import parties_of, readable
from pactwork.contracts.visibility import roles_known, seen_by
from pactwork.ground.compiled_query import hang
from pactwork.modules.queries import template
from pactwork.people.actors import Actor
from pactwork.reviews.models import Comment, Review


@dataclass(frozen=True)
class Fate:
    """One comment of mine. ``has_it``: the first draft shared after its author decided."""

    comment: Comment
    section: str
    has_it: int | None = None
    lines: tuple[ChangedLine, ...] = ()
    answers: list[Comment] = field(default_factory=list)  # what its author replied
    may_open: bool = False


@dataclass(frozen=True)
class BecauseOfYou:
    """My comments on one person's plan, newest first."""

    contract: Contract
    title: str
    fates: list[Fate]

    @property
    def settled(self) -> int:
        return sum(bool(fate.comment.fate) for fate in self.fates)


def because_of(actor: Actor) -> list[BecauseOfYou]:
    """Every plan this actor commented on and may still see, or once stood in for as a reviewer."""
    if actor.person_id is None:
        return []
    seen = {contract.pk: contract for contract in seen_by(actor).filter(**_mine(actor))}
    lent = Review.objects.filter(reviewer=actor.person_id, substitute_for__isnull=False)
    heads = list(
        Comment.objects.filter(
            Q(contract__in=seen) | Q(draft__in=lent.values("draft")),
            person=actor.person_id,
            reply_to=None,
        )
        .select_related("contract__student", "contract__run", "draft__template")
        .order_by("-at", "-pk")
    )
    replies = Comment.objects.filter(reply_to__in=heads).select_related("person")
    hang(heads, replies.order_by("at", "pk"), on="reply_to", name="replies")
    drafts = Draft.objects.filter(contract__in=seen).select_related("template").order_by("number")
    by_contract: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_contract.setdefault(draft.contract_id, []).append(draft)
    found: dict[int, list[Fate]] = {}
    for head in heads:
        contract = seen.get(head.contract_id)
        made = _fate(actor, head, contract, by_contract.get(head.contract_id, []))
        if made:
            found.setdefault(head.contract_id, []).append(made)
    return [_about(seen, fates) for fates in found.values()]


def _mine(actor: Actor) -> dict[str, object]:
    mine = Comment.objects.filter(person=actor.person_id, reply_to=None)
    return {"pk__in": mine.values("contract")}


def _about(seen: dict[int, Contract], fates: list[Fate]) -> BecauseOfYou:
    contract = fates[0].comment.contract
    shown = seen.get(contract.pk)
    return BecauseOfYou(shown or contract, shown.run.title if shown else "", fates)


def _fate(
    actor: Actor, head: Comment, contract: Contract | None, drafts: Sequence[Draft]
) -> Fate | None:
    """What became of one comment; its section's redline only for who reads both drafts."""
    form = template(head.draft.template)
    section = form.section(head.section)
    title = section.short if section else ""
    student = head.contract.student_id
    answers = [reply for reply in head.replies.all() if reply.person_id == student]
    if contract is None:
        return Fate(head, title, answers=answers)
    roles = roles_known(actor, contract)
    reads = readable(form, head.draft.content, roles, parties_of(form, roles))
    if head.section not in reads:
        return None
    later = _later(drafts, head.fate_at or head.at, head.draft.number)
    has_it = later.number if later and head.fate in ("adopted", "adapted") else None
    lines = _redline(contract, roles, head, later) if later else ()
    return Fate(head, title, has_it, lines, answers, may_open=True)


def _later(drafts: Sequence[Draft], since: datetime, number: int) -> Draft | None:
    """The first draft shared after that moment; of one that was not settled, the newest."""
    after = [d for d in drafts if d.number > number and d.shared_at >= since]
    return after[0] if after else None


def _redline(
    contract: Contract, roles: frozenset[str], head: Comment, later: Draft
) -> tuple[ChangedLine, ...]:
    """The line the comment is about, or the whole section, from its draft to the later one."""
    form = template(later.template)
    section = form.section(head.section)
    if section is None or section.key not in readable(
        form, later.content, roles, parties_of(form, roles)
    ):
        return ()
    context, then = context_of(contract), head.draft.content
    if head.draft.digest_form < later.digest_form:  # that keeps what binds, which this one does not
        then = as_bound(template(head.draft.template), then, context)
    lines = compare(section, then, later.content, context)
    own = [line for line in lines if line.differs and head.path in ("", line.path)]
    return tuple(own)
