"""Drafts of modules: who works on them, what each says now, and who changed what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.modules.models import Blob, DraftEditor, ModuleDraft, Role, Run, SpecVersion
from pactwork.modules.queries import in_force, lasting, roles_now
from pactwork.modules.queries.leading import runs_led_by
from pactwork.modules.queries.versions import HEAVY, in_force_on, names_of, of_draft
from pactwork.people.actors import Actor
from pactwork.people.models import Institution, Person


def drafts_seen_by(actor: Actor) -> QuerySet[ModuleDraft]:
    """Drafts of the runs that somebody leads, and those they were asked to work on while they teach
    here; a new module's leader may not teach yet, but who began it themselves may still begin one.
    Administrators have all of their institution."""
    drafts = ModuleDraft.objects.filter(institution_id=actor.institution_id)
    drafts = drafts.select_related("institution", "run")
    if actor.administrator:
        return drafts
    mine = DraftEditor.objects.filter(draft=OuterRef("pk"), person=actor.person_id)
    led = mine.filter(leads=True)
    starts = Q(Exists(_leading(actor))) | Q(Exists(_named(actor)))
    return drafts.filter(
        Q(run__in=runs_led_by(actor).values("pk"))
        | Q(Exists(mine), Exists(roles_now(actor)))
        | Q(Q(Exists(_by_another(led, actor))) | Q(starts, Exists(led)), run=None)
    )


def _leading(actor: Actor) -> QuerySet[Role]:
    """Modules that somebody leads here, or will from a day to come."""
    today = clock.today(actor.zone)
    return Role.objects.filter(lasting(today), person=actor.person_id, kind="module_leader")


def _named(actor: Actor) -> QuerySet[DraftEditor]:
    """As whose leader somebody else named them, in a draft that is open."""
    named = DraftEditor.objects.filter(person=actor.person_id, leads=True, draft__closed_at=None)
    return _by_another(named, actor)


def _by_another(editors: QuerySet[DraftEditor], actor: Actor) -> QuerySet[DraftEditor]:
    """Of drafts that this person did not begin themselves: one's own gives nobody a right."""
    begun = SpecVersion.objects.filter(draft=OuterRef("draft")).order_by("pk").values("by")[:1]
    return editors.alias(begun_by=Subquery(begun)).exclude(begun_by=actor.ref)


def worked_on_by(actor: Actor) -> QuerySet[ModuleDraft]:
    """Of those that somebody sees, the ones that they were asked to work on."""
    return drafts_seen_by(actor).filter(editors__person=actor.person_id)


def may_put_in_force(actor: Actor, draft: ModuleDraft) -> bool:
    """Whoever leads the run; of a new module, whoever was named its leader. Nobody of another house."""
    if actor.institution_id != draft.institution_id:
        return False
    if actor.administrator:
        return True
    if draft.run_id is not None:
        return runs_led_by(actor).filter(pk=draft.run_id).exists()
    return DraftEditor.objects.filter(draft=draft, person=actor.person_id, leads=True).exists()


def may_start(actor: Actor) -> bool:
    """Whether somebody may begin a draft of a new module: an administrator, whoever leads a module here,
    and whoever is named to: from a day to come, or in a draft that somebody else began."""
    return actor.administrator or _leading(actor).exists() or _named(actor).exists()


def may_draft(actor: Actor, key: str, run: Run | None, *, at: int) -> bool:
    """At this institution, which is their own: an administrator any module, a module leader the next of
    what they lead, or a new one."""
    if actor.institution_id != at:
        return False
    led = runs_led_by(actor)
    if run:
        return led.filter(pk=run.pk).exists()
    if actor.administrator or led.filter(key=key).exists():
        return True
    return not taken(at, key) and may_start(actor)


def taken(institution: int, key: str) -> bool:
    """Whether a module of the institution has this key."""
    return Run.objects.filter(institution=institution, key=key).exists()


def begun_as(draft: ModuleDraft) -> SpecVersion | None:
    """What a draft said at first, where that was another run of a module that was there already."""
    begun = of_draft(draft).order_by("pk").defer(*HEAVY)[0]
    said = SpecVersion.objects.filter(institution=draft.institution_id, in_force=True)
    return begun if said.filter(key=begun.key, pk__lt=begun.pk).exists() else None


def may_be_of(actor: Actor, draft: ModuleDraft, key: str) -> bool:
    """Whether a new run's draft may be of this module, for somebody: of one that they may draft, of none
    that is there yet, or of the one as which another began it for them."""
    house = draft.institution_id
    if may_draft(actor, key, None, at=house) or not taken(house, key):
        return True
    begun = begun_as(draft)
    return begun is not None and begun.key == key and begun.by != actor.ref


def may_rename(actor: Actor, draft: ModuleDraft) -> bool:
    """Whether a draft may get a key that no module has: where it was begun as another run of one, from
    whoever may begin a new module."""
    return begun_as(draft) is None or may_start(actor)


def may_make(actor: Actor, draft: ModuleDraft, key: str) -> bool:
    """Whether it may be put into force under this key: as a new module only by an administrator, or by
    the leader whom another named when they began it as one."""
    if actor.administrator or draft.run_id is not None or taken(draft.institution_id, key):
        return True
    begun = of_draft(draft).order_by("pk").defer(*HEAVY)[0]
    return begun_as(draft) is None and begun.by != actor.ref


def newest(draft: ModuleDraft) -> SpecVersion:
    """What the draft says now."""
    return of_draft(draft).filter(in_force=False).order_by("-pk")[0]


def in_force_beside(draft: ModuleDraft, now: SpecVersion, actor: Actor) -> SpecVersion | None:
    """What the draft is compared with: what its run says; of a new run, what the module said last, for
    whoever may draft that."""
    if draft.run is not None:
        return in_force_on(draft.run)
    if not may_be_of(actor, draft, now.key):
        return None
    said = SpecVersion.objects.filter(institution=draft.institution_id, key=now.key, in_force=True)
    return said.order_by("-pk").first()


def since_it_began(draft: ModuleDraft) -> tuple[SpecVersion, SpecVersion] | None:
    """What was in force when the draft began, and what is now, where that is not the same."""
    if draft.run is None or draft.closed_at:
        return None
    begun = of_draft(draft).order_by("pk").values_list("pk", flat=True)[0]
    said = SpecVersion.objects.filter(run=draft.run, in_force=True).order_by("-pk")
    then, now = said.filter(pk__lt=begun).first(), said.first()
    return (then, now) if then and now and then.digest != now.digest else None


def stands_on(now: SpecVersion, beside: SpecVersion | None) -> str:
    """The digest of what a difference shows: both of its sides."""
    other = [beside.digest, beside.files] if beside else []
    return digest([now.digest, now.files, other])[:20]


@dataclass(frozen=True)
class Drafted:
    """One draft in a list."""

    draft: ModuleDraft
    now: SpecVersion
    begun_by: str = ""  # as in the history


def listed_drafts(drafts: QuerySet[ModuleDraft]) -> list[Drafted]:
    """Those that are open, with what each says: two queries."""
    rows = list(drafts.filter(closed_at=None).order_by("-pk"))
    if not rows:
        return []
    said = SpecVersion.objects.filter(draft__in=[row.pk for row in rows]).defer(*HEAVY)
    now, began = dict[int | None, SpecVersion](), dict[int | None, str]()
    for version in said.order_by("pk"):
        now[version.draft_id] = version
        began.setdefault(version.draft_id, version.by)
    return [Drafted(row, now[row.pk], began[row.pk]) for row in rows]


def begun_already(actor: Actor, key: str, name: str) -> ModuleDraft | None:
    """A draft of a new run of this module and name that is open, among those that somebody sees."""
    rows = listed_drafts(drafts_seen_by(actor).filter(run=None))
    return next((one.draft for one in rows if (one.now.key, one.now.name) == (key, name)), None)


def authors_of(institution: int, drafts: Iterable[Drafted]) -> dict[str, str]:
    """The name of whoever began each, by its ref; one query."""
    began = {one.draft.ref: one.begun_by for one in drafts}
    names = names_of(institution, began.values()) if began else {}
    return {ref: names.get(by, "") for ref, by in began.items()}


@dataclass(frozen=True)
class Touched:
    """Who saved a page of the editor last, and when."""

    who: str
    at: datetime


def last_touched(versions: QuerySet[SpecVersion], institution: int) -> dict[str, Touched]:
    """Of each page that was saved: two queries."""
    rows = list(versions.exclude(part="").order_by("pk").values_list("part", "by", "made_at"))
    names = names_of(institution, {by for _, by, _ in rows})
    return {part: Touched(names.get(by, ""), at) for part, by, at in rows}


def editors_of(draft: ModuleDraft) -> list[DraftEditor]:
    return list(draft.editors.select_related("person").order_by("-leads", "person__name", "pk"))


def who_could_edit(house: Institution, editors: Iterable[DraftEditor]) -> list[Person]:
    """Whoever has a role here today, and would see it, and does not work on it yet."""
    roles = Role.objects.filter(in_force(clock.today(house.time_zone)), person=OuterRef("pk"))
    people = Person.objects.filter(Exists(roles), institution=house, active=True)
    there = [editor.person_id for editor in editors]
    return list(people.exclude(pk__in=there).order_by("name", "pk"))


def who_could_lead(institution: int) -> list[Person]:
    """Whoever is not a student only."""
    people = Person.objects.filter(institution=institution, active=True)
    return list(
        people.filter(Q(roles__isnull=False) | Q(administrator=True) | Q(enrolments=None))
        .distinct()
        .order_by("name", "pk")
    )


def draft_file_seen_by(actor: Actor, ref: str) -> Blob | None:
    """A file of a draft's brief, for whoever sees the draft."""
    said = SpecVersion.objects.filter(draft__in=drafts_seen_by(actor)).values_list(
        "files", flat=True
    )
    named = any(ref in files.values() for files in said)
    return (
        Blob.objects.filter(institution_id=actor.institution_id, ref=ref).first() if named else None
    )
