"""A draft looked at as a workplace shows what they would be asked to send."""

import re
from html import unescape

from pactwork.modules.actions import begin_draft
from pactwork.modules.pages.previewing import as_workplace
from pactwork.modules.reading import read
from tests.modules.test_reading import HERE
from tests.stories import World

DATED = HERE / "files" / "internship-dates.yaml"
HEADING = "What else the university needs from them"


def test_the_host_is_asked_for_a_certificate_and_an_evaluation(world: World) -> None:
    by = world.actor("moira")
    draft = begin_draft(world.institution, read(DATED), {}, by=by, leaders=[world.people["owen"]])
    text = unescape(world.client("moira").get(f"/drafts/{draft.ref}/workplace/").content.decode())
    part = " ".join(re.sub(r"<[^>]+>", " ", text[text.index(HEADING) :]).split())
    assert "Certificate · Sunday 4 April 2027, 15:00" in part
    assert "Evaluation · Sunday 11 April 2027, 15:00" in part
    assert "Visit" not in part, "that is the university’s own"
    assert "Report" not in part, "that is the student’s"


def test_a_module_that_needs_nothing_of_a_workplace_says_nothing() -> None:
    spec = read(DATED)
    own = [piece for piece in spec.assessment if piece.of_student]
    assert as_workplace(spec, "")["owes"]
    assert as_workplace(spec.model_copy(update={"assessment": own}), "")["owes"] == []
