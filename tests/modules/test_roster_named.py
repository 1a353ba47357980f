"""A student's own mentor or tutor, by a column that the module asks for."""

from datetime import date
from types import SimpleNamespace

import pytest

from pactwork.modules.actions import Place, apply_roster, enrol
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import specification
from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.known import Known, PersonState, PlaceState, RunState, known
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import sheet
from pactwork.modules.rules.named import named_columns
from pactwork.people.actors import system_at
from tests.stories import World

RUN = RunState("r1", "ain", "AIN", ("AIN501",), named=("mentor", "personal tutor"))
OTHER = RunState("r2", "bin", "BIN", ("BIN501",))
HELEN = PersonState("h.marsh", "Helen Marsh", email="helen@x.example")
HERE = Known(date(2026, 10, 5), (RUN, OTHER), {"h.marsh": HELEN})
HEAD = "key,name,email,role,run,Mentor,Personal tutor\n"
ASKED = ("mentor", "personal tutor")


def plan(*lines: str, here: Known = HERE, said: Choices | None = None, head: str = HEAD) -> Plan:
    return planned(sheet((head + "\n".join(lines)).encode(), said, ASKED), here)


def named(found: Plan, key: str = "s1") -> dict[str, str]:
    assert [p.sentence for p in found.problems] == []
    return dict(found.places["r1", key].now.named)


@pytest.mark.parametrize("given", ["h.marsh", "H.Marsh", "helen@x.example", "Helen@X.EXAMPLE"])
def test_somebody_is_named_by_key_or_address(given: str) -> None:
    assert named(plan(f"s1,A,a@x.example,student,ain,{given},")) == {"mentor": "h.marsh"}


def test_whoever_is_named_may_stand_further_down() -> None:
    found = plan("s1,A,a@x.example,student,ain,,d.frost", "d.frost,Dan,d@x.example,careers,ain,,")
    assert named(found) == {"personal tutor": "d.frost"}


def test_whoever_is_named_may_be_a_deputy_further_down() -> None:
    head = HEAD.replace("key,", "deputy_for,key,")
    found = plan(
        ",s1,A,a@x.example,student,ain,d.frost,",
        "e.vale,d.frost,Dan,d@x.example,facilitator,ain,,",
        "h.marsh,e.vale,Eve,e@x.example,facilitator,ain,,",
        ",h.marsh,,,facilitator,ain,,",
        head=head,
    )
    assert named(found) == {"mentor": "d.frost"}


def test_an_empty_cell_leaves_it_and_a_hyphen_empties_it() -> None:
    place = PlaceState("r1", "s1", "AIN501", named=(("mentor", "h.marsh"),))
    person = PersonState("s1", "A", email="a@x.example")
    here = Known(HERE.today, HERE.runs, {**HERE.people, "s1": person}, places={("r1", "s1"): place})
    assert named(plan("s1,,,student,ain,,", here=here)) == {"mentor": "h.marsh"}
    changed = plan("s1,,,student,ain,-,h.marsh", here=here)
    assert named(changed) == {"personal tutor": "h.marsh"}
    assert changed.places["r1", "s1"].fields == [
        ("named", "mentor: h.marsh", "personal tutor: h.marsh")
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("s1,A,a@x.example,student,ain,nobody,", "Line 2, mentor: We do not know “nobody”."),
        (
            "s1,A,a@x.example,student,ain,n@x.example,",
            "Line 2, mentor: We do not know “n@x.example”.",
        ),
        (
            "s1,A,a@x.example,student,bin,h.marsh,",
            "does not ask for “mentor”. Leave the cell empty.",
        ),
        ("d,D,d@x.example,careers,ain,h.marsh,", "Line 2, mentor: This is for students only."),
        ("s1,A,a@x.example,student,ain,2.60E+11,", "a number that a spreadsheet has rounded"),
        ("h.marsh,,,student,ain,h.marsh,", "Line 2, mentor: People cannot have themselves here."),
    ],
)
def test_who_cannot_be_found_is_said_with_line_and_column(line: str, sentence: str) -> None:
    found = plan(line)
    assert [sentence in p.sentence for p in found.problems] == [True]
    assert not found.places


def test_the_column_can_be_called_otherwise_by_the_record_system() -> None:
    head = HEAD.replace("Mentor", "ADV_CODE")
    said = Choices((("mentor", "ADV_CODE"),))
    assert named(plan("s1,A,a@x.example,student,ain,h.marsh,", head=head, said=said)) == {
        "mentor": "h.marsh"
    }


def test_a_column_that_no_module_asks_for_is_not_read() -> None:
    found = sheet((HEAD + "s1,A,a@x.example,student,ain,h.marsh,").encode())
    assert found.rows[0].named == {}
    assert [name for name, _ in found.unread] == ["mentor", "personal_tutor"]


def test_modules_say_by_their_parties_which_columns_they_ask_for(world: World) -> None:
    assert named_columns(specification(world.run)) == []
    parties = [SimpleNamespace(column=c) for c in ("mentor", "", "mentor", "moderator")]
    made = SimpleNamespace(templates={"contract": SimpleNamespace(parties=parties)})
    assert named_columns(made) == ["mentor", "moderator"]  # type: ignore[arg-type]


def test_it_is_kept_with_the_place_and_no_other_roster_loses_it(world: World) -> None:
    nadine, helen = world.people["nadine"], world.people["helen"]
    place = Enrolment.objects.get(person=nadine)
    enrol(world.run, nadine, Place(place.code, named={"mentor": helen}))
    place = Enrolment.objects.get(person=nadine)
    assert place.named == {"mentor": helen.ref}
    state = known(world.institution).places[world.run.ref, nadine.key]
    assert state.named == (("mentor", helen.key),)
    line = f"key,role,cohort\n{nadine.key},student,Spring\n"
    apply_roster(
        world.institution, sheet(line.encode()), run=world.run.ref, by=system_at(world.institution)
    )
    place.refresh_from_db()
    assert place.named == {"mentor": helen.ref}


def test_the_students_page_says_who_is_their_own(world: World) -> None:
    nadine, helen = world.people["nadine"], world.people["helen"]
    code = Enrolment.objects.get(person=nadine).code
    enrol(world.run, nadine, Place(code, named={"mentor": helen}))
    address = f"/modules/{world.run.ref}/"
    assert "Your mentor" in world.client("nadine").get(address).content.decode()
    assert "Your mentor" not in world.client("tomasz").get(address).content.decode()
