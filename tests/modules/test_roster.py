"""A roster against what is known: what it would change, what it writes, and what it never touches."""

from datetime import date

import pytest

from pactwork.contracts.models import Agreement, Answer, Draft
from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.modules.actions import Place, apply_roster, enrol, give_role, load_module
from pactwork.modules.models import Enrolment, Role
from pactwork.modules.queries import roles_now, runs_seen_by
from pactwork.modules.reading import read
from pactwork.modules.roster.known import known
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import sheet
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.actors import actor_for, person_of, system_at
from pactwork.people.models import Institution, Person
from tests.conftest import Clock
from tests.stories import FILES, World

HEAD = "key,name,email,role,code,group,cohort,set,weeks,starts_on,ends_on,deputy_for,remove,run,job"
NEW = "s1,Ann Bell,ann@x.example,student,AIN501,part-time,Autumn,Set 3"


def roster(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines]).encode()


def plan(world: World, *lines: str, run: str | None = None) -> Plan:
    chosen = world.run.ref if run is None else run
    return planned(sheet(roster(*lines)), known(world.institution), chosen)


def load(world: World, *lines: str) -> Plan:
    return apply_roster(
        world.institution, sheet(roster(*lines)), run=world.run.ref, by=world.actor("moira")
    )


def sentences(found: Plan) -> list[str]:
    return [p.sentence for p in found.problems]


# What it would change ------------------------------------------------------------------------------


def test_a_plan_counts_what_is_new_changed_and_the_same(world: World) -> None:
    found = plan(
        world,
        NEW,
        "nadine,,,student,,,,Set 2",
        "tomasz,Tomek Zielinski,,student",
        "priya,,,student",
        "n1,Nora New,nora@x.example,facilitator",
        "helen,,,facilitator",
        "dan,,,careers,,,,,4 7",
        "owen,,,facilitator,,,,,,,,,yes",
    )
    assert found.problems == []
    assert found.counts == {
        "people": {"new": 2, "changed": 1, "same": 5},
        "roles": {"new": 1, "changed": 2, "same": 1},
        "enrolments": {"new": 1, "changed": 1, "same": 2},
        "made": {"cohorts": 0, "sets": 1},
        "over": {"ended": 1, "back": 0},
        "moves": {"sets": 1, "codes": 0},
    }
    assert [(c.now.key, c.was and c.was.set, c.now.set) for c in found.moves] == [
        ("nadine", "Set 1", "Set 2")
    ]
    assert Person.objects.filter(key="s1").count() == 0, "looking writes nothing"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([NEW, NEW], "Line 3, key: This is the same person in the same role as on line 2."),
        (
            [NEW, "s1,Ann Ball,ann@x.example,facilitator"],
            (
                "Line 3, name: “Ann Ball” differs from what line 2 says about the same person: "
                "“Ann Bell”."
            ),
        ),
        (["s2,Bo,,student,AIN501"], "Line 2, email: We do not know “s2” yet, so an email"),
        (["s2,,b@x.example,student,AIN501"], "Line 2, name: We do not know “s2” yet, so a name"),
        (
            [NEW, "s2,Bo,ANN@x.example,student,AIN501"],
            "Line 3, email: This address belongs to someone else here: Ann Bell (s1).",
        ),
        (
            ["s2,Bo,helen@midshire.example,student,AIN501"],
            "Line 2, email: This address belongs to someone else here: Dr Helen Marsh (helen).",
        ),
        (["s2,Bo,b@x.example,student"], "Line 2, code: A student needs a module code: AIN401"),
        (["s2,Bo,b@x.example,student,XX9"], "Line 2, code: “XX9” is not a code of this module."),
        (
            ["s2,Bo,b@x.example,student,AIN501,evenings"],
            "Line 2, group: “evenings” is not a group of this module. Use one of: full-time, p",
        ),
        (["dan,,,careers,,,,,13"], "Line 2, weeks: There is no week 13. This module has 12."),
        (
            ["dan,,,examiner,,,,,,,,,yes"],
            "Line 2, remove: This role cannot be removed: dan never had it here.",
        ),
        (
            ["dan,,,careers,,,,,4,,,helen"],
            "Line 2, deputy_for: “helen” does not have this role on this module.",
        ),
        (
            ["dan,,,careers,,,,,4,,,dan"],
            "Line 2, deputy_for: People cannot stand in for themselves.",
        ),
        (
            ["nadine,,,student,,,,,,,,,,gardening"],
            "Line 2, run: “gardening” is not a module run here. Use one of: action-inquiry.",
        ),
        (
            ["moira,,,administrator,,,,,,,,,yes"],
            "Line 2, remove: There must be at least one administrator. Add another one first.",
        ),
    ],
)
def test_each_bad_line_says_why_and_the_good_ones_wait(
    world: World, lines: list[str], told: str
) -> None:
    found = plan(world, *lines, "jane,,,student")
    assert len(found.problems) == 1
    assert sentences(found)[0].startswith(told)
    assert found.lines == len(lines)


def test_one_person_may_hold_two_roles(world: World) -> None:
    load(world, "n1,Nora,n@x.example,facilitator", "n1,,,ethics_reviewer")
    kinds = Role.objects.filter(person__key="n1").values_list("kind", flat=True)
    assert sorted(kinds) == ["ethics_reviewer", "facilitator"]


def test_a_deputy_may_stand_above_the_one_they_stand_in_for(world: World) -> None:
    load(world, "d1,Dee,d@x.example,careers,,,,,5,,2026-12-01,c1", "c1,Cy,c@x.example,careers")
    role = Role.objects.get(person__key="d1")
    assert role.deputy_for is not None
    assert (role.deputy_for.key, role.weeks, role.ends_on) == ("c1", [5], date(2026, 12, 1))


def test_a_line_without_a_run_needs_one_chosen(world: World) -> None:
    assert sentences(plan(world, NEW, run=""))[0].startswith(
        "Line 2, run: This line names no module run"
    )
    assert plan(world, NEW + ",,,,,,action-inquiry", run="").problems == []
    again = read(FILES / "action-inquiry" / "module.yaml")
    again = again.model_copy(update={"run": "2027 to 2028"})
    load_module(world.institution, again, folder=FILES / "action-inquiry")
    unclear = sentences(plan(world, NEW + ",,,,,,action-inquiry", run=""))[0]
    assert unclear.startswith("Line 2, run: “action-inquiry” has several runs. Use the ref of one")
    assert world.run.ref in unclear


# What it writes ------------------------------------------------------------------------------------


def test_writing_is_one_act_in_the_history_and_again_is_nothing(world: World) -> None:
    before = Entry.objects.count()
    load(world, NEW, "h2,Hal,hal@x.example,careers,,,,,2-3")
    entry = Entry.objects.order_by("-seq")[0]
    assert (Entry.objects.count() - before, entry.act) == (1, "roster_loaded")
    assert (entry.chain, entry.by) == (world.institution.ref, world.actor("moira").ref)
    assert entry.payload["counts"]["people"]["new"] == 2
    assert "Ann" not in str(entry.payload)
    place = Enrolment.objects.select_related("cohort", "learning_set").get(person__key="s1")
    assert (place.code, place.group, str(place.run_id)) == (
        "AIN501",
        "part-time",
        str(world.run.pk),
    )
    assert place.learning_set is not None
    assert place.learning_set.name == "Set 3"
    again = load(world, NEW, "h2,Hal,hal@x.example,careers,,,,,2-3")
    assert (again.writes, Entry.objects.count() - before) == (False, 1)


def test_good_lines_are_written_and_bad_ones_left_out(world: World) -> None:
    load(world, NEW, "s2,Bo,,student,AIN501")
    assert Person.objects.filter(key__in=["s1", "s2"]).count() == 1


def test_what_a_line_leaves_empty_stays_and_a_hyphen_empties(world: World) -> None:
    load(world, "nadine,,,student")
    place = Enrolment.objects.get(person__key="nadine")
    assert place.learning_set is not None
    assert Person.objects.get(key="nadine").job == "Housing officer"
    load(world, "nadine,,,student,,,,-,,,,,,,-")
    assert Enrolment.objects.get(person__key="nadine").learning_set is None
    assert Person.objects.get(key="nadine").job == ""


def test_whoever_is_not_in_the_file_is_left_alone(world: World) -> None:
    people = list(Person.objects.order_by("pk").values())
    roles = list(Role.objects.order_by("pk").values())
    places = list(Enrolment.objects.order_by("pk").values())
    load(world, NEW)
    assert list(Person.objects.exclude(key="s1").order_by("pk").values()) == people
    assert list(Role.objects.order_by("pk").values()) == roles
    assert list(Enrolment.objects.exclude(person__key="s1").order_by("pk").values()) == places


def test_a_removed_role_is_over_at_once_and_may_begin_again(world: World, clock: Clock) -> None:
    load(world, "owen,,,facilitator,,,,,,,,,yes", "nadine,,,student,,,,,,,,,yes")
    assert not roles_now(world.actor("owen")).exists()
    assert not runs_seen_by(world.actor("nadine")).exists()
    assert Enrolment.objects.get(person__key="nadine").learning_set is None
    assert not load(world, "owen,,,facilitator,,,,,,,,,yes").writes
    load(world, "owen,,,facilitator")
    assert roles_now(world.actor("owen")).exists()


def test_nothing_that_was_agreed_is_touched(world: World) -> None:
    world.agreed()

    def agreed() -> list[object]:
        return [list(model.objects.order_by("pk").values()) for model in (Draft, Answer, Agreement)]

    before = agreed()
    found = load(world, "nadine,,new@x.example,student,AIN501,part-time,Spring,Set 9")
    assert len(found.recoded) == len(found.moves) == 1
    assert agreed() == before
    assert world.dossier().stands.stage == "agreed"


def test_only_what_was_shown_is_written(world: World) -> None:
    found = sheet(roster(NEW))
    shown = planned(found, known(world.institution), world.run.ref).digest
    load(world, "s1,Ann Bell,other@x.example,student,AIN501")
    with pytest.raises(Refused) as refused:
        apply_roster(
            world.institution, found, run=world.run.ref, expected=shown, by=world.actor("moira")
        )
    assert refused.value.refusal.code == "roster_moved"
    assert Person.objects.get(key="s1").email == "other@x.example"


# Walls ---------------------------------------------------------------------------------------------


def elsewhere() -> tuple[Institution, str]:
    """Another university with the same module, a person with a key we use, and a run of its own."""
    other = found_institution("Aardvark College")
    folder = FILES / "action-inquiry"
    run = load_module(other, read(folder / "module.yaml"), folder=folder)
    person = enter_person(other, key="nadine", name="Another Nadine", email="an@aardvark.example")
    enrol(run, person, Place("AIN401", learning_set="Set 1"))
    teacher = enter_person(other, key="t1", name="Tess Teacher", email="tess@aardvark.example")
    give_role(run, teacher, "facilitator")
    return other, run.ref


def test_another_institution_is_never_touched(world: World) -> None:
    other, their_run = elsewhere()
    people = list(Person.objects.filter(institution=other).order_by("pk").values())
    places = list(Enrolment.objects.filter(run__institution=other).order_by("pk").values())
    found = load(
        world,
        "nadine,Nadine B,,student,,,,Set 2",
        "t1,Tess Teacher,tess@aardvark.example,facilitator",
        f"helen,,,facilitator,,,,,,,,,,{their_run}",
        "owen,,,facilitator,,,,,,,,t1",
    )
    assert [p.code for p in found.problems] == ["run_unknown"]
    assert list(Person.objects.filter(institution=other).order_by("pk").values()) == people
    assert list(Enrolment.objects.filter(run__institution=other).order_by("pk").values()) == places


def test_an_address_known_elsewhere_still_acts_as_who_it_was(world: World) -> None:
    account = world.people["nadine"].account
    assert account is not None
    other = found_institution("Aardvark College")
    content = sheet(roster("a1,Nadine,nadine@student.midshire.example,administrator"))
    apply_roster(other, content, by=system_at(other))
    assert Person.objects.get(institution=other).account == account
    acting = person_of(account)
    assert acting == world.people["nadine"]
    assert acting is not None
    assert not actor_for(acting).administrator
