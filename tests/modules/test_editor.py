"""A run changed in the browser: a page at a time, checked as a file is, and a file again at the end."""

import io
import re
import time
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.history.models import Entry
from pactwork.modules.actions import load_module
from pactwork.modules.editing.applying import edited, slug, value
from pactwork.modules.editing.fields import Field, posted, typed_values
from pactwork.modules.editing.parts import parts
from pactwork.modules.models import PinnedTemplate, Run
from pactwork.modules.queries import specification, template_for
from pactwork.modules.reading import read
from pactwork.modules.rules.specification import Specification
from tests.modules.test_reading import FILES
from tests.stories import World
from tests.test_commands import Run as Command
from tests.test_commands import run as command  # noqa: F401 - a fixture

HIDDEN = re.compile(r'name="stands" value="([^"]+)"')


class Leader:
    """Somebody at the editor, as a browser would be."""

    def __init__(self, world: World, name: str = "ruth") -> None:
        self.client, self.base = world.client(name), f"/modules/{world.run.ref}/change/"
        self.run = world.run

    def open(self, part: str) -> tuple[dict[str, str], str]:
        text = self.client.get(f"{self.base}{part}/").content.decode()
        found = HIDDEN.search(text)
        assert found, text[:300]
        self.run.refresh_from_db()
        spec = specification(self.run)
        return typed_values(parts(spec)[part], spec.model_dump(mode="json")), found[1]

    def save(
        self, part: str, opened: tuple[dict[str, str], str] | None = None, **changes: str
    ) -> Any:
        values, stands = opened or self.open(part)
        said = {**values, **{k.replace("__", "."): v for k, v in changes.items()}, "stands": stands}
        return self.client.post(f"{self.base}{part}/", said)

    @property
    def spec(self) -> Specification:
        self.run.refresh_from_db()
        return specification(self.run)


@pytest.fixture
def ruth(world: World) -> Leader:
    return Leader(world)


def words(response: Any) -> str:
    return unescape(response.content.decode())


def test_only_its_leader_and_administrators_change_a_module(world: World) -> None:
    pages = ["change/", "change/dates/", "change/people/", "change/file/", "copy/"]
    for name in ("nadine", "helen", "owen", "anil", "grace", "dan", "lena", "ruth", "moira"):
        client = world.client(name)
        for page in pages:
            status = client.get(f"/modules/{world.run.ref}/{page}").status_code
            assert status == (200 if name in ("ruth", "moira") else 404), (name, page)
    before = Entry.objects.count()
    for page in ("change/dates/", "change/people/", "copy/"):
        address = f"/modules/{world.run.ref}/{page}"
        assert world.client("helen").post(address, {"do": "make"}).status_code == 404
    assert Entry.objects.count() == before


def test_links_are_where_a_leader_looks(world: World) -> None:
    for name, there in (("ruth", True), ("helen", False), ("nadine", False)):
        text = world.client(name).get(f"/modules/{world.run.ref}/").content.decode()
        assert (f"/modules/{world.run.ref}/change/" in text) is there
    assert f"/modules/{world.run.ref}/change/" in world.client("ruth").get("/").content.decode()
    assert (
        f"/modules/{world.run.ref}/change/"
        in world.client("moira").get("/roster/").content.decode()
    )


def test_a_day_is_changed_and_everybody_reads_it(world: World, ruth: Leader) -> None:
    before = Entry.objects.count()
    answer = ruth.save("dates", calendar__starts_on="05/10/2026")
    assert answer.status_code == 302
    assert ruth.spec.calendar.starts_on.isoformat() == "2026-10-05"
    assert ruth.run.starts_on.isoformat() == "2026-10-05"
    entry = Entry.objects.order_by("-seq")[0]
    assert (Entry.objects.count() - before, entry.act, entry.subject) == (
        1,
        "module_edited",
        world.run.ref,
    )
    assert entry.payload["fields"] == ["calendar.starts_on"]
    assert "5 Oct" in words(world.client("nadine").get(f"/modules/{world.run.ref}/"))
    text = words(ruth.client.get(ruth.base))
    assert "Dates 1 field · Prof. Ruth Adeyemi" in " ".join(re.sub("<[^>]+>", "", text).split())


@pytest.mark.parametrize("path", FILES[:2], ids=lambda path: path.parent.name)
def test_every_page_of_a_module_opens_and_saves_to_the_same(world: World, path: Path) -> None:
    made = load_module(world.institution, read(path), folder=path.parent)
    client = world.client("moira")
    assert client.get(f"/modules/{made.ref}/change/").status_code == 200
    assert client.get(f"/modules/{made.ref}/copy/").status_code == 200
    body, entries = specification(made).model_dump(mode="json"), Entry.objects.count()
    for key, part in parts(specification(made)).items():
        page = client.get(f"/modules/{made.ref}/change/{key}/")
        text = page.content.decode()
        for name in typed_values(part, body):
            assert f'name="{name}"' in text, (key, name)
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids)), key
        found = HIDDEN.search(text)
        assert found
        said = {**typed_values(part, body), "stands": found[1]}
        assert client.post(f"/modules/{made.ref}/change/{key}/", said).status_code == 302
    after = Run.objects.get(pk=made.pk)
    assert (after.digest, Entry.objects.count()) == (made.digest, entries)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + "/" + path.name)
def test_what_a_page_shows_is_what_it_would_save(path: Path) -> None:
    body = read(path).model_dump(mode="json")
    for part in parts(read(path)).values():
        done = edited(part, body, typed_values(part, body))
        assert (done.problems, done.elsewhere, done.changed) == ({}, [], []), part.key


@pytest.mark.parametrize(
    ("part", "name", "typed", "sentence"),
    [
        ("dates", "calendar.starts_on", "soon", "This is “soon”, but a date such as 2026-09-28"),
        (
            "dates",
            "calendar.starts_on",
            "",
            "First day of teaching: This is missing, but a date",
        ),
        (
            "dates",
            "calendar.weeks",
            "3",
            "assessment.portfolio.week: This is week 12, but the calendar has 3 weeks.",
        ),
        ("dates", "calendar.weeks", "many", "This is “many”, but a whole number from 1 to 60"),
        (
            "dates",
            "calendar.vacations.0.last",
            "2026-01-01",
            "The vacation ends on 2026-01-01, but",
        ),
        ("hand-ins", "assessment.0.week", "99", "a whole number from 1 to 60"),
        (
            "brief-what-it-is",
            "brief.0.title",
            "",
            "This is missing, but text of 1 to 300 characters",
        ),
        (
            "brief-what-it-is",
            "brief.0.title",
            "x" * 301,
            "This has 301 characters, but text of 1 to 300",
        ),
        (
            "brief-what-it-is",
            "brief.0.links.0.url",
            "javascript:1",
            "an address that starts with http",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    ruth: Leader, part: str, name: str, typed: str, sentence: str
) -> None:
    digest = ruth.run.digest
    opened = ruth.open(part)
    prose = ("title", "text", "summary")
    other = next(n for n in opened[0] if n != name and n.endswith(prose))
    answer = ruth.save(
        part, opened, **{name.replace(".", "__"): typed, other.replace(".", "__"): "17"}
    )
    text = words(answer)
    assert answer.status_code == 422
    assert sentence in text
    ids = set(re.findall(r' id="([^"]+)-error"', text))
    assert ids or "assessment." in text, "each problem stands at a field, or says where it is"
    assert all(f'href="#{one}"' in text for one in ids)
    assert ">17<" in text.replace("\n", "") or 'value="17"' in text
    ruth.run.refresh_from_db()
    assert ruth.run.digest == digest


def test_a_control_character_that_nobody_sees_is_taken_out_of_what_is_typed(ruth: Leader) -> None:
    opened = ruth.open("about")
    assert ruth.save("about", opened, title="Inquiry\x00 at work").status_code == 302
    assert ruth.spec.title == "Inquiry at work"


def test_rows_come_and_go(ruth: Leader) -> None:
    count = len(ruth.spec.calendar.bank_holidays)
    opened = ruth.open("dates")
    new = {f"calendar__bank_holidays__{count}": "2027-05-31", "calendar__bank_holidays__0": ""}
    kept = ruth.spec.calendar.bank_holidays[1:]
    assert ruth.save("dates", opened, **new).status_code == 302
    assert [str(d) for d in ruth.spec.calendar.bank_holidays] == [*map(str, kept), "2027-05-31"]


def test_a_problem_after_an_empty_row_stands_at_its_own(ruth: Leader) -> None:
    opened = ruth.open("themes")
    changes = {
        "weeks__0__week": "",
        "weeks__0__title": "",
        "weeks__0__text": "",
        "weeks__2__week": "70",
    }
    text = words(ruth.save("themes", opened, **changes))
    assert 'id="weeks.2.week-error"' in text


def test_of_two_leaders_the_second_is_shown_the_difference(world: World, ruth: Leader) -> None:
    moira = Leader(world, "moira")
    first, second = ruth.open("about"), moira.open("about")
    assert ruth.save("about", first, title="Ruth’s title").status_code == 302
    answer = moira.save("about", second, title="Moira’s title")
    text = words(answer)
    assert answer.status_code == 409
    assert "Someone else changed this page while you had it open." in text
    assert text.index("Moira’s title") < text.index("Ruth’s title</td>")
    assert ruth.spec.title == "Ruth’s title"
    again = HIDDEN.search(text)
    assert again
    assert moira.save("about", (second[0], again[1]), title="Moira’s title").status_code == 302
    assert ruth.spec.title == "Moira’s title"


def test_two_leaders_at_two_pages_are_not_in_each_others_way(world: World, ruth: Leader) -> None:
    moira = Leader(world, "moira")
    first, second = ruth.open("about"), moira.open("ai")
    assert ruth.save("about", first, title="New").status_code == 302
    assert moira.save("ai", second, ai_use__summary="Only to think with.").status_code == 302
    assert (ruth.spec.title, ruth.spec.ai_use.summary) == ("New", "Only to think with.")


def test_contracts_that_have_begun_keep_their_words(world: World, ruth: Leader) -> None:
    contract = world.agreed()
    form = contract.template_id
    part = next(k for k in parts(ruth.spec) if k.endswith("-question"))
    name = next(n for n in ruth.open(part)[0] if n.endswith("sections.2.title"))
    assert ruth.save(part, **{name.replace(".", "__"): "What do you ask?"}).status_code == 302
    contract.refresh_from_db()
    assert contract.template_id == form
    assert world.dossier().stands.stage == "agreed"
    page = f"/contracts/{contract.ref}/"
    assert "What do you ask?" not in words(world.client("nadine").get(page))
    newest = template_for(world.enrolments["tomasz"])
    assert newest.pk != form
    assert newest.body["sections"][2]["title"] == "What do you ask?"
    assert world.contract("tomasz").template_id == newest.pk
    assert PinnedTemplate.objects.get(pk=form).body["sections"][2]["title"] != "What do you ask?"


@pytest.mark.asvs("V15.3.3")
def test_what_is_no_page_is_no_page_and_other_fields_are_not_read(ruth: Leader) -> None:
    assert ruth.client.get(f"{ruth.base}keys/").status_code == 404
    assert ruth.client.post(f"{ruth.base}variants/", {"stands": "x"}).status_code == 404
    values, stands = ruth.open("about")
    ruth.save(
        "about", (values, stands), title="T", key="stolen", variants__0__code="XX", credits="10"
    )
    assert (ruth.spec.title, ruth.spec.key, ruth.spec.credits) == ("T", "action-inquiry", 15)


def test_the_file_goes_out_and_comes_back_the_same(
    world: World,
    ruth: Leader,
    tmp_path: Path,
    command: Command,  # noqa: F811
) -> None:
    ruth.save("about", title="Changed: “here”", summary="Two\n\nparagraphs # with a hash")
    answer = ruth.client.get(f"{ruth.base}file/")
    assert answer["Content-Disposition"] == 'attachment; filename="action-inquiry.zip"'
    assert answer.content == ruth.client.get(f"{ruth.base}file/").content
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    code, said, _ = command("module", "check", str(tmp_path / "module.yaml"))
    assert (code, "✓ This file can be loaded." in said) == (0, True)
    ruth.run.refresh_from_db()
    before = (
        ruth.run.digest,
        ruth.run.files,
        Entry.objects.count(),
        PinnedTemplate.objects.count(),
    )
    code, said, _ = command("module", "load", str(tmp_path / "module.yaml"))
    assert (code, "Nothing to change" in said) == (0, True)
    ruth.run.refresh_from_db()
    after = (ruth.run.digest, ruth.run.files, Entry.objects.count(), PinnedTemplate.objects.count())
    assert after == before


def test_pages_ask_the_same_number_of_questions_whatever_stands_on_them(ruth: Leader) -> None:
    def count(page: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert ruth.client.get(page).status_code == 200
        return len(asked)

    first = count(ruth.base)
    for number in range(3):
        ruth.save("about", title=f"Title {number}")
    count(ruth.base)  # what was told about the last saving is read, and gone
    assert count(ruth.base) == first <= 12
    assert count(f"{ruth.base}dates/") == count(f"{ruth.base}about/") <= 10


def test_looking_changes_nothing(world: World, ruth: Leader) -> None:
    before = Entry.objects.count()
    client = ruth.client
    for page in ("", "dates/", "people/", "file/"):
        assert client.head(f"{ruth.base}{page}").status_code == 200
    assert client.post(f"{ruth.base}file/").status_code == 405
    assert Entry.objects.count() == before


def test_posted_reads_no_more_than_the_page() -> None:
    part = parts(read(FILES[0]))["about"]
    assert posted(part, {"title": " T\r\n", "key": "x"}) == {"title": "T"}


def test_parts_of_the_brief_come_and_go(ruth: Leader) -> None:
    count = len(ruth.spec.brief)
    new = {f"brief__{count}__title": "What it is not!", f"brief__{count}__status": "fixed"}
    assert (
        ruth.save(
            "parts", brief__0__title="", brief__0__minutes="", brief__0__status="", **new
        ).status_code
        == 302
    )
    keys = [part.key for part in ruth.spec.brief]
    assert (len(keys), keys[0], keys[-1]) == (count, "first-try", "what-it-is-not")
    assert ruth.spec.brief[-1].minutes == 2
    assert ruth.open("brief-what-it-is-not")[0][f"brief.{count - 1}.text"] == "What it is not!"
    again = {f"brief__{count}__title": "What it is not", f"brief__{count}__status": "yours"}
    ruth.save("parts", **again)
    assert ruth.spec.brief[-1].key == "what-it-is-not-2"
    names = list(ruth.open("parts")[0])
    text = words(ruth.save("parts", **{n.replace(".", "__"): "" for n in names}))
    assert "a list with at least one entry is expected here" in text


def test_a_requirement_that_a_section_answers_stays(ruth: Leader) -> None:
    held = {s.requirement for t in ruth.spec.templates.values() for s in t.sections}
    n = next(n for n, r in enumerate(ruth.spec.requirements) if r.key in held)
    gone = {f"requirements__{n}__text": "", f"requirements__{n}__status": ""}
    text = words(ruth.save("terms", **gone))
    assert "is not one of the requirements" in text


def test_a_file_is_added_renamed_and_taken_away(world: World, ruth: Leader) -> None:
    part, n = "brief-first-try", 1
    page = f"{ruth.base}{part}/"

    def hand(name: str, content: bytes = b"Hello", **more: str) -> Any:
        values, stands = ruth.open(part)
        file = SimpleUploadedFile(name, content)
        return ruth.client.post(page, {**values, **more, "stands": stands, "file": file})

    assert "<legend>Files</legend>" in words(ruth.client.get(page))
    assert "<legend>Files</legend>" not in words(ruth.client.get(f"{ruth.base}brief-what-it-is/"))
    assert hand("../../Übung 1.TXT", **{"file-title": "An exercise"}).status_code == 302
    added = ruth.spec.brief[n].files[-1]
    assert (added.title, added.path) == ("An exercise", "files/Übung-1.TXT")
    ref = ruth.run.files[added.path]
    got = world.client("nadine").get(f"/files/{ref}/")
    assert (got.content, got["Content-Type"]) == (b"Hello", "text/plain; charset=utf-8")
    assert hand("Übung 1.TXT", b"Other").status_code == 302
    assert ruth.spec.brief[n].files[-1].path == "files/Übung-1-2.TXT"
    for name, content, told in (
        ("run.exe", b"MZ", "is not of a type that students can be given"),
        ("big.pdf", b"x" * 5_000_001, "is larger than 5 MB"),
    ):
        answer = hand(name, content, **{f"brief.{n}.title": "Kept"})
        assert (answer.status_code, told in words(answer)) == (422, True)
        assert 'value="Kept"' in words(answer)
    answer = hand("fine.pdf", b"%PDF-1.7", **{f"brief.{n}.title": "", "file-title": "Mine"})
    assert "Choose the file again." in words(answer)
    assert 'value="Mine"' in words(answer)
    last = len(ruth.spec.brief[n].files) - 1
    ruth.save(part, **{f"brief__{n}__files__{last}__title": ""})
    assert len(ruth.spec.brief[n].files) == last
    assert "files/Übung-1-2.TXT" not in ruth.run.files
    assert world.client("nadine").get(f"/files/{ref}/").status_code == 200


def test_an_amount_of_many_blanks_is_judged_at_once() -> None:
    amount = Field(("credits",), "Credits", "amount")
    said = ["15", "1 – 6", "1-6", "1-2-3", "1 - " + " " * 40 + "6"]
    assert [value(amount, one) for one in said] == [15, [1, 6], [1, 6], *said[3:]]
    began = time.process_time()
    long = "1" + " " * 200_000 + "x"
    assert value(amount, long) == long
    assert time.process_time() - began < 1


def test_a_line_is_one_line_however_it_is_sent() -> None:
    assert value(Field(("title",), "Title"), "One\ntwo") == "One two"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Understanding organisational learning", "understanding-organisational"),
        ("Understanding organisational sense making", "understanding-organisational"),
        ("A" * 40, "a" * 30),
        ("Évaluation finale", "evaluation-finale"),
        ("学習契約", "part"),
    ],
)
def test_a_key_is_made_of_whole_words(words: str, key: str) -> None:
    assert slug(words, "part") == key
