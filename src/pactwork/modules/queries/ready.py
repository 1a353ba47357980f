"""Drafts of new modules that an administrator was asked to put into force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pactwork.history.models import Entry
from pactwork.modules.models import ModuleDraft, SpecVersion
from pactwork.modules.queries.versions import names_of, of_draft

READY = "module_draft_ready"


@dataclass(frozen=True)
class Ready:
    """Who asked, when, and about what words: a digest."""

    by: str
    at: datetime
    digest: str


def ready_since(draft: ModuleDraft) -> Ready | None:
    """The newest time that it was asked; one query."""
    entry = Entry.objects.filter(subject=draft.ref, act=READY).order_by("-seq").first()
    return Ready(entry.by, entry.at, (entry.payload or {}).get("digest", "")) if entry else None


def asked_by(draft: ModuleDraft, ready: Ready) -> str:
    return names_of(draft.institution_id, [ready.by]).get(ready.by, "")


def version_asked(draft: ModuleDraft, ready: Ready) -> SpecVersion | None:
    """What the draft said when it was asked."""
    return of_draft(draft).filter(digest=ready.digest).order_by("-pk").first()


def ready_among(drafts: Iterable[ModuleDraft]) -> set[str]:
    """The refs of those that were asked for; one query."""
    refs = [draft.ref for draft in drafts]
    rows = Entry.objects.filter(subject__in=refs, act=READY) if refs else Entry.objects.none()
    return set(rows.values_list("subject", flat=True))
