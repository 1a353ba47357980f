"""The page of a run and the files of its brief: what each reader meets, and who meets nothing."""

import re
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from pactwork.files.blobs import path_of
from pactwork.modules.actions import Place, enrol, give_role, load_module
from pactwork.modules.models import Blob, Run
from pactwork.modules.queries import runs_seen_by
from pactwork.modules.queries.brief import Brief, brief
from pactwork.modules.queries.weeks import Taught
from pactwork.modules.reading import read
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.models import Institution
from tests.conftest import Clock
from tests.stories import FILES, STUDENTS, World


def page(world: World, name: str, run: Run | None = None, **query: str) -> str:
    answer = world.client(name).get(f"/modules/{(run or world.run).ref}/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def of(world: World, name: str, run: Run | None = None, group: str = "") -> Brief:
    actor = world.actor(name)
    chosen = runs_seen_by(actor).select_related("institution").get(pk=(run or world.run).pk)
    return brief(chosen, actor, group)


def london(institution: Institution) -> Run:
    folder = FILES / "empowering-london"
    return load_module(institution, read(folder / "module.yaml"), folder=folder)


# What a student meets ------------------------------------------------------------------------------


def test_a_student_reads_the_brief_in_bites_with_own_code_and_weights(world: World) -> None:
    text = page(world, "nadine")
    assert text.count('<details class="bite"') == 8
    assert len(re.findall(r'<details class="bite"[^>]* open>', text)) == 1
    assert re.search(r"<[^>]*>\s*\S*4 minutes", text)  # what its words take to read, and no guess
    assert "AIN401, level 4" in text
    assert "AIN501" not in text
    assert "<strong>Plan, act, look, think</strong>" in text
    assert "Yours to negotiate" in text
    assert text.count("<h1") == 1
    assert "20%" in text
    assert "40 to 65" in text
    assert "You hear from us within 5 working days" in text


def test_hours_sum_and_dates_are_the_students_own(world: World) -> None:
    late = enter_person(world.institution, key="late", name="Lou Late", email="lou@x.example")
    enrol(world.run, late, Place("AIN601", group="part-time"))
    world.people["late"] = late
    found, usual = of(world, "late"), of(world, "nadine")
    assert sum(share.entry.hours for share in found.hours) == found.usual_hours == 150
    assert [v.code for v in found.variants] == ["AIN601"]
    assert [p.weights for p in found.pieces] == [[15], [25], [60]]
    assert str(usual.pieces[0].owed.dues[0].on) == "2026-12-11"
    assert found.pieces[0].owed.dues > usual.pieces[0].owed.dues


def test_a_student_starts_or_goes_on(world: World) -> None:
    text = page(world, "nadine")
    assert f'action="/modules/{world.run.ref}/contract/"' in text
    assert "Start your contract" in text
    contract = world.contract()
    text = page(world, "nadine")
    assert "Continue your contract" in text
    assert f'href="/contracts/{contract.ref}/"' in text


def test_a_student_meets_the_team_but_no_examiner_and_no_fellow_student(world: World) -> None:
    text = page(world, "nadine")
    assert "mailto:helen@midshire.example" in text
    assert "Teaches week 4" in text
    assert "lena@midshire.example" not in text
    assert not any(name in text for key, name in STUDENTS.items() if key != "nadine")
    assert 'class="panel tally"' not in text


# What staff meet -----------------------------------------------------------------------------------


def test_a_careers_colleague_sees_brief_and_weeks_with_theirs_marked_and_no_student(
    world: World,
) -> None:
    text = page(world, "dan")
    assert text.count("You teach this week") == 1
    own = [
        row.week.number
        for row in of(world, "dan").term.near
        if isinstance(row, Taught) and row.yours
    ]
    assert own == [4]
    assert 'class="panel tally"' not in text
    assert not any(name in text for name in STUDENTS.values())
    assert "Start your contract" not in text


@pytest.mark.parametrize("name", ["helen", "ruth", "grace", "moira"])
def test_those_who_look_after_it_see_how_many_take_it(world: World, name: str) -> None:
    text = page(world, name)
    assert "6 student researchers" in text
    assert not any(student in text for student in STUDENTS.values())


@pytest.mark.parametrize("name", ["dan", "lena", "anil"])
def test_the_others_see_no_number(world: World, name: str) -> None:
    assert of(world, name).counts is None


def test_staff_see_every_code_and_choose_whose_dates(world: World) -> None:
    text = page(world, "helen")
    assert all(code in text for code in ("AIN401", "AIN501", "AIN601"))
    assert "What each piece is worth under each code" in text
    january = of(world, "helen", group="january")
    assert january.weeks[0].first.isoformat() == "2027-01-18"
    assert "18 Jan to 24 Jan 2027" in page(world, "helen", group="january")


def test_a_role_is_only_a_role_while_it_lasts(world: World, clock: Clock) -> None:
    give_role(world.run, world.people["dan"], "careers", ends_on=date(2026, 10, 6))
    assert page(world, "dan")
    clock.forward(days=2)
    assert world.client("dan").get(f"/modules/{world.run.ref}/").status_code == 404
    assert "Dan Frost" not in page(world, "nadine")


# Weeks ---------------------------------------------------------------------------------------------


def test_this_week_is_marked_and_what_is_over_is_folded(world: World, clock: Clock) -> None:
    clock.set(datetime(2026, 10, 21, 9, tzinfo=UTC))
    found = of(world, "nadine")
    now = [row.week.number for row in found.term.near if isinstance(row, Taught) and row.now]
    assert now == [4]
    assert [len(part) for part in (found.term.over, found.term.near, found.term.later)] == [3, 3, 6]
    assert page(world, "nadine").count('aria-current="date"') == 1


def test_a_vacation_between_weeks_is_said(world: World) -> None:
    january = enter_person(world.institution, key="jan", name="Jan Uary", email="jan@x.example")
    enrol(world.run, january, Place("AIN401", group="january"))
    world.people["jan"] = january
    assert "Easter vacation" in page(world, "jan")
    assert "Christmas vacation" not in page(world, "jan")


def test_before_the_first_week_and_after_the_last(world: World, clock: Clock) -> None:
    clock.set(datetime(2026, 9, 1, 9, tzinfo=UTC))
    assert "Not started" in page(world, "nadine")
    clock.set(datetime(2027, 2, 1, 9, tzinfo=UTC))
    text = page(world, "nadine")
    assert "no deadlines left" in text
    assert "All weeks" in text


# A fixed number of queries, and walls -----------------------------------------------------------------


def test_the_page_asks_the_same_number_of_questions_of_one_run_or_three(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def ask(name: str, run: Run) -> None:
        actor = world.actor(name)
        chosen = runs_seen_by(actor).select_related("institution").get(pk=run.pk)
        with django_assert_num_queries(4):
            found = brief(chosen, actor)
            [member.person.name for member in found.team]

    ask("nadine", world.run)
    ask("helen", world.run)
    run = london(world.institution)
    for key in ("helen", "owen", "grace"):
        give_role(run, world.people[key], "facilitator")
    for key in STUDENTS:
        enrol(run, world.people[key], Place("WL6W50", learning_set=f"Set {key}"))
    ask("nadine", run)
    ask("helen", run)


def test_nobody_sees_a_run_they_have_no_part_in(world: World) -> None:
    run = london(world.institution)
    for name in ("nadine", "helen", "dan"):
        assert world.client(name).get(f"/modules/{run.ref}/").status_code == 404
    assert world.client("moira").get(f"/modules/{run.ref}/").status_code == 200


def test_nothing_is_known_here_of_another_institutions_run(world: World) -> None:
    other = found_institution("Aardvark College")
    run = london(other)
    assert world.client("moira").get(f"/modules/{run.ref}/").status_code == 404
    blob = Blob.objects.filter(institution=other)[0]
    assert world.client("moira").get(f"/files/{blob.ref}/").status_code == 404


# Files ---------------------------------------------------------------------------------------------


@pytest.mark.asvs("V3.2.1", "V5.3.1", "V5.4.1")
def test_a_file_is_handed_out_inert_under_its_name(world: World) -> None:
    blob = Blob.objects.get(name="hours-planner.csv")
    answer = world.client("nadine").get(f"/files/{blob.ref}/")
    assert answer["Content-Disposition"] == 'attachment; filename="hours-planner.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none';")
    assert answer["Content-Type"].startswith("text/csv")
    kept = (FILES / "action-inquiry" / "files" / "hours-planner.csv").read_bytes()
    assert answer.content == kept
    assert path_of(blob.digest).is_relative_to(settings.MEDIA_ROOT)


def test_a_file_is_only_for_who_sees_a_run_that_names_it(world: World) -> None:
    run = london(world.institution)
    refs = list(run.files.values())
    enrol(run, world.people["nadine"], Place("WL5W50"))
    assert world.client("nadine").get(f"/files/{refs[0]}/").status_code == 200
    assert world.client("tomasz").get(f"/files/{refs[0]}/").status_code == 404
    Run.objects.filter(pk=run.pk).update(files={})
    assert world.client("nadine").get(f"/files/{refs[0]}/").status_code == 404
    assert world.client("nadine").get("/files/bcdfghjkmn/").status_code == 404


def test_a_file_whose_bytes_are_gone_is_not_there(world: World) -> None:
    blob = Blob.objects.get(name="hours-planner.csv")
    Blob.objects.filter(pk=blob.pk).update(digest="0" * 64)
    assert world.client("nadine").get(f"/files/{blob.ref}/").status_code == 404
