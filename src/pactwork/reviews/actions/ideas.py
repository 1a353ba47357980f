"""Take this to mine: words of another's plan as a note on one's own section, with credit."""

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked, roles_of
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Contract
from pactwork.contracts.rules.drafts import lines_of
from pactwork.contracts.visibility import fresh
from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.twice import insist_new
from pactwork.ground.validation import insist_valid, words_problem
from pactwork.people.actors import Actor
from pactwork.reviews.actions.base import draft_of, insist_readable, person_id
from pactwork.reviews.models import Idea
from pactwork.reviews.rules.comments import QUOTE_MOST, line_with


@transaction.atomic
def take_home(
    mine: Contract,
    theirs: Contract,
    *,
    by: Actor,
    draft: int,
    section: str,
    words: str,
    to: str,
    text: str = "",
) -> Idea:
    """Carry words of ``section`` of a draft one may read to the section ``to`` of one's own."""
    dossier = locked(mine)
    check("write", dossier, by)
    other = load_dossier(fresh(theirs))
    if "peer" not in roles_of(by, other):
        raise Refused(Refusal("not_your_move", {"move": "comment"}))
    named = draft_of(other, draft)
    insist_readable(other, roles_of(by, other), section, draft)
    if dossier.writing.section(to) is None:
        raise Refused(Refusal("no_section", {"section": to[:40]}))
    words, text = " ".join(words.split()), text.strip()
    wrong = {"quote": words_problem(words, QUOTE_MOST), "text": words_problem(text, QUOTE_MOST)}
    insist_valid(wrong)
    asked = other.at(named).template.section(section)
    lines = lines_of(asked, named.content, other.context) if asked else []
    if not words or line_with(words, "", lines) is None:
        raise Refused(Refusal("words_not_there"))
    said = {"contract": mine, "section": to, "draft": named, "words": words, "text": text}
    insist_new(Idea.objects.filter(**said), "at")
    made = Idea.objects.create(at=clock.now(), **said)
    # Not from whom: the history of one contract leads to no other.
    payload = {"idea": made.ref, "words": digest([words, text])}
    finish("idea_taken", mine, by=by, payload=payload)
    return made


@transaction.atomic
def drop_idea(ref: str, *, by: Actor) -> Contract:
    """One's own note is thrown away. Of others' nothing is told."""
    idea = (
        Idea.objects.select_related("contract__institution")
        .filter(ref=ref, contract__student=person_id(by))
        .first()
    )
    if idea is None:
        raise Refused(Refusal("no_idea"))
    contract = idea.contract
    locked(contract)
    idea.delete()
    finish("idea_dropped", contract, by=by, payload={"idea": ref})
    return contract
