"""What a student has changed since the draft that others read, for pages that list many contracts."""

from collections.abc import Iterable

from pactwork.contracts.contexts import context_of
from pactwork.contracts.models import Contract, Draft, Text
from pactwork.contracts.rules.drafts import digests
from pactwork.modules.queries import template


def unshared(contract: Contract, texts: Iterable[Text], newest: Draft | None) -> list[str]:
    """Short names of the sections whose working words are not those of the newest draft."""
    if newest is None:
        return []
    working = {text.section: text.value for text in texts}
    if all(newest.content.get(key) == value for key, value in working.items()):
        return []  # as nearly always: nothing has to be worked out
    form = template(newest.template)
    now = digests(form, working, context_of(contract))
    return [s.short for s in form.sections if now[s.key] != newest.digests.get(s.key)]
