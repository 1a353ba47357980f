"""Digests of the first form stay valid for good; yeses to them hold for newer drafts that say the same."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from pactwork.contracts.actions import adopt_form, share_draft, start_contract
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.inconsistencies import amiss
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.contracts.queries.unshared import unshared
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.rules.drafts import FIRST, FORM
from pactwork.contracts.soundness import faults
from pactwork.contracts.visibility import joined
from pactwork.documents.pages.drafts import changes
from pactwork.documents.pages.printed import printed
from pactwork.documents.paper.plain import plain
from pactwork.documents.queries.evidence import evidence
from pactwork.documents.reader import Reader
from pactwork.ground.canonical import canonical, digest
from pactwork.ground.refusal import Refused
from pactwork.history.evidence import CHECKER
from pactwork.history.queries import broken_chains
from pactwork.modules.actions import Place, enrol, give_role, load_module
from pactwork.modules.models import PinnedTemplate, Run
from pactwork.modules.queries import template_for
from pactwork.modules.rules.specification import Specification
from pactwork.people.actors import actor_for
from pactwork.workspace.pages.steps import is_shared
from tests.contracts.old_forms import Old, put_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def old_rows(clock: Any) -> None:
    put_back()
    clock.forward(days=1)


def test_an_old_database_opens_verifies_and_keeps_its_yeses() -> None:
    assert not list(broken_chains(keys_of_all()))
    assert [one for one in amiss() if one.what.startswith("contract")] == []
    assert [one for one in faults() if "lock" not in one] == []
    assert Old("Ana").states() == {"tutor": "yes", "host": "yes"}
    assert Old("Ben").states() == {"tutor": "yes", "host": "yes"}
    assert Old("Cas").states()["host"] == "revise"
    assert {d.digest_form for name in ("Ana", "Ben", "Cas") for d in Old(name).dossier.drafts} == {
        FIRST
    }


def test_an_old_draft_is_proved_by_its_own_form() -> None:
    shown = evidence(Old("Ana").contract)
    assert (
        shown["not_sealed"] == {"module": "Looking closely, May 2027"} or shown["not_sealed"] == {}
    )
    for draft in shown["drafts"]:
        assert draft["not_shown"] == []
        assert "digest_form" not in draft["sealed"]


def test_a_yes_of_the_old_form_holds_for_a_new_draft_of_the_same_words() -> None:
    old = Old("Ana")
    old.write(see={"how": "Every evening."})
    old.share()
    assert old.dossier.newest is not None
    assert old.dossier.newest.digest_form == FORM
    assert old.states() == {"tutor": "lapsed", "host": "yes"}
    place = old.dossier.stands.party("tutor")[0]
    assert place.changed == ("see",)


def test_words_put_back_revive_a_yes_of_the_old_form() -> None:
    old = Old("Ana")
    before = dict(old.contract.texts.get(section="see").value)
    old.write(see={"how": "Every evening."})
    old.share()
    old.write(see=before)
    old.share()
    assert old.states() == {"tutor": "yes", "host": "yes"}
    assert [one for one in amiss() if one.what.startswith("contract")] == []


def test_white_space_alone_is_nothing_to_share_again() -> None:
    old = Old("Ana")
    old.store(see={"how": "Every morning at  nine,\r\nfor\u00a0ten min\u00adutes. "})
    with pytest.raises(Refused) as told:
        old.share()
    assert told.value.refusal.code == "nothing_changed"


def test_an_unseen_mark_beside_a_change_lapses_only_what_changed() -> None:
    old = Old("Ana")
    old.store(see={"how": "Every morning at nine, for ten minutes, twice."})
    old.store(card={"do": "Stand\u00a0by the li\u00adft.", "hours": "6,0"})
    old.share()
    assert old.states() == {"tutor": "lapsed", "host": "yes"}
    assert old.dossier.stands.party("tutor")[0].changed == ("see",)


def test_an_answer_to_an_old_draft_after_a_new_one_counts() -> None:
    old = Old("Cas")
    old.ask("tutor")
    old.write(card={"do": "Stand beside the lift."})
    old.share(note="", ask_again=[old.seat("tutor").ref])
    assert old.states()["host"] == "yes"  # the change it asked for is in the draft, word for word
    old.says("tutor")
    assert old.states() == {"tutor": "yes", "host": "yes"}
    assert old.dossier.agreements


def test_an_ask_of_the_old_form_carries_over_where_its_words_stay() -> None:
    old = Old("Cas")
    old.ask("host")
    old.ask("tutor")
    old.write(see={"how": "Every evening."})
    old.share(note="")
    assert old.states() == {"tutor": "not_asked", "host": "asked"}
    old.says("host", draft=1)
    given = old.dossier.answers[-1]
    assert given.digest_form == FORM
    assert old.states() == {"tutor": "not_asked", "host": "yes"}


def test_what_an_old_word_is_called_anew_does_not_follow_the_module_file() -> None:
    """A later change of the file neither lapses a yes nor brings one back."""
    old = Old("Ana")
    old.write(see={"how": "Every evening."})
    old.share()
    run = Run.objects.get()
    run.specification["assessment"][0]["formats"].append(
        {"key": "film", "title": "Film", "length": None}
    )
    run.save()
    assert old.states() == {"tutor": "lapsed", "host": "yes"}


def test_a_change_asked_for_in_the_old_form_counts_once_a_new_draft_has_it() -> None:
    old = Old("Cas")
    old.write(card={"do": "Stand beside the lift, please."})
    old.share(note="")
    assert old.states()["host"] == "revise"
    old.write(card={"do": "Stand beside the lift."})
    old.share(note="")
    assert old.states()["host"] == "yes"


def test_a_yes_with_a_change_to_an_old_draft_is_in_the_form_of_the_newest() -> None:
    old = Old("Ben")
    old.write(card={"do": "Stand by the stairs."})
    draft = old.share()
    old.ask("host")
    point = PointSaid(section="card", path="do", wording="Sit on the stairs.", text="")
    old.says("host", "yes_change", points=(point,))
    given = old.dossier.answers[-1]
    assert given.digest_form == draft.digest_form == FORM
    old.write(card={"do": "Sit on the  stairs."})
    old.share()
    assert old.states()["host"] == "yes"


def reloaded(old: Old, before: str, after: str) -> None:
    """The module's file is loaded again, with other words where these stood."""
    run = Run.objects.get()
    said = json.dumps(run.specification).replace(before, after)
    spec = Specification.model_validate_json(said)
    load_module(run.institution, spec, folder=Path(__file__).parent)
    assert (before == after) == (PinnedTemplate.objects.count() == 1)


def test_a_form_that_uses_no_newer_field_has_the_digest_it_always_had() -> None:
    before = PinnedTemplate.objects.get().digest
    reloaded(Old("Ana"), "", "")
    assert PinnedTemplate.objects.get().digest == before


@pytest.mark.parametrize(
    ("before", "after", "section"),
    [
        ("Whoever looks also listens.", "Whoever looks is silent.", "see"),
        ("You hear from us within 5 working days.", "You hear from us within 20 days.", "promise"),
        ('"title": "University"', '"title": "Institute"', "promise"),
    ],
)
def test_what_binds_and_changed_with_the_form_is_seen_to_have_changed(
    before: str, after: str, section: str
) -> None:
    """The words of then are read with the template of then."""
    old = Old("Ana")
    reloaded(old, before, after)
    adopt_form(old.contract, by=actor_for(old.student))
    old.share()
    assert old.states() == {"tutor": "lapsed", "host": "yes"}
    assert old.dossier.stands.party("tutor")[0].changed == (section,)
    one, two = old.dossier.drafts
    found = changes(
        old.dossier, lambda number: frozenset({"see", "card", "weeks", "promise"}), one, two
    )
    assert [change.section.key for change in found if change.differs] == [section]


def test_the_comparison_of_two_forms_shows_what_changed_and_no_more() -> None:
    old = Old("Ana")
    old.write(card={"do": "Stand near the lift."})
    old.share()
    one, two = old.dossier.drafts
    for pair in ((one, two), (two, one)):
        found = changes(old.dossier, lambda number: frozenset({"see", "card", "promise"}), *pair)
        differs = [(c.section.key, line.path) for c in found for line in c.lines if line.differs]
        assert differs == [("card", "do")]


def test_paper_of_an_old_draft_says_what_it_always_said() -> None:
    """Also when a newer draft keeps more: nobody agreed then to the text above the questions."""
    old = Old("Ana")
    reader = Reader(frozenset({"facilitator"}), frozenset({"tutor"}))
    before = plain(printed(old.dossier, old.dossier.drafts[0], reader)).decode()
    old.write(card={"do": "Stand near the lift."})
    old.share()
    after = plain(printed(old.dossier, old.dossier.drafts[0], reader)).decode()
    for text in (before, after):
        assert "Whoever looks also listens." not in text
        assert "You hear from us within 5 working days." in text
        assert "Undertaken by" not in text
    new = plain(printed(old.dossier, old.dossier.drafts[1], reader)).decode()
    assert "Whoever looks also listens." in new
    assert "Undertaken by" in new


def test_evidence_of_a_contract_of_two_forms_is_proved_draft_by_draft() -> None:
    old = Old("Ana")
    old.write(card={"do": "Stand near\u00a0the lift."})
    old.share()
    shown = json.loads(canonical(evidence(old.contract)))
    forms = {digest(form): form["sections"] for form in shown["templates"]}
    wrong: list[str] = []
    check = runpy.run_path(str(CHECKER))["check_draft"]
    for draft in shown["drafts"]:
        check(draft, forms[draft["template"]], "here", wrong)
        assert draft["not_shown"] == []
    assert wrong == []
    first, second = shown["drafts"]
    assert "digest_form" not in first["sealed"]
    assert second["sealed"]["digest_form"] == FORM
    assert second["sealed"]["restated"]["drafts"].keys() == {"1"}
    second["sections"][1]["material"]["said"]["do"] = "Stand elsewhere."
    check(second, forms[second["template"]], "here", wrong)
    assert wrong == ["here, draft 2: the words of card were changed"]


def test_digests_restated_past_pactwork_are_found() -> None:
    old = Old("Ana")
    old.write(see={"how": "Every evening."})
    old.share()
    draft = old.dossier.drafts[-1]
    draft.restated["drafts"]["1"]["see"] = draft.digests["see"]
    draft.save()
    found = [one.why for one in amiss() if one.what.startswith("contract")]
    assert any("drafts" in why for why in found)
    assert any("draft 2 is not as entry" in why for why in found)


def test_a_new_attempt_carries_yeses_of_the_old_form_over() -> None:
    old = Old("Ana")
    run = Run.objects.get()
    said = {**run.specification, "run": "September 2027"}
    spec = Specification.model_validate_json(json.dumps(said))
    again = load_module(run.institution, spec, folder=Path(__file__).parent)
    give_role(again, old.tutor, "facilitator")
    enrolment = enrol(again, old.student, Place("LC4"))
    started = start_contract(
        enrolment, form=template_for(enrolment), by=actor_for(old.student), copy_from=old.contract
    )
    share_draft(joined().get(pk=started.pk), by=actor_for(old.student))
    dossier = load_dossier(joined().get(pk=started.pk))
    assert {place.party: place.state for place in dossier.stands.seats} == {
        "tutor": "yes",
        "host": "yes",
    }
    assert {(a.method, a.digest_form) for a in dossier.answers} == {("carried", FORM)}


def test_the_queue_says_what_changed_since_an_answer_of_the_old_form(client: Any) -> None:
    old = Old("Ana")
    old.write(card={"do": "Stand near the lift."})
    old.share()
    old.ask("tutor")
    client.force_login(old.tutor.account, backend="pactwork.web.signin.Backend")
    page = client.get("/queue/").content.decode()
    assert "Changed: At work" in page


def test_a_list_of_contracts_tells_no_change_where_there_is_none(client: Any) -> None:
    """A text of which the newest draft has the old form, and which nobody has touched since."""
    old = Old("Ana")
    contract = old.contract
    assert unshared(contract, contract.texts.all(), old.dossier.newest) == []
    assert is_shared(old.dossier)
    old.write(see={"how": "Every evening."})
    assert unshared(contract, old.contract.texts.all(), old.dossier.newest) == ["What you see"]
    assert not is_shared(old.dossier)
