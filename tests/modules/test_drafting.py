"""A draft of a module: several people work on it, it is looked at, and an act puts it into force."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.modules.actions import (
    begin_draft,
    change_editors,
    edit_draft,
    edit_module,
    put_in_force,
)
from pactwork.modules.editing.fields import typed_values
from pactwork.modules.editing.parts import parts
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.models import ModuleDraft, Role, Run, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.queries.altered import altered
from pactwork.modules.queries.drafting import in_force_beside, newest
from pactwork.modules.queries.drafting import stands_on as stands_between
from pactwork.modules.queries.versions import in_force_on
from pactwork.modules.reading import read_bytes
from tests.modules.test_editor import words
from tests.modules.test_versions import LEAST
from tests.stories import World

STANDS = re.compile(r'name="stands" value="([^"]+)"')


def draft_of(world: World) -> ModuleDraft:
    run = world.run
    by = world.actor("ruth")
    return begin_draft(world.institution, specification(run), run.files, run=run, by=by)


class Editor:
    """Somebody at a draft, as a browser would be."""

    def __init__(self, world: World, draft: ModuleDraft, name: str) -> None:
        self.client, self.draft = world.client(name), draft

    def at(self, page: str, *args: str) -> str:
        return reverse(f"modules:{page}", args=[self.draft.ref, *args])

    def open(self, key: str) -> dict[str, str]:
        text = self.client.get(self.at("draft_part", key)).content.decode()
        found = STANDS.search(text)
        assert found, text[:300]
        spec = specification(newest(self.draft))
        new = self.draft.run_id is None
        values = typed_values(parts(spec, new=new)[key], spec.model_dump(mode="json"))
        here = re.search(r'name="here" value="([^"]+)"', text)
        return {**values, "stands": found[1], **({"here": here[1]} if here else {})}

    def save(self, page: str, opened: dict[str, str] | None = None, **changes: str) -> Any:
        said = opened or self.open(page)
        said = {**said, **{k.replace("__", "."): v for k, v in changes.items()}}
        return self.client.post(self.at("draft_part", page), said)

    def force(self, stands: str = "") -> Any:
        stands = stands or self.stands()
        return self.client.post(self.at("draft_in_force"), {"stands": stands})

    def stands(self) -> str:
        found = STANDS.search(words(self.client.get(self.at("draft_difference"))))
        assert found
        return found[1]


@pytest.fixture
def draft(world: World) -> ModuleDraft:
    return draft_of(world)


@pytest.fixture
def ruth(world: World, draft: ModuleDraft) -> Editor:
    return Editor(world, draft, "ruth")


def test_a_draft_changes_nothing_until_it_is_put_into_force(world: World, ruth: Editor) -> None:
    before = (Run.objects.get(pk=world.run.pk).digest, Entry.objects.count())
    assert ruth.save("about", title="Inquiry at your work").status_code == 302
    run = Run.objects.get(pk=world.run.pk)
    assert run.digest == before[0]
    assert "Inquiry at your work" not in words(world.client("nadine").get(f"/modules/{run.ref}/"))
    text = words(ruth.client.get(ruth.at("draft_difference")))
    assert "1 difference" in text
    assert "<code>title</code>" in text
    assert ruth.force().status_code == 302
    run.refresh_from_db()
    assert (run.title, altered(run)) == ("Inquiry at your work", "")
    assert "Inquiry at your work" in words(world.client("nadine").get(f"/modules/{run.ref}/"))
    acts = list(Entry.objects.order_by("seq").values_list("act", flat=True))[before[1] :]
    assert acts == ["module_draft_edited", "module_put_in_force"]
    version = in_force_on(run)
    assert version is not None
    assert (version.draft, version.digest) == (ruth.draft, run.digest)


def test_a_colleague_works_on_it_and_sees_who_changed_what(world: World, ruth: Editor) -> None:
    helen = Editor(world, ruth.draft, "helen")
    assert helen.client.get(helen.at("draft")).status_code == 404
    assert (
        ruth.client.post(ruth.at("draft_people"), {"add": world.people["helen"].ref}).status_code
        == 302
    )
    mine, hers = ruth.open("about"), helen.open("about")
    assert ruth.save("about", mine, title="Ruth’s title").status_code == 302
    assert helen.save("ai", ai_use__summary="Only to think with.").status_code == 302
    answer = helen.save("about", hers, title="Helen’s title")
    text = words(answer)
    assert answer.status_code == 409
    assert "Prof. Ruth Adeyemi changed this page on" in text
    assert "Helen’s title" in text
    assert "Ruth’s title</td>" in text
    assert specification(newest(ruth.draft)).title == "Ruth’s title"
    overview = words(ruth.client.get(ruth.at("draft")))
    assert "Dr Helen Marsh, " in overview
    versions = words(ruth.client.get(ruth.at("draft_versions")))
    assert "Use of AI" in versions
    assert "Dr Helen Marsh" in versions


def test_a_colleague_edits_and_does_not_put_it_into_force(world: World, ruth: Editor) -> None:
    change_editors(ruth.draft, add=world.people["helen"], by=world.actor("ruth"))
    helen = Editor(world, ruth.draft, "helen")
    helen.save("about", title="Helen’s title")
    text = words(helen.client.get(helen.at("draft_difference")))
    assert "Put into force" not in text
    answer = helen.force(ruth.stands())
    assert answer.status_code == 409
    assert "Only a module leader or an administrator" in words(answer)
    assert Run.objects.get(pk=world.run.pk).title != "Helen’s title"
    Role.objects.filter(person=world.people["helen"]).update(ends_on="2020-01-01")
    assert helen.client.get(helen.at("draft")).status_code == 404


def test_whoever_overlooked_a_change_is_shown_the_difference_again(
    world: World, ruth: Editor
) -> None:
    moira = Editor(world, ruth.draft, "moira")
    ruth.save("about", title="First")
    seen = moira.stands()
    ruth.save("about", title="Second")
    answer = moira.force(seen)
    text = words(answer)
    assert answer.status_code == 409
    assert "Something has changed since you opened this page." in text
    assert "Second" in text
    assert Run.objects.get(pk=world.run.pk).title not in ("First", "Second")
    assert moira.force().status_code == 302
    again = ruth.force(seen)
    assert again.status_code == 409
    assert "already been put into force" in words(again)
    assert ruth.save("about", ruth.open("about"), title="Third").status_code == 409


def test_what_changed_in_force_meanwhile_is_pointed_out(world: World, ruth: Editor) -> None:
    ruth.save("ai", ai_use__summary="Only to think with.")
    seen = ruth.stands()
    part = parts(specification(world.run))["about"]
    stands = stands_on(part, body_of(world.run))
    edit_module(world.run, part, {"title": "Corrected"}, expected=stands, by=world.actor("ruth"))
    text = words(ruth.client.get(ruth.at("draft_difference")))
    assert "Changed in force since the draft was started" in text
    assert "Corrected" in text
    assert ruth.force(seen).status_code == 409


def test_a_discarded_draft_leaves_its_versions_and_room_for_another(
    world: World, ruth: Editor
) -> None:
    with pytest.raises(Refused) as refused:
        draft_of(world)
    assert refused.value.refusal.code == "draft_open"
    ruth.save("about", title="Never")
    kept = SpecVersion.objects.filter(draft=ruth.draft).count()
    assert ruth.client.post(ruth.at("draft_drop")).status_code == 302
    assert SpecVersion.objects.filter(draft=ruth.draft).count() == kept == 2
    assert Run.objects.get(pk=world.run.pk).title != "Never"
    assert draft_of(world).pk != ruth.draft.pk


def test_drafts_are_for_those_who_work_on_them(world: World, ruth: Editor) -> None:
    pages = ["draft", "draft_people", "draft_versions", "draft_download", "draft_student"]
    pages += ["draft_workplace", "draft_difference"]
    for name in ("nadine", "helen", "anil", "lena", "ruth", "moira"):
        status = 200 if name in ("ruth", "moira") else 404
        for page in pages:
            assert world.client(name).get(ruth.at(page)).status_code == status, (name, page)
    for page in ("draft_in_force", "draft_drop", "draft_replace"):
        assert world.client("helen").post(ruth.at(page)).status_code == 404
        assert world.client("ruth").get(ruth.at(page)).status_code == 405
    begin = reverse("modules:draft_begin", args=[world.run.ref])
    assert world.client("helen").post(begin).status_code == 404


def test_looking_at_a_draft_as_others_would(world: World, ruth: Editor) -> None:
    ruth.save("about", summary="Seen beforehand")
    student = words(ruth.client.get(ruth.at("draft_student")))
    assert "Chip(" not in student
    ruth.save("words", words__university__one="college", words__university__many="colleges")
    assert "the college’s time zone" in words(ruth.client.get(ruth.at("draft_student")))
    assert "Seen beforehand" in student
    assert "What you will be asked" in student
    workplace = words(ruth.client.get(ruth.at("draft_workplace")))
    spec = specification(newest(ruth.draft))
    template = next(iter(spec.templates.values()))
    card, triage = template.section("card"), template.section("triage")
    assert card
    assert triage
    assert card.title in workplace
    assert triage.title not in workplace
    before = Entry.objects.count()
    for page in ("draft_student", "draft_workplace", "draft_difference", "draft_versions"):
        ruth.client.head(ruth.at(page))
    assert Entry.objects.count() == before


def test_pages_of_a_draft_ask_as_often_for_many_versions(world: World, ruth: Editor) -> None:
    def cost(page: str) -> int:
        ruth.client.get(ruth.at(page))
        with CaptureQueriesContext(connection) as asked:
            assert ruth.client.get(ruth.at(page)).status_code == 200
        return len(asked)

    pages = ("draft", "draft_versions", "draft_difference", "draft_student", "draft_people")
    ruth.save("about", title="One")
    first = {page: cost(page) for page in pages}
    for number in range(4):
        ruth.save("about", title=f"Title {number}")
        ruth.save("ai", ai_use__summary=f"Summary {number}")
    assert {page: cost(page) for page in pages} == first
    assert max(first.values()) <= 14


def archive(**files: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_a_file_replaces_a_draft_unless_somebody_was_quicker(world: World, ruth: Editor) -> None:
    packed = ruth.client.get(ruth.at("draft_download")).content
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        text = opened.read("module.yaml").decode()
    changed = text.replace(f"title: {world.run.title}", "title: From the file", 1)
    stands = newest(ruth.draft).digest

    def drop(stands: str, content: str) -> Any:
        file = SimpleUploadedFile("module.yaml", content.encode())
        return ruth.client.post(ruth.at("draft_replace"), {"stands": stands, "file": file})

    assert drop(stands, changed).status_code == 302
    now = newest(ruth.draft)
    assert (now.title, now.source, now.files) == ("From the file", changed, world.run.files)
    assert drop(stands, changed.replace("From the file", "Too late")).status_code == 409
    assert newest(ruth.draft).title == "From the file"
    other = drop(now.digest, LEAST)
    assert other.status_code == 409
    assert "of another module or run" in words(other)
    broken = drop(now.digest, LEAST.replace("credits: 1", "credits: many"))
    assert broken.status_code == 422
    assert "module.yaml line 7, credits" in words(broken)


def test_a_new_module_is_named_dated_and_put_into_force_with_its_leader(world: World) -> None:
    spec = read_bytes(LEAST.encode(), "module.yaml")
    by, leader = world.actor("moira"), world.people["owen"]
    draft = begin_draft(world.institution, spec, {}, by=by, leaders=[leader], source=LEAST)
    assert SpecVersion.objects.get(draft=draft).run is None
    owen = Editor(world, draft, "owen")
    assert owen.save("about", key="seeing", run="May 2028").status_code == 302
    assert "so all of it is new" in words(owen.client.get(owen.at("draft_difference")))
    assert owen.force().status_code == 302
    run = Run.objects.get(key="seeing")
    assert (run.name, Role.objects.get(run=run).person) == ("May 2028", leader)
    assert owen.client.get(f"/modules/{run.ref}/change/").status_code == 200
    again = begin_draft(world.institution, specification(run), {}, by=by, leaders=[leader])
    now = newest(again)
    beside = in_force_beside(again, now, by)
    assert beside is not None
    with pytest.raises(Refused) as refused:
        put_in_force(again, expected=stands_between(now, beside), by=by)
    assert refused.value.refusal.code == "run_exists"


def test_whoever_leads_nothing_begins_no_module(world: World) -> None:
    spec = read_bytes(LEAST.encode(), "module.yaml")
    for name in ("helen", "nadine"):
        with pytest.raises(Refused) as refused:
            begin_draft(world.institution, spec, {}, by=world.actor(name))
        assert refused.value.refusal.code == "draft_new_not_yours"
    own = specification(world.run).model_copy(update={"run": "Another year"})
    assert begin_draft(world.institution, own, {}, by=world.actor("ruth")).run is None


def test_words_typed_at_an_entry_that_moved_are_still_about_it(world: World, ruth: Editor) -> None:
    spec = specification(newest(ruth.draft))
    key = f"brief-{spec.brief[1].key}"
    opened = ruth.open(key)
    gone = {"brief__0__title": "", "brief__0__minutes": "", "brief__0__status": ""}
    assert ruth.save("parts", **gone).status_code == 302
    opened["brief.1.title"] = "Typed meanwhile"
    answer = ruth.client.post(ruth.at("draft_part", key), opened)
    assert answer.status_code == 409
    assert 'value="Typed meanwhile"' in words(answer)


def test_edit_draft_says_what_is_wrong_beside_its_field(world: World, ruth: Editor) -> None:
    part = parts(specification(newest(ruth.draft)))["about"]
    stands = stands_on(part, body_of(newest(ruth.draft)))
    by = world.actor("ruth")
    found = edit_draft(ruth.draft, part, {"title": ""}, expected=stands, by=by)
    assert found.spec is None
    assert "title" in found.problems
