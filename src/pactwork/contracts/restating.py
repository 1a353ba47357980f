"""The words of older drafts and answers, digested anew in the form that a newer draft has.

Digests of two forms are never compared. The first draft of a newer form keeps, for good, what the
words before it are called in its own form, so that no later change of the module's file makes
a yes lapse or come back. Only words that are provably those that were shared are digested anew.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pactwork.contracts.models import Answer, Draft
from pactwork.contracts.rules.answers import with_changes
from pactwork.contracts.rules.binding import as_bound
from pactwork.contracts.rules.drafts import section_digest
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.shown import shown
from pactwork.modules.queries import template

Digests = Mapping[str, str]
Restated = dict[str, dict[str, dict[str, str]]]  # "drafts" by number, "answers" by ref


def _anew(
    draft: Draft, content: Mapping[str, Any], said: Digests, was: int, form: int, context: Context
) -> dict[str, str]:
    """Each digest in the new form; as it is, and so like no other, where its words are not proved."""
    own, found = template(draft.template), dict(said)
    whole = as_bound(own, content, context)
    for section in shown(own, content).sections:
        value = whole[section.key]
        old = section_digest(section, value, context, was)
        if said.get(section.key) == old:
            found[section.key] = section_digest(section, value, context, form)
    return found


def restated(
    drafts: Iterable[Draft], answers: Iterable[Answer], context: Context, form: int
) -> Restated:
    """All drafts, and all yeses, of another form than this; empty where there are none."""
    found: Restated = {}
    by_pk = {draft.pk: draft for draft in drafts}
    for draft in by_pk.values():
        if draft.digest_form != form:
            anew = _anew(draft, draft.content, draft.digests, draft.digest_form, form, context)
            found.setdefault("drafts", {})[str(draft.number)] = anew
    for answer in answers:
        if answer.digest_form == form or not answer.covered:
            continue
        draft = by_pk[answer.draft_id]
        points = answer.points.all() if answer.kind == "yes_change" else ()
        content = with_changes(draft.content, ((p.section, p.prompt, p.wording) for p in points))
        anew = _anew(draft, content, answer.covered, answer.digest_form, form, context)
        found.setdefault("answers", {})[answer.ref] = anew
    return found


def draft_digests(draft: Draft, form: int, again: Restated) -> Digests:
    """A draft's digests in this form."""
    if draft.digest_form == form:
        return draft.digests
    return again.get("drafts", {}).get(str(draft.number), draft.digests)


def answer_digests(answer: Answer, form: int, again: Restated) -> Digests:
    """What an answer agreed to, in this form."""
    if answer.digest_form == form:
        return answer.covered
    return again.get("answers", {}).get(answer.ref, answer.covered)
