"""A run is changed in the browser, a page at a time: the same file, read and put into force again."""

from collections.abc import Mapping

from django.db import transaction

from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.modules.actions.loading import put, remember, stored
from pactwork.modules.editing.applying import Edited, edited
from pactwork.modules.editing.fields import Part
from pactwork.modules.editing.handed import Handed
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.models import Run, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.queries.altered import altered
from pactwork.modules.queries.leading import leads
from pactwork.modules.queries.marked import marked_and_gone
from pactwork.people.actors import Actor


@transaction.atomic
def edit_module(
    run: Run,
    part: Part,
    typed: Mapping[str, str],
    *,
    expected: str,
    by: Actor,
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
    insist(None if leads(by, run) else Refusal("run_not_yours"))
    insist(Refusal("module_altered") if altered(run) else None)
    found, files = applied(run, part, typed, expected=expected, file=file)
    if found.spec is None or not found.changed:
        return found
    for one in marked_and_gone(run, specification(run), found.spec):
        raise Refused(Refusal("piece_received", {"piece": one.title, "students": one.students}))
    now = put(run.institution, found.spec, files, by=by.ref, part=part.key)
    payload = {"part": part.key, "fields": found.changed, "digest": now.digest}
    remember("module_edited", now, payload, by.ref)
    return found


def applied(
    was: Run | SpecVersion,
    part: Part,
    typed: Mapping[str, str],
    *,
    expected: str,
    file: Handed | None = None,
) -> tuple[Edited, dict[str, str]]:
    """The file with what was typed, and its files with one that was handed in; or what is wrong."""
    body, files = body_of(was), dict(was.files)
    if stands_on(part, body) != expected:
        raise Refused(Refusal("module_moved"))
    added = file.entry(files) if file else None
    found = edited(part, body, typed, added)
    if file and file.problem:
        return Edited(None, {**found.problems, "file": file.problem}), files
    if file and added and found.spec is not None and found.changed:
        files[added["path"]] = stored(was.institution, file.name, file.content).ref
    return found, files
