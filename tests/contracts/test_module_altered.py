"""What a module asks for is shown as agreed words: its file and its forms are as the history says."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.tampering_rows import undone
from pactwork.contracts.inconsistencies import amiss
from pactwork.ground.canonical import digest
from pactwork.ground.process_cache import Known
from pactwork.ground.refusal import Refused
from pactwork.modules import queries
from pactwork.modules.actions import copy_module, edit_module, load_module
from pactwork.modules.editing.parts import parts
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.models import PinnedTemplate, Run
from pactwork.modules.queries import specification
from pactwork.modules.rules.specification import Specification
from pactwork.people.actors import system_at
from tests.contracts.plans import text_of
from tests.contracts.test_rows import DOUBT
from tests.stories import World

FORGED = "FORGED: nothing has to be learnt."


@pytest.fixture(autouse=True)
def fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever forges the table waits until the web processes are started anew."""
    forget(monkeypatch)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    from pactwork.contracts import contexts

    for where, name in (
        (queries, "_specifications"),
        (queries, "_templates"),
        (queries, "_weeks"),
        (contexts, "_contexts"),
    ):
        monkeypatch.setattr(where, name, Known(500))


def forged_outcomes(said: Any) -> Any:
    if isinstance(said, dict):
        return {
            k: [{**o, "text": FORGED} for o in v] if k == "outcomes" and v else forged_outcomes(v)
            for k, v in said.items()
        }
    return [forged_outcomes(v) for v in said] if isinstance(said, list) else said


def page(world: World) -> str:
    return text_of(
        world.client("nadine").get(f"/contracts/{world.contract().ref}/drafts/1/")
    ) + text_of(world.client("nadine").get(f"/contracts/{world.contract().ref}/agreement/"))


@pytest.mark.parametrize("with_digest", [False, True])
def test_a_file_altered_in_the_table_is_named_and_told(
    world: World, monkeypatch: pytest.MonkeyPatch, with_digest: bool
) -> None:
    world.agreed()
    assert list(amiss()) == []
    assert DOUBT not in page(world)
    run = world.contract().run
    forged = forged_outcomes(run.specification)
    assert FORGED in json.dumps(forged)
    change = {"specification": forged} | ({"digest": digest(forged)} if with_digest else {})
    Run.objects.filter(pk=run.pk).update(**change)
    forget(monkeypatch)
    assert "its file is not the one that" in next(amiss()).why
    assert f"{DOUBT} (what the module asks for)" in page(world)


def test_a_form_altered_in_the_table_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.agreed()
    form = world.contract().template
    PinnedTemplate.objects.filter(pk=form.pk).update(body={**form.body, "calls_it": "treaty"})
    forget(monkeypatch)
    assert f"{DOUBT} (what the module asks for)" in page(world)
    PinnedTemplate.objects.filter(pk=form.pk).update(body=form.body)
    assert DOUBT not in page(world)  # nothing forged was kept in mind


CHANGED = "The module’s own text (outcomes, formats, kinds of hours) was changed after draft 1"


def test_outcomes_that_the_module_changed_since_are_said_to_be_those_of_now(
    world: World, tmp_path: Path
) -> None:
    """Lawfully, by loading another file: nobody said yes to these words."""
    world.agreed()
    spec = specification(world.run)
    spec = spec.model_copy(
        update={"brief": [part.model_copy(update={"files": []}) for part in spec.brief]}
    )
    load_module(world.institution, spec, folder=tmp_path)
    assert CHANGED not in page(world)  # the brief is not read with a contract
    changed = forged_outcomes(spec.model_dump(mode="json"))
    load_module(world.institution, Specification.model_validate(changed), folder=tmp_path)
    assert list(amiss()) == []
    said = page(world)
    assert FORGED in said
    assert CHANGED in said
    assert DOUBT not in said


@pytest.mark.parametrize("name", ["title", "key", "name"])
def test_what_the_row_repeats_of_the_file_is_compared(world: World, name: str) -> None:
    Run.objects.filter(pk=world.run.pk).update(**{name: "Forged"})
    assert f"its {name}" in next(amiss()).why


def test_what_is_altered_is_neither_copied_nor_edited_into_force(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = world.run.specification
    with undone():
        Run.objects.filter(pk=world.run.pk).update(specification=forged_outcomes(true))
        run = Run.objects.get(pk=world.run.pk)
        forget(monkeypatch)
        spec = specification(run).model_copy(update={"run": "Another"})
        with pytest.raises(Refused, match="module_altered"):
            copy_module(run, spec, by=system_at(run.institution))
        part, by = parts(specification(run))["about"], system_at(run.institution)
        stands = stands_on(part, body_of(run))
        with pytest.raises(Refused, match="module_altered"):
            edit_module(run, part, {"title": "Mine"}, expected=stands, by=by)


def test_loading_the_file_again_puts_it_right(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    spec = specification(world.run)
    spec = spec.model_copy(
        update={"brief": [part.model_copy(update={"files": []}) for part in spec.brief]}
    )
    run = load_module(world.institution, spec, folder=tmp_path)
    Run.objects.filter(pk=run.pk).update(specification=forged_outcomes(run.specification))
    assert list(amiss())
    load_module(world.institution, spec, folder=tmp_path)
    assert list(amiss()) == []
