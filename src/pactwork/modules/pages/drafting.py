"""How a draft differs from what is in force, and what was changed there since the draft began."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.modules.models import ModuleDraft, SpecVersion
from pactwork.modules.pages.versions import Shown, compared
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import stands_on
from pactwork.modules.queries.marked import marked_and_gone
from pactwork.modules.queries.ready import asked_by, ready_since, version_asked
from pactwork.modules.queries.versions import of_draft
from pactwork.modules.summary import summary
from pactwork.modules.warned import warned


def difference_of(
    now: SpecVersion,
    beside: SpecVersion | None,
    since: tuple[SpecVersion, SpecVersion] | None,
) -> dict[str, Any]:
    return {
        "shown": compared(specification(beside), specification(now)) if beside else None,
        "meanwhile": compared(*(specification(one) for one in since)) if since else [],
        "stands": stands_on(now, beside),
    }


def all_new(now: SpecVersion, leaders: Iterable[str]) -> dict[str, Any]:
    """What a new module says, in a few lines, with what to check in it, and who leads it."""
    spec = specification(now)
    return {
        "leaders": ", ".join(leaders),
        "lines": [line.strip() for line in summary(spec)[1:]],
        "warned": warned(spec),
    }


def asked_about(draft: ModuleDraft, now: SpecVersion) -> dict[str, Any]:
    """Who asked for it to be put into force and when, and what was changed since; nothing, unless asked."""
    ready = None if draft.closed_at else ready_since(draft)
    if ready is None:
        return {"ready": None}
    then = None if ready.digest == now.digest else version_asked(draft, ready)
    changed = compared(specification(then), specification(now)) if then else []
    return {"ready": ready, "asked_by": asked_by(draft, ready), "changed": changed}


def since_looked(draft: ModuleDraft, looked: str, now: SpecVersion) -> list[Shown]:
    """What was changed in a draft since somebody looked at a version of it."""
    then = of_draft(draft).filter(ref=looked).first()
    return compared(specification(then), specification(now)) if then else []


def marked(draft: ModuleDraft, beside: SpecVersion | None, now: SpecVersion) -> list[str]:
    """What was received of pieces that the draft no longer has, in a sentence each."""
    if draft.run is None or draft.closed_at or beside is None:
        return []
    said = _("“%(piece)s” is no longer owed by others. %(received)s")
    found = marked_and_gone(draft.run, specification(beside), specification(now))
    return [said % {"piece": one.title, "received": _received(one.students)} for one in found]


def _received(students: int) -> str:
    said = ngettext(
        "%(num)s student’s is marked as received.",
        "%(num)s students’ are marked as received.",
        students,
    )
    return said % {"num": students}
