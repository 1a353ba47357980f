"""The student's workspace as a browser meets it: starting, steps, saving, autosave, bad input."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.contracts.actions import end_contract
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Contract, Text
from pactwork.contracts.visibility import JOINS
from pactwork.workspace.pages.workspace import Look, step_page
from tests.contracts.plans import forms_in
from tests.stories import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadine(world: World) -> Client:
    return world.client("nadine")


def step(world: World, key: str, name: str = "nadine", page: str = "step") -> str:
    return reverse(f"contracts:{page}", args=[world.contract(name).ref, key])


def text(world: World, key: str) -> Text:
    return Text.objects.get(contract=world.contract(), section=key)


def page(response: Any) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def test_a_contract_is_started_once(world: World, nadine: Client) -> None:
    address = reverse("contracts:start", args=[world.run.ref])
    first, second = nadine.post(address), nadine.post(address)
    assert Contract.objects.count() == 1
    assert first["Location"] == second["Location"]
    assert nadine.get(first["Location"])["Location"] == step(world, "try")


def test_nobody_starts_a_contract_on_a_run_they_do_not_take(world: World) -> None:
    address = reverse("contracts:start", args=[world.run.ref])
    assert world.client("helen").post(address).status_code == 404


def test_every_step_opens_empty_and_written(world: World, nadine: Client) -> None:
    keys = [s.key for s in world.dossier().template.sections]
    assert {nadine.get(step(world, key)).status_code for key in keys} == {200}
    world.write()
    assert {nadine.get(step(world, key)).status_code for key in keys} == {200}


def test_one_question_is_open_and_the_ones_ahead_still_work(world: World, nadine: Client) -> None:
    shown = page(nadine.get(step(world, "stops")))
    assert shown.count('class="question now"') == 1
    assert shown.count('class="question closed ahead"') == 2
    assert all(f'name="{name}"' in shown for name in ("inside", "outside", "touches"))


def test_saving_goes_to_the_next_question_then_the_next_step(world: World, nadine: Client) -> None:
    words = {"inside": "My own calls, in October.", "at": "inside", "version": "0"}
    first = nadine.post(step(world, "stops"), words)
    assert first["Location"] == step(world, "stops") + "?q=outside#q-outside"
    last = nadine.post(step(world, "stops"), words | {"at": "touches", "version": "1"})
    assert last["Location"] == step(world, "activities")
    assert text(world, "stops").value["inside"] == "My own calls, in October."


def test_stopping_saves_and_the_contract_opens_there_again(world: World, nadine: Client) -> None:
    words = {"inside": "My own calls.", "at": "inside", "version": "0", "then": "stop"}
    assert nadine.post(step(world, "stops"), words)["Location"] == reverse("home")
    opened = nadine.get(reverse("contracts:workspace", args=[world.contract().ref]))
    assert opened["Location"] == step(world, "stops")
    assert "question 2 of 3" in page(nadine.get(step(world, "stops")))


def test_words_too_long_are_kept_on_the_page(world: World, nadine: Client) -> None:
    long = "calls " * 40
    answer = nadine.post(step(world, "question"), {"title": long, "question": "How can I?"})
    shown = page(answer)
    assert answer.status_code == 422
    assert "There is a problem" in shown
    assert shown.count("The limit is 120.") == 2  # in the summary and beside the field
    assert long.strip() in shown
    assert "How can I?" in shown
    assert not Text.objects.exists()


def test_a_section_the_template_lacks_is_not_there(world: World, nadine: Client) -> None:
    for method in (nadine.get, nadine.post):
        assert method(step(world, "invented")).status_code == 404
    assert nadine.post(step(world, "invented", page="words")).status_code == 404


def test_more_than_can_be_taken_is_said_plainly(world: World, nadine: Client) -> None:
    answer = nadine.post(step(world, "stops"), {"inside": "x" * 2_600_000})
    assert answer.status_code == 400
    assert "too large" in page(answer)


def test_null_characters_and_missing_fields_do_no_harm(world: World, nadine: Client) -> None:
    nadine.post(step(world, "stops"), {"inside": "My\x00 calls", "version": "nonsense"})
    assert text(world, "stops").value == {"inside": "My calls", "outside": "", "touches": ""}


def test_two_tabs_see_both_versions_and_lose_nothing(world: World, nadine: Client) -> None:
    nadine.post(step(world, "stops"), {"inside": "Saved in the other tab.", "version": "0"})
    late = nadine.post(step(world, "stops"), {"inside": "Typed in this tab.", "version": "0"})
    shown = page(late)
    assert late.status_code == 409
    assert "The version saved there" in shown
    assert shown.count("Typed in this tab.") >= 2
    assert "Saved in the other tab." in shown
    kept = {"inside": "Typed in this tab.", "version": "1", "then": "stay"}
    assert nadine.post(step(world, "stops"), kept).status_code == 302
    assert text(world, "stops").value["inside"] == "Typed in this tab."


def test_autosave_keeps_words_and_answers_the_checks(world: World, nadine: Client) -> None:
    words = {"inside": "My calls from October to March.", "version": "0"}
    news = nadine.post(step(world, "stops", page="words"), words).json()
    assert (news["version"], news["saved"]) == (1, "10:00")
    assert 'id="inside-checks"' in news["checks"]
    assert text(world, "stops").attempted is False


def test_autosave_of_a_stale_page_hands_back_the_other_words(world: World, nadine: Client) -> None:
    address = step(world, "helps", page="words")
    nadine.post(address, {"rows-0-name": "Carol", "version": "0"})
    answer = nadine.post(address, {"rows-0-name": "Samir", "version": "0"})
    assert answer.status_code == 409
    assert answer.json()["clash"] is True
    assert answer.json()["version"] == 1
    assert answer.json()["theirs"]["rows-0-name"] == "Carol"


def test_autosave_says_which_field_is_wrong(world: World, nadine: Client) -> None:
    answer = nadine.post(step(world, "weeks", page="words"), {"week-3-planning": "six"})
    assert answer.status_code == 422
    assert "“six” is not one" in answer.json()["problems"]["week-3-planning"]


def test_autosave_without_a_session_is_told_so_as_data(world: World) -> None:
    address = step(world, "stops", page="words")
    answer = Client().post(address, {"inside": "x"}, headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json() == {"signed_out": True}


def test_rows_are_added_and_taken_away_without_a_script(world: World, nadine: Client) -> None:
    first = {"rows-0-name": "Carol", "rows-0-help": "Listens", "version": "0", "add-row": "1"}
    added = nadine.post(step(world, "helps"), first)
    shown = page(nadine.get(added["Location"].partition("#")[0]))
    assert 'name="rows-1-name"' in shown
    both = {**first, "rows-1-name": "Samir", "version": "1", "drop-row": "0"}
    del both["add-row"]
    nadine.post(step(world, "helps"), both)
    assert [row["name"] for row in text(world, "helps").value["rows"]] == ["Samir"]


def test_hours_can_be_spread_and_typed_ones_stay(world: World, nadine: Client) -> None:
    typed = {"week-1-reading": "20", "week-1-doing": "Read it all", "version": "0"}
    nadine.post(step(world, "weeks"), typed | {"then": "spread"})
    weeks = text(world, "weeks").value["weeks"]
    assert weeks["1"]["reading"] == 20
    assert weeks["1"]["doing"] == "Read it all"
    assert sum(v for week in weeks.values() for v in week.values() if isinstance(v, int)) == 150
    assert "150 of 150 hours" in page(nadine.get(step(world, "weeks")))


def test_exemplars_open_after_an_own_attempt(world: World, nadine: Client) -> None:
    past = "the six families I visit myself"
    assert past not in page(nadine.get(step(world, "stops")))
    nadine.post(step(world, "stops", page="words"), {"inside": "My calls", "version": "0"})
    assert past not in page(nadine.get(step(world, "stops")))
    nadine.post(step(world, "stops"), {"inside": "My own calls", "version": "1"})
    assert past in page(nadine.get(step(world, "stops")))


def test_exemplars_open_before_it_for_whoever_asks(world: World, nadine: Client) -> None:
    asked = nadine.post(step(world, "stops"), {"then": "exemplars", "version": "0"})
    assert asked["Location"].endswith("#exemplars")
    assert "the six families I visit myself" in page(nadine.get(step(world, "stops")))
    assert "the six families" not in page(nadine.get(step(world, "bothers")))


def test_minutes_can_be_hidden(world: World, nadine: Client) -> None:
    assert "5 to 8 minutes" in page(nadine.get(step(world, "stops")))
    address = reverse("contracts:minutes", args=[world.contract().ref])
    back = nadine.post(address, {"minutes": "off", "key": "stops"})
    assert back["Location"] == step(world, "stops")
    assert "5 to 8 minutes" not in page(nadine.get(step(world, "stops")))


def test_promises_say_by_when_once_their_clock_runs(world: World, nadine: Client) -> None:
    assert "The clock starts when you ask." in page(nadine.get(step(world, "promise")))
    world.share()
    world.ask("university")
    assert "Monday 12 October 2026" in page(nadine.get(step(world, "promise")))


def test_points_of_an_answer_stand_beside_their_step(world: World, nadine: Client) -> None:
    world.share()
    world.ask("university")
    world.answer("university", "revise")
    assert "Say how you will pick the calls." in page(nadine.get(step(world, "signs")))
    assert "Say how you will pick the calls." not in page(nadine.get(step(world, "stops")))


def test_when_it_is_over_it_can_be_read_and_not_written(world: World, nadine: Client) -> None:
    contract = world.agreed()
    end_contract(contract, by=world.actor("ruth"), kind="completed", reason="Done.")
    shown = page(nadine.get(step(world, "stops")))
    assert "<textarea" not in shown
    assert "I will not rewrite the complaints policy." in shown
    refused = nadine.post(step(world, "stops"), {"inside": "Too late", "version": "1"})
    assert refused.status_code == 409
    assert nadine.get(reverse("contracts:workspace", args=[contract.ref])).status_code == 200


@pytest.mark.parametrize("name", ["helen", "tomasz", "colin", "moira", "grace"])
def test_the_working_text_is_the_students_alone(world: World, name: str) -> None:
    world.share()
    world.write(stops={"inside": "A private thought"})
    other = world.client(name)
    for place in ("step", "words"):
        assert other.get(step(world, "stops", page=place)).status_code in (404, 405)
        assert other.post(step(world, "stops", page=place)).status_code == 404
    for place in ("check", "share"):
        address = reverse(f"contracts:{place}", args=[world.contract().ref])
        assert other.post(address).status_code in (404, 405)
    for place in ("drafts", "compare", "workspace"):
        answer = other.get(reverse(f"contracts:{place}", args=[world.contract().ref]), follow=True)
        assert b"A private thought" not in answer.content


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_a_step_costs_the_same_with_one_draft_and_with_three(world: World, nadine: Client) -> None:
    world.share()
    world.ask("university")
    world.answer("university", "revise")
    address = step(world, "signs")
    one = _queries(nadine, address)
    for n in (2, 3):
        world.share(stops={"inside": f"My own calls, take {n}."})
    assert _queries(nadine, address) == one
    assert one == 8  # here 3, owed 1, the contract 2, the set beside it 1, what the step means 1


def test_the_words_of_a_step_cost_two_queries(world: World) -> None:
    contract = world.share().contract
    world.ask("university")
    world.answer("university", "revise")
    found = Contract.objects.select_related(*JOINS).get(pk=contract.pk)
    with CaptureQueriesContext(connection) as seen:
        everything = load_dossier(found)
        section = everything.template.section("signs")
        assert section is not None
        step_page(everything, section, Look())
    assert len(seen) == 2  # and one for the contract itself


def opened_over(world: World, nadine: Client, key: str) -> dict[str, str]:
    """The hidden fields of a step's form, as a page holds them."""
    form = next(f for f in forms_in(page(nadine.get(step(world, key)))) if "version" in f["fields"])
    return {name: form["fields"][name] for name in ("version", "was")}


BOTH = {"inside": "My calls.", "outside": "The loans desk.", "touches": "Sam."}


@pytest.mark.parametrize("by_script", [True, False])
def test_two_tabs_that_changed_different_answers_keep_both(
    world: World, nadine: Client, by_script: bool
) -> None:
    nadine.post(step(world, "stops"), BOTH | {"version": "0"})
    address = step(world, "stops", page="words") if by_script else step(world, "stops")
    opened = opened_over(world, nadine, "stops")
    nadine.post(address, BOTH | {"inside": "Changed in one tab."} | opened)
    late = nadine.post(address, BOTH | {"outside": "Changed in the other."} | opened)
    assert late.status_code == (200 if by_script else 302)
    assert text(world, "stops").value == BOTH | {
        "inside": "Changed in one tab.",
        "outside": "Changed in the other.",
    }
    if by_script:
        news = late.json()
        assert news["words"]["inside"] == "Changed in one tab."
        assert news["version"] == 3


def test_only_what_both_tabs_changed_is_asked_about(world: World, nadine: Client) -> None:
    nadine.post(step(world, "stops"), BOTH | {"version": "0"})
    opened = opened_over(world, nadine, "stops")
    nadine.post(step(world, "stops"), BOTH | {"inside": "One.", "touches": "Kim."} | opened)
    mine = BOTH | {"inside": "Another.", "outside": "Mine alone."} | opened
    told = nadine.post(step(world, "stops", page="words"), mine)
    assert told.status_code == 409
    assert told.json()["asked"] == ["inside"]
    assert told.json()["taken"] == ["touches"]

    late = nadine.post(step(world, "stops"), mine)
    assert late.status_code == 409
    shown = page(late)
    assert shown.count('name="pick-') == 2
    assert 'name="pick-inside"' in shown
    form = next(f for f in forms_in(shown) if "was" in f["fields"])["fields"]
    sent = {name: form[name] for name in (*BOTH, "version", "was")}
    assert sent["inside"] == "Another."
    assert sent["outside"] == "Mine alone."
    assert sent["touches"] == "Kim."
    done = nadine.post(step(world, "stops"), sent | {"pick-inside": "theirs", "then": "stay"})
    assert done.status_code == 302
    assert text(world, "stops").value == {
        "inside": "One.",
        "outside": "Mine alone.",
        "touches": "Kim.",
    }


def test_rows_that_were_added_elsewhere_are_not_lost(world: World, nadine: Client) -> None:
    one = {"rows-0-name": "Carol", "rows-0-help": "Listens"}
    nadine.post(step(world, "helps"), one | {"version": "0"})
    opened = opened_over(world, nadine, "helps")
    nadine.post(step(world, "helps"), one | {"rows-1-name": "Samir"} | opened)
    untouched = nadine.post(step(world, "helps", page="words"), one | opened)
    assert untouched.status_code == 200
    assert [row["name"] for row in text(world, "helps").value["rows"]] == ["Carol", "Samir"]
    other = nadine.post(step(world, "helps", page="words"), one | {"rows-0-help": "Reads"} | opened)
    assert other.status_code == 409
    assert [row["name"] for row in text(world, "helps").value["rows"]] == ["Carol", "Samir"]


def test_what_is_wrong_does_not_make_old_words_new(world: World, nadine: Client) -> None:
    """A page that came back with a reason is still over the words that it was opened over."""
    nadine.post(step(world, "stops"), BOTH | {"version": "0"})
    opened = opened_over(world, nadine, "stops")
    nadine.post(step(world, "stops"), BOTH | {"inside": "Newer."} | opened)
    wrong = nadine.post(step(world, "stops"), BOTH | {"outside": "x" * 20_000} | opened)
    assert wrong.status_code == 422
    form = next(f for f in forms_in(page(wrong)) if "was" in f["fields"])["fields"]
    assert {name: form[name] for name in opened} == opened
    nadine.post(step(world, "stops"), BOTH | {"outside": "Shorter."} | opened)
    assert text(world, "stops").value["inside"] == "Newer."


def test_autosave_names_the_copy_that_the_browser_may_drop(world: World, nadine: Client) -> None:
    """Whoever left before the answer came learns of it on the next page, and so do earlier tabs."""
    address = step(world, "stops", page="words")
    for number, name in enumerate(("abcdefgh1", "abcdefgh2")):
        sent = {"inside": f"\uf0b7 call {number}", "version": str(number), "kept_as": name}
        assert nadine.post(address, sent).status_code == 200
    assert nadine.cookies["taken"].value == "abcdefgh1.abcdefgh2"
    stale = {"inside": "Another.", "version": "0", "kept_as": "abcdefgh3"}
    assert nadine.post(address, stale).status_code == 409
    assert nadine.cookies["taken"].value == "abcdefgh1.abcdefgh2"
