"""The student writes, privately: one section or several are saved, over the version that was read."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTransform

from pactwork.contracts.actions.base import check, lock
from pactwork.contracts.contexts import context_of
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract, Draft, Text
from pactwork.contracts.rules.drafts import title_of
from pactwork.contracts.rules.section_words import section_problems
from pactwork.contracts.visibility import fresh
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.typed import as_before
from pactwork.ground.validation import insist_valid
from pactwork.modules.queries import template
from pactwork.people.actors import Actor

NOT_READ = object()


def save_text(
    contract: Contract,
    section: str,
    value: Mapping[str, Any],
    *,
    version: int,
    by: Actor,
    attempted: bool = False,
) -> Text:
    """Save one section's working text over the version it was read at (0: nothing yet).

    Refused with ``text_clash`` when another tab or device has saved since. Autosave is private
    and leaves no entry in the history.
    """
    return save_texts(
        contract, {section: value}, versions={section: version}, by=by, attempted=attempted
    )[0]


@transaction.atomic
def save_texts(
    contract: Contract,
    values: Mapping[str, Mapping[str, Any]],
    *,
    versions: Mapping[str, int],
    by: Actor,
    attempted: bool = False,
) -> list[Text]:
    """Save several sections at once, all of them or none."""
    found = _unread(contract)
    check("write", found, by)
    kept = _kept(contract, values)
    saved = [
        _saved(found, kept.get(section), section, value, versions.get(section, 0), attempted)
        for section, value in values.items()
    ]
    title = title_of(found.pinned, values)
    if title and title != contract.title:
        Contract.objects.filter(pk=contract.pk).update(title=title)
    return saved


def _saved(
    dossier: Dossier,
    text: Text | None,
    section: str,
    value: Mapping[str, Any],
    version: int,
    attempted: bool,
) -> Text:
    own, said = dossier.pinned.section(section), value
    if own is None:
        raise Refused(Refusal("no_section", {"section": section[:40]}))
    value = _as_agreed(dossier.contract, text, section, dict(value))
    if (text.version if text else 0) != version:
        if text and text.value == value:
            if attempted and not text.attempted:  # saved by hand after autosave had the same words
                text.attempted = True
                text.save(update_fields=["attempted"])
            return text
        insist(Refusal("text_clash", {"version": text.version if text else 0}))
    insist_valid(section_problems(own, said, text.value if text else {}, dossier.context))
    text = text or Text(contract=dossier.contract, section=section, version=0)
    text.value, text.saved_at = value, clock.now()
    text.version += 1
    text.attempted = text.attempted or attempted
    text.save()
    return text


def _as_agreed(
    contract: Contract, text: Text | None, section: str, value: dict[str, Any]
) -> dict[str, Any]:
    """Words that look as they did stay as they are stored: a yes to them does not lapse."""
    if text and text.value == value:
        return value
    came_along = getattr(text, "shared", NOT_READ)
    shared = _shared(contract.pk, section).first() if came_along is NOT_READ else came_along
    return as_before(value, [shared or {}, text.value if text else {}])


def _shared(contract: Any, section: str) -> QuerySet[Draft, Any]:
    """What the newest draft says in a section; not the whole draft, at every pause in typing."""
    drafts = Draft.objects.filter(contract=contract).order_by("-number")
    return drafts.values_list(KeyTransform(section, "content"), flat=True)


def _kept(contract: Contract, sections: Collection[str]) -> dict[str, Text]:
    """The working texts; a single one comes with what the newest draft says there."""
    found = Text.objects.filter(contract=contract, section__in=sections)
    if len(sections) == 1:
        [section] = sections
        found = found.annotate(shared=Subquery(_shared(OuterRef("contract"), section)[:1]))
    return {text.section: text for text in found}


def _unread(contract: Contract) -> Dossier:
    """The contract locked, without its drafts and answers: writing is open in every stage but the end."""
    lock(contract)
    found = fresh(contract)
    return Dossier(found, template(found.template), context_of(found), [], [], [], [], [])
