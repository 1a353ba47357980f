"""The roster in the browser and as a command: looked at first, written when the word is given."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from pactwork.history.models import Entry
from pactwork.modules.queries.roster import runs_with_people
from pactwork.modules.roster.reading import MOST_BYTES
from pactwork.people.models import Person
from tests.one_line import one_line
from tests.stories import World
from tests.test_commands import Run, run  # noqa: F401 - a fixture

GOOD = "key;name;email;role;code;set\ns1;Zoë <b>Bell</b>;zoe@x.example;student;AIN501;Set 3\n"
MIXED = GOOD + "s2;Bo;;student;AIN501;Set 3\n"


def upload(client: Client, content: str | bytes, where: str = "") -> HttpResponse:
    raw = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("r.csv", raw, content_type="text/csv")
    return client.post("/roster/preview/", {"file": file, "run": where})  # type: ignore[return-value]


def seal(page: HttpResponse) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("name", ["nadine", "helen", "ruth", "dan"])
def test_only_an_administrator_comes_near_it(world: World, name: str) -> None:
    client = world.client(name)
    assert client.get("/roster/").status_code == 404
    assert client.get("/roster/example.csv").status_code == 404
    assert upload(client, GOOD, world.run.ref).status_code == 404
    page = upload(world.client("moira"), GOOD, world.run.ref)
    assert client.post("/roster/entry/", {"seal": seal(page)}).status_code == 404
    assert not Person.objects.filter(key="s1").exists()


def test_looking_then_writing(world: World) -> None:
    client = world.client("moira")
    page = upload(client, MIXED, world.run.ref)
    text = page.content.decode()
    assert "1 line can be saved" in text
    assert "We do not know “s2” yet, so an email address is needed." in text
    assert "read as UTF-8 with semicolons" in text
    assert "Zoë &lt;b&gt;Bell&lt;/b&gt;" in text
    assert "<b>Bell" not in text
    assert not Person.objects.filter(key="s1").exists()
    before = Entry.objects.count()
    done = client.post("/roster/entry/", {"seal": seal(page)}, follow=True)
    assert "Saved: 1 line of r.csv." in done.content.decode()
    assert Person.objects.get(key="s1").name == "Zoë <b>Bell</b>"
    entry = Entry.objects.order_by("-seq")[0]
    assert (Entry.objects.count() - before, entry.by) == (1, world.actor("moira").ref)
    again = upload(client, GOOD, world.run.ref).content.decode()
    assert "Everything already matches this file" in again
    assert 'action="/roster/entry/"' not in again


def test_letters_read_as_windows_are_shown_to_be_checked(world: World) -> None:
    page = upload(world.client("moira"), GOOD.encode("cp1252"), world.run.ref).content.decode()
    assert "Windows-1252" in page
    assert "Do these look right: Zoë?" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"x" * (MOST_BYTES + 5), "This file is larger than 1 MB."),
        (b"PK\x03\x04zip", "This is a workbook."),
        (b"hello\nthere", "The first line has to name the columns"),
    ],
)
def test_a_file_that_is_none_is_refused_beside_its_field(
    world: World, content: bytes, sentence: str
) -> None:
    text = upload(world.client("moira"), content, world.run.ref).content.decode()
    assert sentence in text
    assert 'id="file-error"' in text
    assert "<title>Error:" in text


def test_no_file_is_said_too(world: World) -> None:
    page = world.client("moira").post("/roster/preview/", {"run": world.run.ref})
    assert "Choose a file." in page.content.decode()


def test_a_seal_is_its_owners_and_whole(world: World) -> None:
    client = world.client("moira")
    page = upload(client, GOOD, world.run.ref)
    for wrong in (seal(page)[:-1] + "x", "", "rubbish"):
        answer = client.post("/roster/entry/", {"seal": wrong})
        assert "This preview has expired." in answer.content.decode()
    ruth = world.people["ruth"]
    Person.objects.filter(pk=ruth.pk).update(administrator=True)
    answer = world.client("ruth").post("/roster/entry/", {"seal": seal(page)})
    assert "This preview has expired." in answer.content.decode()
    assert not Person.objects.filter(key="s1").exists()


def test_what_changed_in_between_is_shown_before_it_is_written(world: World) -> None:
    client = world.client("moira")
    page = upload(client, GOOD, world.run.ref)
    client.post(
        "/roster/entry/",
        {"seal": seal(upload(client, GOOD.replace("Set 3", "Set 4"), world.run.ref))},
    )
    answer = client.post("/roster/entry/", {"seal": seal(page)})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Something has changed since you looked" in text
    assert "Moves between learning sets" in text
    client.post("/roster/entry/", {"seal": seal(answer)})
    seat = Person.objects.get(key="s1").enrolments.select_related("learning_set").get()
    assert seat.learning_set is not None
    assert seat.learning_set.name == "Set 3"


def test_new_administrators_are_named_before_the_word(world: World) -> None:
    text = upload(
        world.client("moira"), "key,name,email,role\na1,Ada,ada@x.example,administrator\n"
    ).content.decode()
    assert "Can load rosters from now on" in text


def test_staff_without_a_module_can_be_chosen_to_lead_one(world: World) -> None:
    client = world.client("moira")
    page = upload(client, "key,name,email,role\nt1,Tove Lind,tove@x.example,staff\n", world.run.ref)
    client.post("/roster/entry/", {"seal": seal(page)})
    tove = Person.objects.get(key="t1")
    assert (tove.administrator, tove.roles.count(), tove.enrolments.count()) == (False, 0, 0)
    assert f'<option value="{tove.ref}">Tove Lind' in client.get("/modules/new/").content.decode()
    ended = upload(client, "key,role,remove\nt1,staff,yes\n", world.run.ref).content.decode()
    assert "Staff without a module have no role to lose." in ended


def test_the_page_is_reached_from_the_navigation_and_has_an_example(world: World) -> None:
    client = world.client("moira")
    assert 'href="/roster/"' in client.get("/").content.decode()
    assert 'href="/roster/"' not in world.client("helen").get("/").content.decode()
    example = client.get("/roster/example.csv")
    assert example["Content-Disposition"] == 'attachment; filename="roster.csv"'
    page = upload(client, example.content, world.run.ref).content.decode()
    assert "3 lines can be saved" in page


def test_it_says_how_many_are_on_each_run(world: World) -> None:
    (staffed,) = runs_with_people(world.institution)
    assert (staffed.run, staffed.students, staffed.staff, staffed.sets) == (world.run, 6, 7, 2)


def test_the_command_shows_writes_and_says_what_it_left_out(
    world: World,
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(MIXED)
    code, said, complained = run("roster", "load", str(file))
    assert (code, "✗ Line 3, email:" in said) == (1, True)
    assert "0 cohorts, 1 learning set\n" in said
    assert "read as UTF-8, with semicolons" in said
    assert "Nothing was written" in complained
    assert not Person.objects.filter(key="s1").exists()
    code, said, _ = run("roster", "load", str(file), "--yes")
    assert (code, "People who are not in the file were left alone" in said) == (1, True)
    assert Person.objects.filter(key="s1").exists()
    file.write_text(GOOD)
    code, said, _ = run("roster", "load", str(file), "--yes", "--run", world.run.ref)
    assert (code, "Nothing to save" in said) == (0, True)


def test_the_command_refuses_what_is_no_roster(world: World, run: Run, tmp_path: Path) -> None:  # noqa: F811
    code, _, complained = run("roster", "load", str(tmp_path / "none.csv"))
    assert (code, "cannot be opened" in complained) == (1, True)
    file = tmp_path / "people.csv"
    file.write_bytes(b"PK\x03\x04")
    assert "This is a workbook" in run("roster", "load", str(file))[2]
    file.write_text(GOOD)
    assert "Which module run?" in run("roster", "load", str(file), "--run", "nope")[2]


EXPORTS = Path(__file__).parent / "rosters"


def said_of(page: HttpResponse, **more: object) -> dict[str, object]:
    """What the form about the columns would post, with some of it said otherwise."""
    text = page.content.decode()
    headings = re.findall(r'name="heading" value="([^"]+)"', text)
    found = re.findall(r'name="column">(.*?)</select>', text, re.DOTALL)
    columns = [(re.findall(r"<option selected>(\w+)", one) or [""])[0] for one in found]
    return {"seal": seal(page), "heading": headings, "column": columns, **more}


def test_the_columns_of_an_export_are_said_on_the_page(world: World) -> None:
    client, content = world.client("moira"), (EXPORTS / "canvas.csv").read_bytes()
    page = upload(client, content, world.run.ref)
    assert "There is no column called “role”" in page.content.decode()
    posted = said_of(page, role="student", code="AIN501")
    assert posted["column"] == ["key", "", "first_name", "last_name", "email", "status"]
    page = client.post("/roster/preview/", posted)  # type: ignore[assignment]
    text = page.content.decode()
    assert "1 line can be saved" in text
    assert "Columns matched: user_id → key" in text
    assert "says “deleted”, so this line does not add anybody or end anything" in text
    posted = said_of(page, role="student", code="AIN501")
    posted["column"] = ["", "key", "first_name", "last_name", "email", ""]
    page = client.post("/roster/preview/", posted)  # type: ignore[assignment]
    assert "2 lines can be saved" in page.content.decode(), "the status is not read"
    assert not Person.objects.filter(key="b1").exists()
    client.post("/roster/entry/", {"seal": seal(page)})
    assert Person.objects.get(key="b1").name == "Bob Example"
    assert not Person.objects.filter(key="00103").exists()


def test_what_is_said_of_columns_cannot_break_it(world: World) -> None:
    client = world.client("moira")
    page = upload(client, (EXPORTS / "canvas.csv").read_bytes(), world.run.ref)
    for column in ("key", "wizard", ""):
        answer = client.post("/roster/preview/", said_of(page, column=[column] * 6, role="x"))
        assert answer.status_code == 200
        assert "<title>Error:" in answer.content.decode()
    unread = client.post("/roster/entry/", {"seal": seal(page)})
    assert "There is no column called “role”" in unread.content.decode()
    assert "has expired" in client.post("/roster/preview/", {"seal": "x"}).content.decode()


@pytest.mark.parametrize(
    ("content", "heading"),
    [
        (GOOD.replace("zoe@x.example", "zoe"), "No line could be read"),
        ("key;role\nTotal: 3;", "Every line was skipped"),
    ],
)
def test_a_preview_that_writes_nothing_says_why(world: World, content: str, heading: str) -> None:
    text = upload(world.client("moira"), content, world.run.ref).content.decode()
    assert f"<h1>{heading}</h1>" in one_line(text)
    assert 'action="/roster/entry/"' not in text
