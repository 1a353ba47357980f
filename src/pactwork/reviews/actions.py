"""The only writers of comments: one use case, one transaction, one entry in the history."""

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked, roles_of
from pactwork.contracts.models import Contract, Draft
from pactwork.contracts.rules.drafts import lines_of
from pactwork.contracts.seen import sections_read
from pactwork.contracts.whole import Whole
from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.people.actors import Actor
from pactwork.reviews.models import Comment
from pactwork.reviews.rules.comments import line_with, problems, said, why_not_close


class BadComment(Exception):
    """The comment's own words are not sound; nothing was written. ``problems`` is by field."""

    def __init__(self, problems: dict[str, Refusal]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def _draft(found: Whole, number: int) -> Draft:
    draft = found.draft(number)
    if draft is None:
        raise Refused(Refusal("no_draft"))
    return draft


def _insist_readable(found: Whole, by: Actor, section: str, number: int) -> None:
    """A section one may not read answers like one that is not there."""
    if section not in sections_read(found, roles_of(by, found), number):
        raise Refused(Refusal("no_section", {"section": section[:40]}))


@transaction.atomic
def comment(
    contract: Contract,
    *,
    by: Actor,
    draft: int,
    section: str,
    text: str,
    path: str = "",
    quote: str = "",
) -> Comment:
    """Say something about a section of a shared draft, or about one line, or exact words of it.

    Raises ``BadComment`` with a refusal for each field when the words themselves will not do.
    """
    found = locked(contract)
    check("comment", found, by)
    named = _draft(found, draft)
    _insist_readable(found, by, section, draft)
    asked = found.template.section(section)
    lines = lines_of(asked, named.content, found.context) if asked else []
    if wrong := problems(text, path, quote, lines):
        raise BadComment(dict(wrong))
    line = line_with(quote, path, lines) if quote.strip() else None
    made = Comment.objects.create(
        contract=contract,
        draft=named,
        section=section,
        path=line.path if line else path,
        quote=" ".join(quote.split()),
        person_id=_person(by),
        text=text.strip(),
        at=clock.now(),
    )
    payload = {"comment": made.ref, "draft": draft, "section": section}
    finish("commented", contract, by=by, payload=payload | _seal(made))
    return made


def _person(by: Actor) -> int:
    """Whoever comments has an account: nobody by link is in the set."""
    if by.person_id is None:
        raise Refused(Refusal("not_your_move", {"move": "comment"}))
    return by.person_id


def _seal(made: Comment) -> dict[str, str]:
    """The history knows which words were said without keeping them, so that they can be erased."""
    return {"words": digest([made.quote, made.text])}


def _open_to(found: Whole, by: Actor, ref: str, move: str) -> Comment:
    """The head of a thread, if this actor may make this move and may read what it is about."""
    check(move, found, by)
    head = (
        Comment.objects.select_related("draft")
        .filter(contract=found.contract, ref=ref, reply_to=None)
        .first()
    )
    if head is None:
        raise Refused(Refusal("no_comment"))
    _insist_readable(found, by, head.section, head.draft.number)
    return head


@transaction.atomic
def reply(contract: Contract, comment_ref: str, *, by: Actor, text: str) -> Comment:
    """Answer in a thread that is open. Raises ``BadComment`` when the words will not do."""
    found = locked(contract)
    head = _open_to(found, by, comment_ref, "reply")
    if head.resolved_at:
        raise Refused(Refusal("comment_resolved"))
    if wrong := said(text):
        raise BadComment({"text": wrong})
    made = Comment.objects.create(
        contract=contract,
        draft=head.draft,
        section=head.section,
        path=head.path,
        person_id=_person(by),
        reply_to=head,
        text=text.strip(),
        at=clock.now(),
    )
    payload = {"comment": made.ref, "to": head.ref, "section": head.section}
    finish("replied", contract, by=by, payload=payload | _seal(made))
    return made


@transaction.atomic
def resolve(contract: Contract, comment_ref: str, *, by: Actor) -> None:
    """Close a thread: it is dealt with. Closing one that is closed changes nothing."""
    found = locked(contract)
    head = _open_to(found, by, comment_ref, "resolve")
    insist(why_not_close(roles_of(by, found), own=head.person_id == by.person_id))
    if head.resolved_at:
        return
    head.resolved_at, head.resolved_by_id = clock.now(), by.person_id
    head.save(update_fields=["resolved_at", "resolved_by"])
    finish("comment_resolved", contract, by=by, payload={"comment": head.ref})


@transaction.atomic
def reopen(contract: Contract, comment_ref: str, *, by: Actor) -> None:
    """Open a closed thread again, by those who may close one."""
    found = locked(contract)
    head = _open_to(found, by, comment_ref, "resolve")
    insist(why_not_close(roles_of(by, found), own=head.person_id == by.person_id))
    if head.resolved_at is None:
        return
    head.resolved_at, head.resolved_by_id = None, None
    head.save(update_fields=["resolved_at", "resolved_by"])
    finish("comment_reopened", contract, by=by, payload={"comment": head.ref})
