"""Comments and their threads: one use case, one transaction, one entry in the history."""

from dataclasses import dataclass

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked, roles_of
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract, Draft
from pactwork.contracts.rules.drafts import lines_of
from pactwork.contracts.rules.kinds import Line
from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.twice import insist_new
from pactwork.ground.validation import hidden_problem, insist_valid
from pactwork.people.actors import Actor
from pactwork.reviews.actions.base import check_about, draft_of, insist_readable, person_id
from pactwork.reviews.models import Comment
from pactwork.reviews.rules.comments import (
    comment_problem,
    kind_problems,
    line_with,
    problems,
    why_not_close,
)
from pactwork.reviews.rules.suggestions import why_no_place


@dataclass(frozen=True)
class Said:
    """A comment as somebody wrote it. ``wording``: exact words for the line, or for the quote in it."""

    text: str
    path: str = ""
    quote: str = ""
    kind: str = ""
    wording: str = ""
    please_answer: bool = False


TYPED = ("text", "quote", "wording", "path", "kind")


@transaction.atomic
def comment(
    contract: Contract, *, by: Actor, draft: int, section: str, text: str, **more: str | bool
) -> Comment:
    """Say something about a section of a shared draft, or about one line, or exact words of it.

    Raises ``Invalid`` with a refusal for each field when the words themselves will not do; ``Duplicate``.
    """
    words = Said(text, **more)  # type: ignore[arg-type]
    dossier = locked(contract)
    roles = check_about("comment", dossier, by, draft)
    named = draft_of(dossier, draft)
    insist_readable(dossier, roles, section, draft)
    own = dossier.at(named).template.section(section)
    lines = lines_of(own, named.content, dossier.context) if own else []
    line = line_with(words.quote, words.path, lines) if words.quote.strip() else None
    said = {
        "contract": contract,
        "draft": named,
        "section": section,
        "path": line.path if line else words.path,
        "quote": " ".join(words.quote.split()),
        "kind": words.kind,
        "wording": words.wording.strip(),
        "please_answer": words.please_answer,
        "person_id": person_id(by),
        "text": words.text.strip(),
    }
    insist_valid({name: hidden_problem(str(said[name])) for name in TYPED})
    insist_new(Comment.objects.filter(reply_to=None, resolved_at=None, **said), "at")
    _insist_sound(dossier, named, section, words, lines, line, person_id(by))
    made = Comment.objects.create(at=clock.now(), **said)
    payload = {"comment": made.ref, "draft": draft, "section": section}
    finish("commented", contract, by=by, payload=payload | _seal(made))
    return made


def _insist_sound(
    dossier: Dossier,
    draft: Draft,
    section: str,
    words: Said,
    lines: list[Line],
    line: Line | None,
    person: int,
) -> None:
    """``line``: the one the words are about, if one is quoted. Raises ``Invalid``."""
    wrong = dict(problems(words.text, words.path, words.quote, lines))
    if words.kind == "suggestion" and not words.text.strip():
        wrong.pop("text", None)  # the suggested words speak for themselves
    pleas = Comment.objects.filter(draft=draft, person=person, please_answer=True).count()
    wrong |= kind_problems(words.kind, words.wording, please=words.please_answer, pleas=pleas)
    own = dossier.at(draft).template.section(section)
    if words.kind == "suggestion" and own and not wrong:
        path = line.path if line else words.path
        if refusal := why_no_place(own, draft.content, dossier.context, path):
            wrong["about"] = refusal
    insist_valid(wrong)


def _seal(made: Comment) -> dict[str, str]:
    """The history knows which words were said without keeping them, so that they can be erased."""
    words = [made.quote, made.text]
    return {"words": digest([*words, made.wording] if made.wording else words)}


def _open_to(dossier: Dossier, by: Actor, ref: str, move: str) -> Comment:
    """The head of a thread, if this actor may make this move and may read what it is about."""
    check(move, dossier, by)
    head = (
        Comment.objects.select_related("draft")
        .filter(contract=dossier.contract, ref=ref, reply_to=None)
        .first()
    )
    if head is None:
        raise Refused(Refusal("no_comment"))
    insist_readable(dossier, roles_of(by, dossier), head.section, head.draft.number)
    return head


@transaction.atomic
def reply(contract: Contract, comment_ref: str, *, by: Actor, text: str) -> Comment:
    """Answer in a thread that is open. Raises ``Invalid`` when the words will not do; ``Duplicate``."""
    dossier = locked(contract)
    head = _open_to(dossier, by, comment_ref, "reply")
    if head.resolved_at:
        raise Refused(Refusal("comment_resolved"))
    insist_valid({"text": comment_problem(text)})
    said = {"reply_to": head, "person_id": person_id(by), "text": text.strip()}
    insist_new(Comment.objects.filter(**said), "at")
    made = Comment.objects.create(
        contract=contract,
        draft=head.draft,
        section=head.section,
        path=head.path,
        at=clock.now(),
        **said,
    )
    payload = {"comment": made.ref, "to": head.ref, "section": head.section}
    finish("replied", contract, by=by, payload=payload | _seal(made))
    return made


@transaction.atomic
def resolve(contract: Contract, comment_ref: str, *, by: Actor) -> None:
    """Close a thread: it is dealt with. Closing one that is closed changes nothing."""
    dossier = locked(contract)
    head = _open_to(dossier, by, comment_ref, "resolve")
    own, student = head.person_id == by.person_id, dossier.contract.student_id
    owed = head.please_answer and not head.replies.filter(person=student).exists()
    roles = roles_of(by, dossier)
    insist(why_not_close(roles, own=own, undecided=head.undecided, owed=owed))
    if head.resolved_at:
        return
    head.resolved_at, head.resolved_by_id = clock.now(), by.person_id
    head.save(update_fields=["resolved_at", "resolved_by"])
    finish("comment_resolved", contract, by=by, payload={"comment": head.ref})


@transaction.atomic
def reopen(contract: Contract, comment_ref: str, *, by: Actor) -> None:
    """Open a closed thread again, by those who may close one."""
    dossier = locked(contract)
    head = _open_to(dossier, by, comment_ref, "resolve")
    insist(why_not_close(roles_of(by, dossier), own=head.person_id == by.person_id))
    if head.resolved_at is None:
        return
    head.resolved_at, head.resolved_by_id = None, None
    head.save(update_fields=["resolved_at", "resolved_by"])
    finish("comment_reopened", contract, by=by, payload={"comment": head.ref})
