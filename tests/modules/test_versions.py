"""Every load and every edit of a module leaves a version, for good; and two of them show how they differ."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.history.models import Entry
from pactwork.history.sealed import lock, unlock
from pactwork.modules.actions import load_module
from pactwork.modules.models import Run, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.queries.altered import altered
from pactwork.modules.queries.versions import in_force_on, listed, of_run
from pactwork.modules.reading import read_bytes
from tests.modules.test_editor import Leader, ruth, words  # noqa: F401 - a fixture
from tests.stories import World

LEAST = (Path(__file__).parent / "least.yaml").read_text()


def load(world: World, text: str = LEAST) -> Run:
    spec = read_bytes(text.encode(), "module.yaml")
    return load_module(world.institution, spec, folder=Path(), by="person:x", source=text)


def test_every_load_adds_a_version_with_the_file_as_it_was_written(world: World) -> None:
    run = load(world)
    changed = LEAST.replace("title: Looking closely", "title: Looking again  # a comment")
    load(world, changed)
    load(world, changed)  # nothing differs
    first, second = SpecVersion.objects.filter(run=run).order_by("pk")
    run.refresh_from_db()
    assert (first.title, first.source, first.by) == ("Looking closely", LEAST, "person:x")
    assert (second.title, second.source, second.in_force) == ("Looking again", changed, True)
    assert (second.digest, second.specification) == (run.digest, run.specification)
    assert first.digest != second.digest
    assert first.specification["title"] == "Looking closely"


def test_every_edit_adds_a_version_that_says_whose_and_where(world: World, ruth: Leader) -> None:  # noqa: F811
    before = of_run(world.run).count()
    ruth.save("about", title="A new title")
    ruth.save("about", title="A new title")  # nothing differs
    newest = in_force_on(world.run)
    assert newest is not None
    assert of_run(world.run).count() == before + 1
    assert (newest.part, newest.by) == ("about", world.actor("ruth").ref)
    assert newest.digest == Run.objects.get(pk=world.run.pk).digest
    assert specification(newest).title == "A new title"
    rows = listed(of_run(world.run), world.institution.pk)
    assert [row.current for row in rows] == [True] + [False] * before
    assert (rows[0].number, rows[0].who) == (before + 1, "Prof. Ruth Adeyemi")


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_version_is_never_changed_or_deleted(world: World, change: str) -> None:
    version = in_force_on(world.run)
    assert version is not None
    rows = SpecVersion.objects.filter(pk=version.pk)
    act = rows.delete if change == "delete" else lambda: rows.update(title="Other")
    with pytest.raises(DatabaseError, match="append-only"):
        transaction.atomic(act)()
    assert SpecVersion.objects.get(pk=version.pk).title == version.title


def test_runs_from_before_have_one_version_each(world: World, ruth: Leader) -> None:  # noqa: F811
    """The migration's own filling, over a database that has runs and no versions."""
    ruth.save("about", title="As it was last")
    load(world)
    unlock(connection)
    SpecVersion.objects.all().delete()
    lock(connection)
    filling = import_module("pactwork.modules.migrations.0005_every_run_has_a_version")
    filling.fill(apps, connection.schema_editor())
    assert SpecVersion.objects.count() == Run.objects.count() == 2
    for run in Run.objects.all():
        version = in_force_on(run)
        assert version is not None
        assert (version.digest, version.files) == (run.digest, run.files)
        assert (version.made_at, version.key, version.name) == (run.loaded_at, run.key, run.name)
        assert not altered(run)
    mine = in_force_on(world.run)
    assert mine is not None
    assert mine.by == world.actor("ruth").ref


def test_the_page_lists_versions_and_shows_two_of_them(world: World, ruth: Leader) -> None:  # noqa: F811
    ruth.save("about", title="Inquiry at your work")
    ruth.save("ai", ai_use__summary="Only to think with.")
    page = reverse("modules:versions", args=[world.run.ref])
    text = words(ruth.client.get(page))
    assert "From version 2 to version 3" in text
    assert "<ins>" in text
    assert "ai_use.summary" in text
    assert "Use of AI: In one line" in text
    assert "Inquiry at your work" not in text.split('id="differences"')[1].split("</section>")[0]
    refs = [row.version.ref for row in listed(of_run(world.run), world.institution.pk)]
    text = words(ruth.client.get(page, {"old": refs[-1], "new": refs[0]}))
    assert "2 differences" in text
    assert "<code>title</code>" in text
    assert "<code>ai_use.summary</code>" in text
    text = words(ruth.client.get(page, {"old": refs[0], "new": refs[0]}))
    assert "The two say the same." in text
    before = Entry.objects.count()
    file = ruth.client.get(reverse("modules:version_file", args=[world.run.ref, refs[1]]))
    assert read_bytes(file.content, "module.yaml").title == "Inquiry at your work"
    assert Entry.objects.count() == before


def test_versions_are_for_whoever_leads_the_run(world: World) -> None:
    version = in_force_on(world.run)
    other = load(world)
    assert version is not None
    page = reverse("modules:versions", args=[world.run.ref])
    file = reverse("modules:version_file", args=[world.run.ref, version.ref])
    for name in ("nadine", "helen", "anil", "lena", "ruth", "moira"):
        status = 200 if name in ("ruth", "moira") else 404
        for address in (page, file):
            assert world.client(name).get(address).status_code == status, (name, address)
    elsewhere = reverse("modules:version_file", args=[other.ref, version.ref])
    assert world.client("moira").get(elsewhere).status_code == 404


def test_the_page_asks_as_often_for_many_versions(world: World, ruth: Leader) -> None:  # noqa: F811
    page = reverse("modules:versions", args=[world.run.ref])

    def cost() -> int:
        ruth.client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert ruth.client.get(page).status_code == 200
        return len(asked)

    ruth.save("about", title="One")
    two = cost()
    for number in range(5):
        ruth.save("about", title=f"Title {number}")
    assert cost() == two <= 10
