"""A module is made in the browser: from an example, from last year's, or from a file."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.contracts.rules.readers import readable
from pactwork.history.models import Entry
from pactwork.modules.actions import copy_module, drop_draft, give_role, load_module
from pactwork.modules.editing.copying import copy_part
from pactwork.modules.editing.copying import later as a_year_on
from pactwork.modules.editing.fields import typed_values
from pactwork.modules.models import Blob, DraftEditor, ModuleDraft, Role, Run, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import newest
from pactwork.modules.reading import read, read_bytes
from pactwork.modules.rules.previewing import read_by
from tests.modules.test_drafting import Editor, archive
from tests.modules.test_editor import words
from tests.modules.test_reading import FILES
from tests.modules.test_versions import LEAST
from tests.stories import World

NEW = "/modules/new/"


def later(world: World, year: int) -> Run:
    """The same module again, with the same leader."""
    spec = a_year_on(specification(world.run), date(year, 9, 27))
    run = copy_module(world.run, spec, by=world.actor("moira"))
    give_role(run, world.people["ruth"], "module_leader")
    return run


def make(world: World, name: str = "moira", **said: Any) -> Any:
    return world.client(name).post(NEW, {"do": "example", **said})


def test_from_an_example_to_a_run_that_its_leader_opens(world: World) -> None:
    before = Entry.objects.count()
    owen = world.people["owen"]
    world.institution.roles = {"advocate": ["site supervisor", "site supervisors"]}
    world.institution.save()
    answer = make(
        world,
        example="action-inquiry",
        title="Inquiry at Ashford",
        run="Autumn 2027",
        starts_on="2027-09-29",
        leader=owen.ref,
    )
    draft = ModuleDraft.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/drafts/{draft.ref}/")
    assert (Entry.objects.count() - before, Run.objects.count()) == (1, 1)
    now = newest(draft)
    spec = specification(now)
    assert (now.key, now.title, now.name) == (
        "inquiry-at-ashford",
        "Inquiry at Ashford",
        "Autumn 2027",
    )
    assert spec.calendar.starts_on.isoformat() == "2027-09-27"
    assert (spec.calendar.vacations, spec.calendar.bank_holidays) == ([], [])
    assert not any(variant.title for variant in spec.variants)
    party = spec.templates["inquiry"].parties[0]
    assert party.person == "site supervisor"
    assert str(party.about).startswith("A site supervisor is somebody who knows the student's job")
    assert DraftEditor.objects.get().person == owen
    named = {file.path for part in spec.brief for file in part.files}
    assert named
    assert set(now.files) == named
    editor = Editor(world, draft, "owen")
    assert "Modules you prepare" in words(editor.client.get("/"))
    assert editor.client.get(f"/files/{next(iter(now.files.values()))}/").status_code == 200
    ref = next(iter(now.files.values()))
    assert Blob.objects.filter(ref=ref).exists()
    assert editor.force().status_code == 302
    run = Run.objects.get(key="inquiry-at-ashford")
    assert Role.objects.get(run=run).kind == "module_leader"
    assert editor.client.get(reverse("modules:edit", args=[run.ref])).status_code == 200
    assert editor.client.get(f"/modules/{run.ref}/").status_code == 200


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"example": "none"}, "Choose an example."),
        ({"starts_on": "soon"}, "Enter a date, such as 2027-09-27."),
        ({"starts_on": "9999-12-31"}, "Enter a date, such as 2027-09-27."),
        ({"starts_on": "0001-01-01"}, "Enter a date, such as 2027-09-27."),
        ({"starts_on": "2500-01-01"}, "Enter a date, such as 2027-09-27."),
        ({"leader": ""}, "Choose who leads the module."),
        ({"leader": "somebody"}, "Choose who leads the module."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(
    world: World, said: dict[str, str], sentence: str
) -> None:
    whole = {"example": "looking-closely", "leader": world.people["owen"].ref, "title": "Kept"}
    answer = make(world, **(whole | said))
    text = words(answer)
    assert answer.status_code == 422
    assert sentence in text
    assert 'value="Kept"' in text
    assert not ModuleDraft.objects.exists()


def test_leaders_and_administrators_make_modules(world: World) -> None:
    for name, status in (("nadine", 404), ("helen", 404), ("ruth", 200), ("moira", 200)):
        assert world.client(name).get(NEW).status_code == status, name
        assert world.client(name).get("/modules/").status_code == status, name
    assert make(world, "helen", example="looking-closely").status_code == 404
    assert not ModuleDraft.objects.exists()
    text = words(world.client("ruth").get(NEW))
    assert "From an example" in text
    assert "Who leads it" not in text
    assert "Who leads it" in words(world.client("moira").get(NEW))
    file = SimpleUploadedFile("module.yaml", LEAST.encode())
    assert make(world, "ruth", do="file", file=file).status_code == 302
    assert DraftEditor.objects.get().person == world.people["ruth"]


def test_a_leader_prepares_a_new_module_that_an_administrator_puts_into_force(world: World) -> None:
    owen = world.people["owen"]
    said = {"title": "Looking at work", "run": "Autumn 2027", "leader": owen.ref}
    answer = make(world, "ruth", example="looking-closely", **said)
    draft = ModuleDraft.objects.get()
    assert answer["Location"] == f"/drafts/{draft.ref}/"
    assert [(one.person, one.leads) for one in draft.editors.all()] == [
        (world.people["ruth"], True)
    ]
    ruth, moira = Editor(world, draft, "ruth"), Editor(world, draft, "moira")
    assert ruth.save("about", title="Looking closely at work").status_code == 302
    text = words(ruth.client.get(ruth.at("draft_difference")))
    assert "An administrator puts a new module into force." in text
    assert '<button class="btn btn-primary">Put into force' not in text
    answer = ruth.force(moira.stands())
    assert answer.status_code == 409
    assert "Only an administrator can put a new module into force." in words(answer)
    assert "Looking closely at work" in words(moira.client.get("/modules/"))
    assert moira.force().status_code == 302
    run = Run.objects.get(key=newest(draft).key)
    assert [role.person for role in run.roles.filter(kind="module_leader")] == [
        world.people["ruth"]
    ]


def test_an_example_under_the_title_of_anothers_module_gets_another(world: World) -> None:
    load_module(world.institution, read_bytes(LEAST.encode(), "m.yaml"), folder=Path())
    answer = make(world, "ruth", example="looking-closely", title="Looking", run="X")
    assert answer.status_code == 422
    assert "There is already a module of this title, and you do not lead it." in words(answer)
    assert not ModuleDraft.objects.exists()


def test_whoever_is_named_to_lead_may_start_another(world: World) -> None:
    owen = world.people["owen"]
    said = {"example": "looking-closely", "run": "Autumn 2027"}
    assert world.client("owen").get(NEW).status_code == 404
    assert make(world, title="One", leader=owen.ref, **said).status_code == 302
    assert world.client("owen").get(NEW).status_code == 200
    assert make(world, "owen", title="Another", **said).status_code == 302
    first, own = ModuleDraft.objects.order_by("pk")
    stands = Editor(world, own, "moira").stands()
    assert Editor(world, own, "owen").force(stands).status_code == 409
    assert Editor(world, first, "owen").force().status_code == 302, "whom an administrator named"


def test_whoever_only_works_on_a_draft_or_led_one_that_is_gone_starts_none(world: World) -> None:
    said = {"example": "looking-closely", "run": "Autumn 2027", "title": "One"}
    make(world, leader=world.people["owen"].ref, **said)
    draft = ModuleDraft.objects.get()
    DraftEditor.objects.create(draft=draft, person=world.people["helen"])
    assert world.client("helen").get(NEW).status_code == 404
    drop_draft(draft, by=world.actor("moira"))
    assert world.client("owen").get(NEW).status_code == 404


def test_whoever_leads_from_a_day_to_come_may_start_one_and_whoever_led_may_not(
    world: World,
) -> None:
    give_role(world.run, world.people["owen"], "module_leader", starts_on=date(2090, 1, 1))
    for page in (NEW, "/modules/"):
        assert world.client("owen").get(page).status_code == 200
    Role.objects.filter(person=world.people["owen"]).update(
        starts_on=None, ends_on=date(2020, 1, 1)
    )
    assert world.client("owen").get(NEW).status_code == 404


def test_a_leader_drops_next_years_file(world: World) -> None:
    exported = world.client("ruth").get(f"/modules/{world.run.ref}/change/file/").content
    with zipfile.ZipFile(io.BytesIO(exported)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    text = files["module.yaml"].decode().replace(f"run: {world.run.name}", "run: Next year")
    files["module.yaml"] = text.encode()
    file = SimpleUploadedFile("m.zip", archive(**files))
    answer = make(world, "ruth", do="file", file=file)
    assert answer.status_code == 302
    draft = ModuleDraft.objects.get()
    assert (draft.run, newest(draft).name) == (None, "Next year")
    assert DraftEditor.objects.get().person == world.people["ruth"]
    ruth = Editor(world, draft, "ruth")
    assert "It becomes a run of its own." in words(ruth.client.get(ruth.at("draft_difference")))


def test_a_file_of_a_run_that_is_there_is_a_draft_of_it(world: World) -> None:
    exported = world.client("ruth").get(f"/modules/{world.run.ref}/change/file/").content
    file = SimpleUploadedFile("m.zip", exported)
    assert make(world, "ruth", do="file", file=file).status_code == 302
    draft = ModuleDraft.objects.get()
    assert draft.run == world.run
    assert newest(draft).digest == world.run.digest


def test_a_bad_file_says_each_problem_with_its_line_and_leaves_nothing(world: World) -> None:
    blobs = Blob.objects.count()
    broken = LEAST.replace("credits: 1", "credits: 2").replace("week: 2", "week: 9")
    file = SimpleUploadedFile("mine.yaml", broken.encode())
    answer = make(world, do="file", file=file, file_leader=world.people["owen"].ref)
    text = words(answer)
    assert answer.status_code == 422
    assert "2 problems in the file" in text
    assert text.count("mine.yaml line ") == 2
    assert (Blob.objects.count(), SpecVersion.objects.filter(run=None).count()) == (blobs, 0)
    answer = make(world, do="file", file_leader=world.people["owen"].ref)
    assert "Choose a file." in words(answer)


def test_last_years_run_becomes_a_draft_of_next_years(world: World) -> None:
    page = reverse("modules:copy", args=[world.run.ref])
    ruth = world.client("ruth")
    was = specification(world.run)
    spec = a_year_on(was, date(2027, 9, 27))
    typed = typed_values(copy_part(was), spec.model_dump(mode="json"))
    assert ruth.post(page, {**typed, "do": "draft"}).status_code == 302
    draft = ModuleDraft.objects.get()
    assert (Run.objects.count(), newest(draft).name) == (1, spec.run)
    assert DraftEditor.objects.get().person == world.people["ruth"]
    assert Editor(world, draft, "ruth").force().status_code == 302
    run = Run.objects.exclude(pk=world.run.pk).get()
    assert run.files == world.run.files


def test_a_leader_tells_runs_of_one_module_apart(world: World) -> None:
    run = later(world, 2027)
    ruth = world.client("ruth")
    text = words(ruth.get("/modules/"))
    for one, students in ((world.run, "6"), (run, "0")):
        row = next(r for r in text.split("<tr>") if f"/modules/{one.ref}/change/" in r)
        assert one.name in row
        assert specification(one).variants[0].code in row
        assert f'<td class="num">{students}</td>' in row
        assert str(specification(one).calendar.starts_on.year) in row
    assert run.name in words(ruth.get("/"))

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            ruth.get("/modules/")
        return len(asked)

    two = cost()
    for year in (2028, 2029):
        later(world, year)
    cost()
    assert cost() == two <= 12


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem + path.parent.name)
def test_a_preview_shows_what_the_workplace_would_read(path: Any) -> None:
    """As the law says it of a contract, but for yeses that hang on answers, which are shown."""
    for template in read(path).templates.values():
        for party in (one for one in template.parties if one.by == "link"):
            keys = {section.key for section in read_by(template, party)}
            law = readable(template, {}, frozenset({"advocate"}), frozenset({party.key}))
            on_a_condition = {
                section.key
                for section in template.sections
                if any(need.party == party.key and need.when for need in section.yes)
            }
            assert law <= keys <= law | on_a_condition
