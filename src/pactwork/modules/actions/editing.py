"""A run is changed in the browser, a page at a time: the same file, read and put into force again."""

from collections.abc import Mapping

from django.db import transaction

from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.modules.actions.loading import put, remember, stored
from pactwork.modules.editing.applying import Edited, edited
from pactwork.modules.editing.fields import Part
from pactwork.modules.editing.handed import Handed
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.models import Run
from pactwork.modules.queries.altered import altered


@transaction.atomic
def edit_module(
    run: Run,
    part: Part,
    typed: Mapping[str, str],
    *,
    expected: str,
    by: str,
    file: Handed | None = None,
) -> Edited:
    """What was typed on one page goes into force; with a problem, or nothing changed, nothing is written.

    ``expected`` is what the page stood on when it was opened: words that somebody else has changed
    since are not overwritten unseen. The history says which fields, and not their words.
    """
    run = (
        Run.objects.select_for_update(of=("self",), no_key=True)
        .select_related("institution")
        .get(pk=run.pk)
    )
    insist(Refusal("module_altered") if altered(run) else None)
    body = body_of(run)
    if stands_on(part, body) != expected:
        raise Refused(Refusal("module_moved"))
    added = file.entry(run.files) if file else None
    found = edited(part, body, typed, added)
    if file and file.problem:
        return Edited(None, {**found.problems, "file": file.problem})
    if found.spec is None or not found.changed:
        return found
    files = dict(run.files)
    if file and added:
        files[added["path"]] = stored(run.institution, file.name, file.content).ref
    now = put(run.institution, found.spec, files, by=by, part=part.key)
    payload = {"part": part.key, "fields": found.changed, "digest": now.digest}
    remember("module_edited", now, payload, by)
    return found
