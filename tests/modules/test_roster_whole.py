"""A roster that is the whole list, in the browser and as a command: who ends is shown and asked."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from pactwork.history.models import Entry
from pactwork.modules.models import Enrolment
from tests.modules.test_roster_pages import seal
from tests.one_line import one_line
from tests.stories import STUDENTS, World
from tests.test_commands import Run, run  # noqa: F401 - a fixture

WITHOUT_NADINE = "key,role\n" + "".join(f"{k},student\n" for k in STUDENTS if k != "nadine")


@pytest.fixture
def moira(world: World) -> Client:
    return world.client("moira")


def upload(client: Client, text: str, run: str, whole: str = "yes") -> HttpResponse:  # noqa: F811
    file = SimpleUploadedFile("r.csv", text.encode())
    return client.post("/roster/preview/", {"file": file, "run": run, "whole": whole})  # type: ignore[return-value]


def ended() -> list[str]:
    over = Enrolment.objects.exclude(ends_on=None)
    return list(over.values_list("person__key", flat=True))


def test_who_would_end_is_named_and_a_box_asks(world: World, moira: Client) -> None:
    page = upload(moira, WITHOUT_NADINE, world.run.ref)
    text = page.content.decode()
    assert "Places that end" in text
    assert "not in the file" in text
    assert "End the place of 1 person who is not in this file" in text
    before = Entry.objects.count()
    answer = moira.post("/roster/entry/", {"seal": seal(page)})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert '<a href="#sure">People who are not in the file would lose their places.' in text
    assert ended() == []
    done = moira.post("/roster/entry/", {"seal": seal(answer), "sure": "yes"}, follow=True)
    assert "1 place has ended." in done.content.decode()
    assert (ended(), Entry.objects.count()) == (["nadine"], before + 1)
    again = upload(moira, WITHOUT_NADINE, world.run.ref).content.decode()
    assert "Everything already matches this file" in again
    assert 'action="/roster/entry/"' not in again
    assert "Nobody is missing from it." in again


def test_without_the_box_nobody_ends(world: World, moira: Client) -> None:
    text = upload(moira, WITHOUT_NADINE, world.run.ref, whole="").content.decode()
    assert "Everything already matches this file" in text
    assert "Places that end" not in text


def test_a_line_left_out_keeps_everybody(world: World, moira: Client) -> None:
    text = upload(moira, WITHOUT_NADINE + "s9,student\n", world.run.ref).content.decode()
    assert "No places end yet" in text
    assert 'name="sure"' not in text


def test_a_role_with_nobody_left_is_said(world: World, moira: Client) -> None:
    text = upload(moira, "key,role,remove\nanil,ethics_reviewer,yes\n", world.run.ref)
    assert "would have no ethics reviewer left." in text.content.decode()


def test_whoever_comes_back_is_shown(world: World, moira: Client) -> None:
    page = upload(moira, WITHOUT_NADINE, world.run.ref)
    moira.post("/roster/entry/", {"seal": seal(page), "sure": "yes"})
    page = upload(moira, WITHOUT_NADINE + "nadine,student\n", world.run.ref)
    assert "Who returns" in page.content.decode()
    moira.post("/roster/entry/", {"seal": seal(page)})
    assert ended() == []


def test_a_tick_stays_when_the_file_was_wrong(world: World, moira: Client) -> None:
    text = upload(moira, "hello", world.run.ref).content.decode()
    assert 'name="whole" value="yes" checked' in one_line(text)


def test_the_command_ends_what_it_showed(world: World, run: Run, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "people.csv"
    file.write_text(WITHOUT_NADINE)
    code, said, _complained = run("roster", "load", str(file), "--whole")
    assert (code, ended()) == (1, [])
    assert "Nadine Brooks: the place ends, not in the file" in said
    code, said, _ = run("roster", "load", str(file), "--whole", "--yes")
    assert (code, ended(), "1 place has ended." in said) == (0, ["nadine"], True)


def test_a_file_cut_short_ends_nobody_unasked(world: World, run: Run, tmp_path: Path) -> None:  # noqa: F811
    new = [f"s{n},Ann Bell {n},s{n}@x.example,student,AIN501" for n in range(4)]
    head = "key,name,email,role,code\n"
    file = tmp_path / "people.csv"
    file.write_text(head + "\n".join(new))
    run("roster", "load", str(file), "--yes")
    file.write_text(head + "nadine,,,student,\n")
    code, _, complained = run("roster", "load", str(file), "--whole", "--yes")
    assert (code, ended()) == (1, [])
    assert "9 places would end. That is more than one in ten" in complained


def test_a_years_intake_is_looked_at_on_a_page_of_bearable_size(
    world: World, moira: Client
) -> None:
    lines = [f"s{n},Ann Bell {n},s{n}@x.example,student,AIN501" for n in range(3000)]
    page = upload(moira, "key,name,email,role,code\n" + "\n".join(lines), world.run.ref)
    text = page.content.decode()
    assert "And 2800 more." in text
    assert len(text) - len(seal(page)) < 250_000
