"""The pages of the working document: amend, reword, rest, void, begin again."""

from typing import Any

from django.test import Client
from django.urls import reverse

from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Contract, Pause
from pactwork.contracts.visibility import joined
from pactwork.modules.actions import load_module
from pactwork.modules.reading import read
from tests.conftest import Clock
from tests.contracts.later_run import enrol_again
from tests.contracts.test_hard_cases import states
from tests.stories import FILES, World


def page(world: World, name: str, who: str = "nadine", **query: str) -> str:
    response = world.client(who).get(
        reverse(f"contracts:{name}", args=[world.contract().ref]), query
    )
    assert response.status_code == 200
    return response.content.decode()


def share(world: World, **posted: str) -> Any:
    address = reverse("contracts:share", args=[world.contract().ref])
    return world.client("nadine").post(address, posted)


def test_an_amendment_without_a_reason_is_told_beside_the_field(world: World) -> None:
    world.agreed()
    world.write(stops={"outside": "Not the policy."})
    assert "What changes, and why" in page(world, "check")
    refused = share(world, wording_only="yes")
    assert refused.status_code == 409
    text = refused.content.decode()
    assert "Say what you are changing and why." in text
    assert 'name="wording_only" type="checkbox" value="yes" checked' in text or "checked" in text
    done = share(
        world, note="The policy is being rewritten.", ask_again=world.seat("university").ref
    )
    assert done.status_code == 302
    assert states(world)["university"] == "asked"


def test_wording_only_is_offered_once_a_yes_would_lapse(world: World) -> None:
    world.share()
    world.write(stops={"outside": "Not the policy."})
    assert "New wording, same meaning" not in page(world, "check")
    world.ask("university")
    world.answer("university")
    assert "New wording, same meaning" in page(world, "check")


def reworded(world: World, clock: Clock) -> None:
    world.agreed()
    clock.forward(days=3)
    world.share(card={"do": "Listen back to 12 of my own calls."}, wording_only=True)


def test_a_facilitator_confirms_in_the_form(world: World, clock: Clock) -> None:
    reworded(world, clock)
    text = page(world, "review", "helen")
    assert "the meaning has not changed since draft 1" in text
    assert "I confirm that the new wording means the same" in text
    seat = world.seat("university").ref
    address = reverse("contracts:decide", args=[world.contract().ref, seat])
    said = {"do": "answer", "kind": "yes", "draft": "2", "wording": "yes"}
    assert world.client("helen").post(address, said).status_code == 302
    assert states(world)["workplace"] == "yes"


def test_staff_object_on_the_review_page(world: World, clock: Clock) -> None:
    """Anil cleared the ethics; the reasoning is then reworded."""
    world.share(triage={"covert": "yes"})
    world.ask("ethics")
    world.answer("ethics")
    clock.forward(days=1)
    words = {"people": "People ring on a bad day: I note my words, never theirs."}
    world.share(triage={"covert": "yes"}, reasoning=words, wording_only=True)
    world.answer("university", wording=True)
    assert "Object to the new wording" in page(world, "review", "anil")
    address = reverse("contracts:objection", args=[world.contract().ref, world.seat("ethics").ref])
    client = world.client("anil")
    assert client.post(address, {"reason": " "}).status_code == 409
    assert client.post(address, {"reason": "Notes are new."}).status_code == 302
    assert states(world)["ethics"] == "lapsed"


def rest(world: World, move: str, who: str = "nadine", **posted: str) -> Any:
    address = reverse("contracts:rest_move", args=[world.contract().ref, move])
    return world.client(who).post(address, posted)


def test_pausing_and_going_on(world: World) -> None:
    world.agreed()
    assert "Pause the contract" in page(world, "rest")
    wrong = rest(world, "pause", reason="Night shifts.", back_on="soon")
    assert wrong.status_code == 422
    assert "Night shifts." in wrong.content.decode()
    both = rest(world, "pause", reason=" ", back_on="soon").content.decode()
    for place in ('href="#reason-pause"', 'href="#back_on"'):
        assert place in both
    assert rest(world, "pause", reason="Night shifts.", back_on="1.12.2026").status_code == 302
    assert str(Pause.objects.get().back_on) == "2026-12-01"
    text = page(world, "rest", "helen")
    assert "Paused since" in text
    assert "Pause the contract" not in text
    assert "On hold: paused since" in page(world, "workspace", all="1")
    assert rest(world, "resume", "helen").status_code == 302
    assert "Earlier pauses" in page(world, "rest")


def test_void_by_two_on_the_page(world: World) -> None:
    world.agreed()
    rest(world, "void", reason="The wrong module.")
    assert "A second person has to agree." in page(world, "rest")
    text = page(world, "rest", "ruth")
    assert "Nadine Brooks proposes to declare it void" in text
    assert rest(world, "void", "ruth", reason="Yes, it is.").status_code == 302
    assert world.dossier().stands.stage == "ended"
    assert rest(world, "nothing").status_code == 404


def test_who_comes_to_the_page(world: World) -> None:
    world.agreed()
    for who, status in {
        "helen": 200,
        "ruth": 200,
        "tomasz": 404,
        "grace": 404,
        "colin": 404,
    }.items():
        address = reverse("contracts:rest", args=[world.contract().ref])
        assert world.client(who).get(address).status_code == status, who


def test_beginning_again_with_earlier_words(world: World) -> None:
    world.agreed()
    enrolment, _ = enrol_again(world, "nadine")
    client: Client = world.client("nadine")
    run = enrolment.run.ref
    text = client.get(reverse("modules:run", args=[run])).content.decode()
    assert f"Start from your {world.run.name} contract" in text
    address = reverse("contracts:start", args=[run])
    assert client.post(address, {"copy": world.contract().ref}).status_code == 302
    made = Contract.objects.get(enrolment=enrolment)
    assert made.copied_from == world.contract()


def test_nobody_begins_with_words_of_another(world: World) -> None:
    world.agreed("tomasz")
    enrolment, _ = enrol_again(world, "nadine")
    address = reverse("contracts:start", args=[enrolment.run.ref])
    world.client("nadine").post(address, {"copy": world.contract("tomasz").ref})
    assert Contract.objects.get(enrolment=enrolment).copied_from is None


def test_moving_to_a_newer_form(world: World) -> None:
    """The old draft keeps its form and its yeses; the next draft is in the new one."""
    world.agreed()
    assert "Move to the newer form" not in page(world, "check")
    spec = read(FILES / "action-inquiry" / "module.yaml")
    key, form = next(iter(spec.templates.items()))
    first = form.sections[0]
    renamed = first.model_copy(update={"title": "What will you try first?"})
    newer = form.model_copy(update={"sections": [renamed, *form.sections[1:]]})
    templates = {**spec.templates, key: newer}
    load_module(
        world.institution,
        spec.model_copy(update={"templates": templates}),
        folder=FILES / "action-inquiry",
    )
    assert "Move to the newer form" in page(world, "check")
    client, ref = world.client("nadine"), world.contract().ref
    assert client.post(reverse("contracts:form", args=[ref])).status_code == 302
    assert world.dossier().stands.stage == "agreed"
    step = client.get(reverse("contracts:step", args=[ref, first.key])).content.decode()
    assert "What will you try first?" in step
    draft = client.get(reverse("contracts:draft", args=[ref, 1])).content.decode()
    assert first.title in draft
    assert "What will you try first?" not in draft
    world.share(stops={"outside": "Not the policy."})
    dossier = load_dossier(joined().get(ref=ref))
    assert dossier.template.sections[0].title == "What will you try first?"
    assert dossier.drafts[0].template_id != dossier.drafts[1].template_id
    draft = client.get(reverse("contracts:draft", args=[ref, 1])).content.decode()
    assert first.title in draft
    agreement = client.get(reverse("contracts:agreement", args=[ref])).content.decode()
    assert "What will you try first?" not in agreement
