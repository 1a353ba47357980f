"""What becomes of a suggestion: the author adopts it, one or several at once, adapts or declines it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from pactwork.contracts.actions import save_texts
from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract
from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import insist_valid, words_problem
from pactwork.history.models import Delivery
from pactwork.history.record import Notice
from pactwork.people.actors import Actor
from pactwork.reviews.models import Comment
from pactwork.reviews.rules.comments import MOST, reason_problem
from pactwork.reviews.rules.suggestions import Suggested, line_at, put_in

ROUND = timedelta(hours=4)  # whatever is decided in these goes out in one letter


def _suggestions(contract: Contract, refs: Sequence[str]) -> list[Comment]:
    rows = Comment.objects.filter(
        contract=contract, ref__in=refs, kind="suggestion", reply_to=None
    ).select_related("draft", "person")
    found = {row.ref: row for row in rows}
    if not refs or len(found) != len(set(refs)):
        raise Refused(Refusal("no_comment"))
    if any(row.resolved_at and not row.fate for row in found.values()):
        raise Refused(Refusal("suggestion_taken_back"))
    if any(row.fate == "adopted" for row in found.values()):
        raise Refused(Refusal("adopted_already"))
    return [found[ref] for ref in dict.fromkeys(refs)]


def suggested(dossier: Dossier, comment: Comment, words: str = "") -> Suggested:
    """The comment's words, or these instead, for the line as its author read it."""
    section = dossier.at(comment.draft).template.section(comment.section)
    line = section and line_at(section, comment.draft.content, dossier.context, comment.path)
    then = line.text if line else ""
    return Suggested(comment.path, comment.quote, words or comment.wording, then)


def _text_with(dossier: Dossier, comments: Sequence[Comment], words: str = "") -> dict[str, Any]:
    """The sections' values with these suggestions put in, one after another; or ``Refused``."""
    working, changed = dict(dossier.working), {}
    for comment in comments:
        section = dossier.writing.section(comment.section)
        if section is None:
            raise Refused(Refusal("wording_homeless"))
        made = put_in(section, working, dossier.context, suggested(dossier, comment, words))
        if isinstance(made, Refusal):
            raise Refused(Refusal(made.code, {**made.params, "comment": comment.ref}))
        working[comment.section] = changed[comment.section] = made
    return {key: value for key, value in changed.items() if value != dossier.working.get(key)}


def _save(contract: Contract, dossier: Dossier, values: dict[str, Any], by: Actor) -> None:
    versions = {text.section: text.version for text in dossier.texts or ()}
    save_texts(contract, values, versions=versions, by=by)


def _settle(
    contract: Contract, comments: Sequence[Comment], fate: str, by: Actor, why: str, words: str
) -> None:
    now = clock.now()
    for comment in comments:
        comment.fate, comment.fate_at = fate, now
        comment.fate_why, comment.fate_words = why, words
        comment.save(update_fields=["fate", "fate_at", "fate_why", "fate_words"])
    payload = {
        "fate": fate,
        "comments": [comment.ref for comment in comments],
        "words": digest([why, words]),
    }
    letters = _letters(contract, comments)
    finish("suggestions_settled", contract, by=by, payload=payload, notices=letters)


def _letters(contract: Contract, comments: Sequence[Comment]) -> list[Notice]:
    """One to each who suggested, unless one about this contract is already on its way."""
    to = {c.person.email for c in comments if c.person.active and c.person.email}
    waiting = Delivery.objects.filter(
        kind="suggestions_settled", about=contract.ref, sent_at=None, stopped_at=None, to__in=to
    )
    to -= set(waiting.values_list("to", flat=True))
    return [Notice("suggestions_settled", email, contract.ref, ROUND) for email in sorted(to)]


@transaction.atomic
def adopt(contract: Contract, refs: Sequence[str], *, by: Actor) -> list[Comment]:
    """Put the exact words of these suggestions into the working text: all of them or none.

    Refused with the ref of the first one whose words have moved on since.
    """
    dossier = locked(contract)
    check("settle_point", dossier, by)
    comments = _suggestions(contract, refs)
    _save(contract, dossier, _text_with(dossier, comments), by)
    _settle(contract, comments, "adopted", by, "", "")
    return comments


@transaction.atomic
def adapt(contract: Contract, ref: str, *, by: Actor, words: str = "", why: str = "") -> Comment:
    """Take it up in one's own words; given here, they are put in. Or say what one did instead."""
    dossier = locked(contract)
    check("settle_point", dossier, by)
    comments = _suggestions(contract, [ref])
    words, why = words.strip(), why.strip()
    if not words and not why:
        raise Refused(Refusal("adapt_missing"))
    insist_valid({"words": words_problem(words, MOST), "why": words_problem(why, MOST)})
    if words:
        _save(contract, dossier, _text_with(dossier, comments, words), by)
    _settle(contract, comments, "adapted", by, why, words)
    return comments[0]


@transaction.atomic
def decline(contract: Contract, ref: str, *, by: Actor, why: str) -> Comment:
    """Say no to a suggestion, with a reason that whoever made it reads."""
    dossier = locked(contract)
    check("settle_point", dossier, by)
    comments = _suggestions(contract, [ref])
    insist_valid({"why": reason_problem(why)})
    _settle(contract, comments, "declined", by, why.strip(), "")
    return comments[0]
