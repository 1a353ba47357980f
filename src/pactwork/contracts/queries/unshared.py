"""What a student has changed since the draft that others read, for pages that list many contracts."""

from collections.abc import Iterable

from pactwork.contracts.contexts import context_of
from pactwork.contracts.models import Contract, Draft, Text
from pactwork.contracts.rules.binding import as_bound, to_share
from pactwork.contracts.rules.drafts import digests
from pactwork.contracts.rules.shown import shown
from pactwork.modules.queries import template


def unshared(contract: Contract, texts: Iterable[Text], newest: Draft | None) -> list[str]:
    """Short names of the sections whose working words are not those of the newest draft."""
    if newest is None:
        return []
    form = template(newest.template)
    working = {text.section: text.value for text in texts}
    context = context_of(contract)
    now, then = to_share(form, working, context), as_bound(form, newest.content, context)
    if now == then:
        return []  # as nearly always: nothing has to be worked out
    found = digests(form, now, context, newest.digest_form)
    there = shown(form, working).sections
    return [s.short for s in there if found[s.key] != newest.digests.get(s.key)]
