"""A module is drafted by several people, and put into force by an act."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.record import record
from pactwork.modules.actions.editing import applied
from pactwork.modules.actions.loading import put, remember, stored
from pactwork.modules.actions.placing import give_role
from pactwork.modules.actions.telling import to_leaders
from pactwork.modules.actions.versions import keep_version
from pactwork.modules.editing.applying import Edited
from pactwork.modules.editing.fields import Part
from pactwork.modules.editing.handed import Handed
from pactwork.modules.models import DraftEditor, ModuleDraft, Run, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.queries.altered import altered
from pactwork.modules.queries.drafting import (
    begun_already,
    drafts_seen_by,
    in_force_beside,
    may_be_of,
    may_draft,
    may_make,
    may_put_in_force,
    may_rename,
    may_start,
    newest,
    stands_on,
    taken,
    who_could_edit,
)
from pactwork.modules.rules.specification import Specification
from pactwork.people.actors import Actor
from pactwork.people.models import Institution, Person

NOTHING: Mapping[str, Any] = MappingProxyType({})


@transaction.atomic
def begin_draft(
    institution: Institution,
    spec: Specification,
    files: Mapping[str, str],
    *,
    by: Actor,
    run: Run | None = None,
    leaders: Iterable[Person] = (),
    source: str = "",
    contents: Mapping[str, bytes] = NOTHING,
) -> ModuleDraft:
    """A new module, or what ``run`` is to say next; a run has one draft at a time.

    ``contents``: files of the brief that came along, by their paths.
    """
    if not may_draft(by, spec.key, run, at=institution.pk):
        another = _starts_another(institution, run, by)
        raise Refused(Refusal("draft_key_taken" if another else "draft_new_not_yours"))
    leaders = list(leaders)
    if run is None and not (by.administrator or taken(institution.pk, spec.key)):
        leaders = list(Person.objects.filter(pk=by.person_id or 0))  # they lead it, and nobody else
    if run is None:
        Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)  # one at a time
        begun = begun_already(by, spec.key, spec.run)
        insist(Refusal("draft_begun", {"name": spec.run, "draft": begun.ref}) if begun else None)
    here = all(leader.institution_id == institution.pk for leader in leaders)
    insist(None if here else Refusal("draft_not_colleague"))
    if run is not None:
        run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
        insist(_other_run(run, spec))
        insist(Refusal("module_altered") if altered(run) else None)
        if ModuleDraft.objects.filter(run=run, closed_at=None).exists():
            raise Refused(Refusal("draft_open"))
    draft = ModuleDraft.objects.create(institution=institution, run=run, made_at=clock.now())
    for leader in leaders:
        DraftEditor.objects.create(draft=draft, person=leader, leads=True)
    files = {**files, **_stored(institution, contents)}
    now = _save(draft, spec, files, by=by.ref, source=source)
    payload = {"key": spec.key, "run": spec.run, "digest": now.digest}
    remember_draft("module_drafted", draft, payload, by.ref)
    return draft


@transaction.atomic
def edit_draft(
    draft: ModuleDraft,
    part: Part,
    typed: Mapping[str, str],
    *,
    expected: str,
    by: Actor,
    file: Handed | None = None,
) -> Edited:
    """What was typed on one page is the draft's next version; as ``edit_module``, but not in force."""
    draft = locked_draft(draft, by)
    was = newest(draft)
    found, files = applied(was, part, typed, expected=expected, file=file)
    if found.spec is None or not found.changed:
        return found
    insist(_other_module(draft, was, found.spec, by))
    now = _save(draft, found.spec, files, by=by.ref, part=part.key)
    payload = {"part": part.key, "fields": found.changed, "digest": now.digest}
    remember_draft("module_draft_edited", draft, payload, by.ref)
    return found


@transaction.atomic
def replace_draft(
    draft: ModuleDraft,
    spec: Specification,
    files: Mapping[str, str],
    *,
    expected: str,
    by: Actor,
    source: str,
    contents: Mapping[str, bytes] = NOTHING,
) -> None:
    """A whole file is the draft's next version, unless somebody has changed the draft meanwhile."""
    draft = locked_draft(draft, by)
    was = newest(draft)
    if was.digest != expected:
        raise Refused(Refusal("draft_moved"))
    insist(_other_module(draft, was, spec, by))
    files = {**files, **_stored(draft.institution, contents)}
    now = _save(draft, spec, files, by=by.ref, source=source)
    remember_draft("module_draft_replaced", draft, {"digest": now.digest}, by.ref)


def _starts_another(institution: Institution, run: Run | None, by: Actor) -> bool:
    """Whether only the key is wrong, as somebody else's: under another they may begin a module here."""
    here = run is None or run.institution_id == institution.pk
    return here and by.institution_id == institution.pk and may_start(by)


def _other_run(run: Run, spec: Specification) -> Refusal | None:
    """A draft of a run is of no other."""
    same = (spec.key, spec.run) == (run.key, run.name)
    return None if same else Refusal("draft_other_run", {"key": run.key, "name": run.name})


def _other_module(
    draft: ModuleDraft, was: SpecVersion, spec: Specification, by: Actor
) -> Refusal | None:
    """With another key it is a draft of another module, which not everybody may begin either."""
    if draft.run is not None:
        return _other_run(draft.run, spec)
    if spec.key == was.key:
        return None
    if not taken(draft.institution_id, spec.key):
        return None if may_rename(by, draft) else Refusal("draft_new_not_yours")
    return _not_theirs(draft, spec.key, by)


def _not_theirs(draft: ModuleDraft, key: str, by: Actor) -> Refusal | None:
    return None if may_be_of(by, draft, key) else Refusal("draft_key_taken")


@transaction.atomic
def put_in_force(draft: ModuleDraft, *, expected: str, by: Actor) -> Run:
    """The draft is what its run says from now on; a new run gets its leaders.

    ``expected`` is what the difference that was looked at stood on: of two who do this at once, and of
    one who overlooks what was changed meanwhile, the later is shown the difference again.
    """
    draft = locked_draft(draft, by)
    insist(None if may_put_in_force(by, draft) else Refusal("draft_not_yours"))
    institution = Institution.objects.select_for_update(no_key=True).get(pk=draft.institution_id)
    now = newest(draft)
    if draft.run_id is not None:
        run = Run.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.run_id)
        insist(Refusal("module_altered") if altered(run) else None)
    else:
        insist(_not_theirs(draft, now.key, by))
        insist(None if may_make(by, draft, now.key) else Refusal("draft_new_administrator"))
        if Run.objects.filter(institution=institution, key=now.key, name=now.name).exists():
            raise Refused(Refusal("run_exists", {"name": now.name}))
    if stands_on(now, in_force_beside(draft, now, by)) != expected:
        raise Refused(Refusal("draft_moved"))
    spec = specification(now)
    run = put(institution, spec, now.files, by=by.ref, draft=draft, source=now.source)
    leaders = [] if draft.run_id else _give_roles(draft, run)
    _close(draft, run=run)
    payload = {"draft": draft.ref, "run": spec.run, "digest": run.digest, "leaders": leaders}
    remember("module_put_in_force", run, payload, by.ref, to_leaders(draft, run, by))
    return run


def _give_roles(draft: ModuleDraft, run: Run) -> list[str]:
    leaders = [one.person for one in draft.editors.filter(leads=True).select_related("person")]
    for person in leaders:
        give_role(run, person, "module_leader")
    return [person.ref for person in leaders]


@transaction.atomic
def drop_draft(draft: ModuleDraft, *, by: Actor) -> None:
    """Given up, by those who might put it into force: its versions stay, and none comes into force."""
    draft = locked_draft(draft, by)
    insist(None if may_put_in_force(by, draft) else Refusal("draft_drop_not_yours"))
    _close(draft, run=None)
    remember_draft("module_draft_dropped", draft, {}, by.ref)


@transaction.atomic
def change_editors(
    draft: ModuleDraft, *, add: Person | None = None, remove: Person | None = None, by: Actor
) -> None:
    """A colleague works on it from now on, or no longer. Of a new module, the last leader stays."""
    draft = locked_draft(draft, by)
    if add is not None and not draft.editors.filter(person=add).exists():
        could = add in who_could_edit(draft.institution, ())
        insist(None if could else Refusal("draft_not_colleague"))
        DraftEditor.objects.create(draft=draft, person=add)
        remember_draft("module_draft_shared", draft, {"with": add.ref}, by.ref)
    found = draft.editors.filter(person=remove).first() if remove else None
    if found is not None and remove is not None:
        may = not found.leads or may_put_in_force(by, draft)
        insist(None if may else Refusal("draft_leader_not_yours"))
        if found.leads and draft.editors.filter(leads=True).count() == 1:
            raise Refused(Refusal("staff_leader"))
        found.delete()
        remember_draft("module_draft_unshared", draft, {"with": remove.ref}, by.ref)


def _stored(institution: Institution, contents: Mapping[str, bytes]) -> dict[str, str]:
    return {
        path: stored(institution, PurePosixPath(path).name, content).ref
        for path, content in contents.items()
    }


def locked_draft(draft: ModuleDraft, by: Actor) -> ModuleDraft:
    """The draft, which nobody else changes meanwhile, for whoever works on it."""
    works = drafts_seen_by(by).filter(pk=draft.pk).exists()
    insist(None if works else Refusal("draft_not_shared"))
    found = (
        ModuleDraft.objects.select_for_update(of=("self",), no_key=True)
        .select_related("institution", "run")
        .get(pk=draft.pk)
    )
    if found.closed_at is not None:
        raise Refused(Refusal("draft_in_force" if found.in_force else "draft_dropped"))
    return found


def _save(
    draft: ModuleDraft,
    spec: Specification,
    files: Mapping[str, str],
    *,
    by: str,
    part: str = "",
    source: str = "",
) -> SpecVersion:
    return keep_version(
        draft.institution,
        spec,
        files,
        run=draft.run,
        draft=draft,
        in_force=False,
        by=by,
        part=part,
        source=source,
    )


def _close(draft: ModuleDraft, *, run: Run | None) -> None:
    draft.closed_at, draft.in_force = clock.now(), run is not None
    draft.run = run or draft.run
    draft.save(update_fields=["closed_at", "in_force", "run"])


def remember_draft(act: str, draft: ModuleDraft, payload: dict[str, Any], by: str) -> None:
    """One entry of the history about a draft."""
    house = draft.institution
    record(act, chain=house.ref, subject=draft.ref, by=by, key=house.key, payload=payload)
