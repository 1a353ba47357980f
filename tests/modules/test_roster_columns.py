"""What a record system calls its columns: said once by hand, then used, said so, changed, forgotten."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.modules.actions import keep_columns, set_columns
from pactwork.modules.queries.roster import column_map
from pactwork.modules.roster.choices import MOST_KEPT, Choices, numbered, worth_keeping
from pactwork.modules.roster.columns import COLUMNS, plain
from pactwork.modules.roster.reading import sheet
from pactwork.people.actions import found_institution
from pactwork.people.actors import system_at
from pactwork.people.models import Person
from tests.modules.test_roster_pages import said_of, seal, upload
from tests.one_line import one_line
from tests.stories import World
from tests.test_commands import Run, run  # noqa: F401 - a fixture

FILES = Path(__file__).parent / "rosters"
GRADEBOOK = (FILES / "canvas-gradebook.csv").read_bytes()
FINNISH = "Opiskelijanumero;Sukunimi;Etunimet;Sähköposti\n2104417;Mäkelä;Aino;aino@x.example\n"
SAID = {
    "Opiskelijanumero": "key",
    "Sukunimi": "last_name",
    "Etunimet": "first_name",
    "Sähköposti": "email",
}
ASIDE = "Read as remembered from an earlier file:"


def keep(world: World, said: Choices) -> None:
    keep_columns(world.institution, said, by=system_at(world.institution))


def matched(world: World, content: str | bytes, said: dict[str, str], **more: str) -> str:
    """The page after somebody has matched the columns below the preview."""
    page = upload(world.client("moira"), content, world.run.ref)
    posted = said_of(page, role="student", code="AIN501", **more)
    headings = posted["heading"]
    assert isinstance(headings, list)
    posted["column"] = [said.get(heading, "") for heading in headings]
    answer = world.client("moira").post("/roster/preview/", posted)  # type: ignore[arg-type]
    return str(answer.content.decode())


def test_columns_are_matched_once_and_the_next_file_is_read_so(world: World) -> None:
    text = matched(world, FINNISH, SAID, remember="yes")
    assert "1 line can be saved" in text
    assert "The next file with these columns is read this way." in text
    assert "Nothing has been saved yet" not in text
    again = upload(world.client("moira"), FINNISH.replace("2104417", "2104418"), world.run.ref)
    text = one_line(again.content.decode())
    assert ASIDE in text
    assert "Opiskelijanumero → key" in text
    assert "No line names a role. As remembered, everybody is read as: student" in text
    assert "A student needs a module code" in text, "which module is not remembered"


def test_what_is_remembered_is_written_exactly_as_it_was_shown(world: World) -> None:
    keep(world, Choices(tuple((c, h) for h, c in SAID.items()), "student"))
    client = world.client("moira")
    content = FINNISH.replace("Sähköposti\n", "Sähköposti;code\n").replace(
        "example\n", "example;AIN501\n"
    )
    page = upload(client, content, world.run.ref)
    client.post("/roster/entry/", {"seal": seal(page)})
    assert Person.objects.get(key="2104417").name == "Aino Mäkelä"


def test_where_the_map_changes_in_between_it_is_shown_again(world: World) -> None:
    client, head = world.client("moira"), "key,name,email,mail2,role,code\n"
    page = upload(client, head + "s1,A B,a@x.example,b@x.example,student,AIN501\n", world.run.ref)
    keep(world, Choices((("email", "mail2"),)))
    answer = client.post("/roster/entry/", {"seal": seal(page)})
    assert answer.status_code == 409
    assert "b@x.example" in answer.content.decode()
    assert not Person.objects.filter(key="s1").exists()


def test_without_its_tick_nothing_is_remembered(world: World) -> None:
    before = Entry.objects.count()
    text = matched(world, FINNISH, SAID)
    assert "Nothing has been saved yet." in text
    assert (column_map(world.institution), Entry.objects.count()) == (Choices(), before)


def test_what_cannot_be_read_is_no_map(world: World) -> None:
    matched(world, FINNISH, {"Sukunimi": "name"}, remember="yes")
    matched(world, FINNISH, dict.fromkeys(SAID, "key"), remember="yes")
    assert column_map(world.institution) == Choices()


def test_it_is_one_entry_of_the_history_and_none_the_second_time(world: World) -> None:
    before = Entry.objects.count()
    for _ in range(2):
        matched(world, FINNISH, SAID, remember="yes")
    entry = Entry.objects.order_by("-seq")[0]
    assert (Entry.objects.count() - before, entry.act) == (1, "roster_columns_set")
    assert entry.by == f"person:{world.people['moira'].ref}"


def test_another_institution_knows_nothing_of_it(world: World) -> None:
    keep(world, Choices((("key", "Matr"),)))
    assert column_map(found_institution("Elsewhere")) == Choices()


def test_what_is_said_now_goes_before_what_was_said_then(world: World) -> None:
    keep(world, Choices((("email", "SIS Login ID"),), "student"))
    text = matched(world, GRADEBOOK, {"Student": "name", "SIS User ID": "key"}, remember="yes")
    assert "so an email address is needed." in text, "this file is read without it"
    assert column_map(world.institution).headings["sis_login_id"] == ""


# The page of its own --------------------------------------------------------------------------------


def posted(text: str) -> dict[str, list[str]]:
    headings = re.findall(r'name="heading" value="([^"]*)"', text)
    selects = re.findall(r'name="column">(.*?)</select>', text, re.DOTALL)
    chosen = [re.findall(r'<option(?: value="(\w*)")? selected>\s*(\w*)', one) for one in selects]
    columns = [(found[0][0] or found[0][1]) if found else "" for found in chosen]
    return {"heading": headings, "column": columns}


def test_the_map_can_be_made_changed_and_forgotten_without_a_file(world: World) -> None:
    client = world.client("moira")
    assert "Enter columns" in client.get("/roster/").content.decode()
    new = {"new_heading": " Matrikel-Nr. ", "new_column": "key", "role": "student"}
    client.post("/roster/columns/", {**new, "code_page": "Windows-1250"})
    assert column_map(world.institution) == Choices(
        (("key", "Matrikel-Nr."),), "student", code_page="Windows-1250"
    )
    assert "Matrikel-Nr. → key" in one_line(client.get("/roster/").content.decode())
    text = client.get("/roster/columns/").content.decode()
    client.post("/roster/columns/", {**posted(text), "new_heading": "Stav", "new_column": "status"})
    assert column_map(world.institution).columns == (("status", "Stav"), ("key", "Matrikel-Nr."))
    said = posted(client.get("/roster/columns/").content.decode())
    assert said == {"heading": ["Stav", "Matrikel-Nr."], "column": ["status", "key"]}
    client.post("/roster/columns/", {**said, "column": ["", "forget"]})
    assert column_map(world.institution).columns == (("", "Stav"),)
    client.post("/roster/columns/", {**said, "forget_all": "yes"})
    assert column_map(world.institution) == Choices()


def test_a_column_that_is_never_looked_for_stays_so_when_the_page_is_saved(world: World) -> None:
    keep(world, Choices((("status", ""), ("key", "Matr"))))
    client = world.client("moira")
    said = posted(client.get("/roster/columns/").content.decode())
    client.post("/roster/columns/", said)
    assert column_map(world.institution).columns == (("status", ""), ("key", "Matr"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"new_heading": "X", "new_column": "wizard"},
        {"new_heading": "x" * 61, "new_column": "key"},
        {"role": "administrator"},
        {"role": "wizard"},
        {"code_page": "utf-7"},
        {"heading": ["?"], "column": [""]},
    ],
)
def test_what_cannot_be_a_map_is_refused_in_a_sentence(world: World, wrong: dict[str, str]) -> None:
    answer = world.client("moira").post("/roster/columns/", wrong)
    assert answer.status_code == 422
    assert "cannot be remembered" in answer.content.decode()
    assert column_map(world.institution) == Choices()


def test_the_action_insists_too(world: World) -> None:
    with pytest.raises(Refused) as refused:
        set_columns(world.institution, Choices((("wizard", "X"),)), by=system_at(world.institution))
    assert refused.value.refusal.code == "columns_unfit"


# The command ----------------------------------------------------------------------------------------


def test_the_command_remembers_what_map_says(world: World, run: Run, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "r.csv"
    file.write_text(FINNISH, encoding="cp1252")
    words = [f"--map={column}={heading}" for heading, column in SAID.items()]
    words += ["--role", "student", "--code", "AIN501"]
    _, said, complained = run("roster", "load", str(file), *words)
    assert "Nothing was written." in complained
    assert column_map(world.institution) == Choices(), "nothing was written"
    run("roster", "load", str(file), *words, "--yes", "--once")
    assert column_map(world.institution) == Choices()
    code, said, _ = run("roster", "load", str(file), *words, "--yes")
    assert (code, "These columns are remembered." in said) == (0, True)
    file.write_text(
        FINNISH.replace("2104417", "2104418").replace("aino@", "a2@"), encoding="cp1252"
    )
    code, said, _ = run("roster", "load", str(file), "--code", "AIN501", "--yes")
    assert code == 0
    assert "“Opiskelijanumero” is read as key, as remembered." in said
    assert "Lines without a role are read as student." in said
    assert Person.objects.filter(key="2104418").exists()


def test_the_command_shows_and_forgets(world: World, run: Run) -> None:  # noqa: F811
    _, said, _ = run("roster", "columns")
    assert "Nothing is remembered" in said
    words = [
        "--map",
        "key=Matr",
        "--map",
        "status=",
        "--role",
        "student",
        "--code-page",
        "windows-1250",
    ]
    code, said, _ = run("roster", "columns", *words)
    assert code == 0
    for line in ("Matr: key", "status: not read", "without a role: student", "Windows-1250"):
        assert line in said
    _, said, _ = run("roster", "columns", "--forget", "matr")
    assert "Matr" not in said
    assert "status: not read" in said
    assert "Nothing is remembered" in run("roster", "columns", "--forget-all")[1]
    assert run("roster", "columns", "--map", "wizard=X")[0] == 1
    assert "Use one of: Windows-1252" in run("roster", "columns", "--code-page", "x")[2]


# What is kept, and what is used of it ---------------------------------------------------------------

KEPT = Choices((("email", "Uni mail"), ("key", "Matr"), ("key", "username"), ("", "id")), "student")


@pytest.mark.parametrize(
    ("head", "read"),
    [
        ("Matr,Uni mail", {"key": "Matr", "email": "Uni mail"}),
        ("username,Matr", {"key": "Matr"}),  # the one that was said last
        ("MATR,uni-mail,id", {"key": "MATR", "email": "uni-mail"}),
        ("key,name", {"key": "key", "name": "name"}),
    ],
)
def test_what_was_said_counts_for_headings_that_are_there(head: str, read: dict[str, str]) -> None:
    found = sheet(f"{head}\n1,a@x.example\n".encode(), Choices(kept=KEPT))
    assert {column: heading for heading, column in found.head.pairs if column} == read


def test_a_role_is_remembered_for_such_files_only() -> None:
    assert sheet(b"Matr,name\n1,A\n", Choices(kept=KEPT)).rows[0].cells["role"] == "student"
    other = sheet(b"staff_no,key,name\n1,h.marsh,A\n", Choices(kept=KEPT))
    assert [p.code for p in other.problems] == ["column_missing"]
    own = sheet(b"Matr,role\n1,careers\n2,\n", Choices(kept=KEPT))
    assert [row.cells.get("role") for row in own.rows] == ["careers", None], "it has a column"


def test_of_several_systems_the_newest_is_read_and_a_most_is_kept() -> None:
    kept = Choices(tuple(("key", f"h{n}") for n in range(MOST_KEPT)))
    now = worth_keeping(Choices((("key", "new"), ("", "note"), ("email", "email"))), kept)
    assert now.columns[0] == ("key", "new")
    assert len(now.columns) == MOST_KEPT
    assert not {"note", "email"} & {heading for _, heading in now.columns}


NAMES = st.sampled_from(
    ["Matr", "Uni mail", "id", "ID number", "Name", "key", "Email", "Email (2)"]
)
SAYINGS = st.dictionaries(NAMES, st.sampled_from(["", "key", "email", "name"]), max_size=6)


@given(SAYINGS, SAYINGS, st.lists(NAMES, min_size=1, max_size=6, unique_by=plain))
def test_a_file_is_read_the_second_time_as_it_was_said_the_first(
    earlier: dict[str, str], said: dict[str, str], head: list[str]
) -> None:
    """Whatever was kept before, and for every heading of the file that somebody has spoken of."""
    said[head[0]] = "key"
    columns = [said.get(heading, "") for heading in head]
    columns = [c if c not in columns[:n] else "" for n, c in enumerate(columns)]
    spoken = Choices(tuple(zip(columns, head, strict=True)), "student")
    text = (",".join(head) + "\n" + ",".join("x" for _ in head)).encode()
    first = sheet(text, spoken)
    kept = Choices(tuple((c, h) for h, c in earlier.items()))
    second = sheet(text, Choices(role="student", kept=worth_keeping(spoken, kept)))
    assert second.head.columns == first.head.columns
    assert second.rows == first.rows


def test_two_columns_of_one_name_can_be_told_apart(world: World) -> None:
    content = "key,name,email,email,role,code\ns1,A B,a@x.example,b@x.example,student,AIN501\n"
    page = upload(world.client("moira"), content, world.run.ref)
    assert "Two columns are called “email”." in page.content.decode()
    said = {c: c for c in ("key", "name", "role", "code")} | {"email (2)": "email"}
    text = matched(world, content, said, remember="yes")
    assert "b@x.example" in text
    again = upload(world.client("moira"), content, world.run.ref).content.decode()
    assert "b@x.example" in again
    assert ASIDE in again


@given(st.lists(st.sampled_from(["", "Email", "email", "Email (2)", "E-mail", "Name"]), max_size=8))
def test_no_two_headings_are_called_the_same(headings: list[str]) -> None:
    found = [plain(name) for name in numbered(headings) if plain(name)]
    assert len(found) == len(set(found))


def test_every_column_can_be_chosen(world: World) -> None:
    text = world.client("moira").get("/roster/columns/").content.decode()
    assert all(f">{column.name}</option>" in text for column in COLUMNS)
