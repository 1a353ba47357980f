"""Everything about a person as a pack: all of theirs is in it, and no private word of anybody else."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pactwork.contracts.models import Recording
from pactwork.files.blobs import path_of
from pactwork.ground.personal_data import DataSubject
from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.links.models import Link
from pactwork.links.secrets import token_for
from pactwork.people.actors import system_at
from pactwork.people.models import Person
from pactwork.rights.actions.giving import give_all
from pactwork.rights.actions.retaining import set_rule
from pactwork.rights.pack import gathered
from pactwork.rights.who import who_at, who_is
from tests.conftest import Clock
from tests.contracts.plans import text_of
from tests.contracts.test_recording import PDF, upload, written
from tests.crawl import marks_in
from tests.marks import plant
from tests.planted import Planted
from tests.stories import CAROL, World, make_world
from tests.test_commands import Run, run

__all__ = ["run"]
# Their own words, which no page shows to anybody, themselves included.
TYPED_BY_THEM = {
    "helen": {"an earlier answer that is held"},
    "jane": {"why a review was declined"},
    "priya": {"why a review was declined"},
}
pytestmark = pytest.mark.django_db


def packed(who: DataSubject) -> dict[str, bytes]:
    out = BytesIO()
    give_all(who, out, by=system_at(who.house))
    return read(out.getvalue())


def test_nobody_is_given_what_is_about_somebody_else(world: World) -> None:
    who, there = who_is(world.people["nadine"]), make_world("Ashford University", "ashford.example")
    for by in (world.actor("moira"), there.actor("nadine"), system_at(there.institution)):
        with pytest.raises(Refused) as refused:
            give_all(who, BytesIO(), by=by)
        assert refused.value.refusal.code == "not_about_you"
    assert give_all(who, BytesIO(), by=world.actor("nadine"))


def read(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tables(pack: dict[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(pack["everything.json"])["tables"]
    return {name.partition(":")[0]: rows for name, rows in reversed(found.items())}


def test_nobody_is_given_a_word_that_they_may_not_read_and_all_of_their_own(
    world: World, clock: Clock
) -> None:
    for planted in plant(world, clock):  # at three moments of the story
        wrong, given = _given(world, planted)
        assert not wrong, "; ".join(sorted(wrong))
    hers = {mark for mark, who in planted.may.items() if who == {"nadine"}}
    missing = hers - given["nadine"]
    assert {planted.what[m] for m in missing} == set()
    for draft in ("draft 1", "draft 2"):
        all_of = {m for m, what in planted.what.items() if what.startswith(f"{draft}: ")}
        assert all_of <= given["nadine"]


def _given(world: World, planted: Planted) -> tuple[list[str], dict[str, set[str]]]:
    """The marks that everybody's pack holds, and which of them should not be there."""
    people = {p.name: p for p in Person.objects.filter(institution=world.institution)}
    wrong, given = [], {}
    for key, person in world.people.items():
        pack = packed(who_is(people.get(person.name, person)))
        given[key] = marks_in(pack["everything.json"].decode())
        assert given[key] == marks_in(pack["everything.html"].decode()), key
        for mark in given[key]:
            may = key in planted.may[mark] and key not in planted.shut.get(mark, ())
            if not may and planted.what[mark] not in TYPED_BY_THEM.get(key, ()):
                wrong.append(f"{key}: {planted.what[mark]}")
    return wrong, given


class Watched(BytesIO):
    """Notes how many transactions are open while it is written to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: set[int] = set()

    def write(self, content: Any) -> int:
        self.open.add(len(connection.savepoint_ids))
        return super().write(content)


def test_files_are_packed_outside_a_transaction_and_not_packed_twice(world: World) -> None:
    """Nobody else waits for the database while a large pack is made."""
    world.share()
    written(world, how="paper", page=upload(PDF))
    before, out = len(connection.savepoint_ids), Watched()
    give_all(who_is(world.people["nadine"]), out, by=world.actor("nadine"))
    assert out.open == {before}
    with ZipFile(BytesIO(out.getvalue())) as archive:
        (page,) = [one for one in archive.infolist() if one.filename.startswith("files/")]
        assert (archive.read(page), page.compress_type) == (PDF, ZIP_STORED)
    assert Entry.objects.latest("pk").act == "all_given"


def test_a_file_that_is_another_by_now_is_not_given_and_said(world: World) -> None:
    world.share()
    written(world, how="paper", page=upload(PDF))
    blob = Recording.objects.get().file
    assert blob is not None
    path_of(blob.digest).write_bytes(b"%PDF-1.4 forged")
    pack = packed(who_is(world.people["nadine"]))
    assert not [name for name in pack if name.startswith("files/")]
    said = "A file that is missing, or is no longer the one that was uploaded: "
    assert said + blob.name in pack["README.txt"].decode()
    path_of(blob.digest).unlink()


def test_somebody_without_an_account_is_given_theirs_by_address(world: World, clock: Clock) -> None:
    world.share()
    world.ask("workplace")
    world.answer("workplace", kind="revise", note="Not in March: we move offices.")
    found = tables(packed(who_at(world.institution, CAROL["email"].upper())))
    assert [row["name"] for row in found["contracts.Holder"]] == [CAROL["name"]]
    assert found["contracts.Answer"][0]["note"] == "Not in March: we move offices."
    assert {"history.Delivery", "links.Link", "contracts.Ask"} <= set(found)
    assert not {"contracts.Draft", "contracts.Text", "people.Person"} & set(found)


def test_a_twin_institution_is_not_looked_into(world: World, clock: Clock) -> None:
    from tests.stories import make_world  # late: as in conftest

    other = make_world("Northshire University", mail="northshire.example")
    for one in (world, other):
        one.share()
        one.ask("workplace")
    mine = tables(packed(who_at(world.institution, CAROL["email"])))
    assert len(mine["contracts.Holder"]) == 1
    assert {len(mine["links.Link"]), len(mine["contracts.Ask"])} == {1}


def test_it_is_made_by_a_press_and_the_history_keeps_that_it_was_given(world: World) -> None:
    world.share()
    client: Client = world.client("nadine")
    before = Entry.objects.count()
    page = client.get("/about-me/")
    assert page.status_code == 200
    assert Entry.objects.count() == before
    answer = client.post("/about-me/")
    pack = read(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="about-me.zip"'
    assert "no-store" in answer["Cache-Control"]
    assert "Nadine Brooks" in pack["everything.html"].decode()
    assert tables(pack)["web.Session"]
    said = Entry.objects.latest("seq")
    assert (said.act, said.subject) == ("all_given", world.people["nadine"].ref)
    assert "Nadine" not in str(said.payload)


def test_the_readme_says_what_is_in_it_and_what_is_not(world: World) -> None:
    said = packed(who_is(world.people["nadine"]))["README.txt"].decode()
    assert "nadine@student.midshire.example" in said
    assert "You: 1 row" in said
    assert "help@midshire.example" in said
    assert "Backups" in said


def test_the_cost_does_not_grow_with_what_there_is(world: World, clock: Clock) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            gathered(who_is(world.people["nadine"]))
        return len(asked)

    world.contract()
    before = questions()
    world.agreed()
    assert questions() == before


def test_visitors_are_sent_to_sign_in_but_read_what_is_kept(world: World) -> None:
    assert Client().post("/about-me/").status_code == 302
    assert Client().get("/privacy/").status_code == 200
    world.share()
    world.ask("workplace")
    ref = Link.objects.get().ref
    link = f"/plan/{ref}.{token_for(ref)}"
    here = f"/privacy/?of={world.institution.ref}"
    for page, way in (("/help/", "/privacy/"), (link, here)):  # where those are who have no account
        shown = Client().get(page, follow=True).content.decode()
        assert f'href="{way}"' in shown, page


def test_whoever_came_by_a_link_reads_whose_rule_holds_and_whom_to_write_to(world: World) -> None:
    house = world.institution
    house.help_email = ""
    house.save()
    set_rule(house, months=7, by="system")
    world.share()
    world.ask("workplace")
    ref = Link.objects.get().ref
    carol = Client()
    page = carol.get(f"/plan/{ref}.{token_for(ref)}", follow=True).content.decode()
    way = re.search(r'href="(/privacy/[^"]*)"', page)
    assert way
    said = text_of(carol.get(way[1]))
    assert f"{house.name} keeps it, and is responsible for it" in said
    assert "for 7 months after" in said
    assert f"Write to {house.name}: reply to the email that led you here" in said
    house.help_email = "help@midshire.example"
    house.save()
    assert f"Write to {house.name}: help@midshire.example" in text_of(carol.get(way[1]))
    for stranger in ("/privacy/", "/privacy/?of=nobody", "/privacy/?of=", "/privacy/?of=%00"):
        assert house.name not in text_of(Client().get(stranger))


def test_so_does_somebody_with_a_browser_that_keeps_no_cookies(world: World) -> None:
    world.share()
    world.ask("workplace")
    ref = Link.objects.get().ref
    page = Client().get(f"/plan/{ref}.{token_for(ref)}?kept").content.decode()
    assert f"/privacy/?of={world.institution.ref}" in page


def test_an_administrator_makes_it_for_whoever_has_no_account(
    run: Run, world: World, tmp_path: Path
) -> None:
    world.share()
    world.ask("workplace")
    out = tmp_path / "carol.zip"
    code, said, _ = run("about", CAROL["email"], str(out))
    assert (code, "✓" in said) == (0, True)
    assert tables(read(out.read_bytes()))["contracts.Holder"][0]["name"] == CAROL["name"]
    assert out.stat().st_mode & 0o077 == 0
    assert "is there already" in run("about", CAROL["email"], str(out))[2]
    assert "Nobody at" in run("about", "nobody@x.example", str(tmp_path / "no.zip"))[2]
    assert not (tmp_path / "no.zip").exists()
