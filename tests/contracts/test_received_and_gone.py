"""A piece that is marked as received for a student does not go from its module without a word."""

import re
from html import unescape
from typing import Any

import pytest

from pactwork.contracts.models import Received
from pactwork.modules.actions import begin_draft
from pactwork.modules.editing.fields import typed_values
from pactwork.modules.editing.parts import parts
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from tests.conftest import Clock
from tests.contracts.lacking import browser
from tests.contracts.play import Play
from tests.contracts.test_received import late, note

pytestmark = pytest.mark.django_db
STANDS = re.compile(r'name="stands" value="([^"]+)"')


def without(play: Play, client: Any, page: str, key: str) -> Any:
    """The page “What is submitted” saved with this piece emptied."""
    spec = specification(Run.objects.get(pk=play.contract.run_id))
    typed = typed_values(parts(spec)["pieces"], spec.model_dump(mode="json"))
    n = next(n for n, piece in enumerate(spec.assessment) if piece.key == key)
    typed |= {f"assessment.{n}.{name}": "" for name in ("title", "week", "every", "until")}
    found = STANDS.search(client.get(page).content.decode())
    assert found
    return client.post(page, {**typed, "stands": found[1]})


def counted(play: Play) -> int:
    return len(specification(Run.objects.get(pk=play.contract.run_id)).assessment)


def test_it_stays_on_a_run_that_is_in_force(clock: Clock) -> None:
    play = late(clock)
    note(play, "evaluation")
    client, before = browser(play.people["module_leader1"]), counted(play)
    page = f"/modules/{play.contract.run.ref}/change/pieces/"
    answer = without(play, client, page, "evaluation")
    text = unescape(answer.content.decode())
    assert (answer.status_code, counted(play)) == (409, before)
    assert "“Evaluation” stays: 1 student’s is marked as received." in text
    assert "Your version and the current version" not in text
    Received.objects.all().delete()
    assert without(play, client, page, "evaluation").status_code == 302
    assert counted(play) == before - 1


def test_what_would_change_says_so_before_a_draft_is_in_force(clock: Clock) -> None:
    play = late(clock)
    note(play, "evaluation")
    run, by = play.contract.run, play.actor("module_leader1")
    draft = begin_draft(run.institution, specification(run), run.files, run=run, by=by)
    client, difference = browser(play.people["module_leader1"]), f"/drafts/{draft.ref}/difference/"
    said = "“Evaluation” is no longer owed by others. 1 student’s is marked as received."
    assert said not in unescape(client.get(difference).content.decode())
    answer = without(play, client, f"/drafts/{draft.ref}/change/pieces/", "evaluation")
    assert answer.status_code == 302
    text = unescape(client.get(difference).content.decode())
    assert said in text
    found = STANDS.search(text)
    assert found
    assert client.post(f"/drafts/{draft.ref}/in-force/", {"stands": found[1]}).status_code == 302
    assert said not in unescape(client.get(difference).content.decode())
