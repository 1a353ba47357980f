"""Erasing a contract: none of its words is left in any table, the history holds, no page fails."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from pactwork.contracts.actions.erasing import erase_contract
from pactwork.contracts.actions.recording import record_yes
from pactwork.contracts.erasure import KEPT as KEPT_BY_CONTRACTS
from pactwork.contracts.inconsistencies import amiss
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.contracts.typed import Told
from pactwork.files.blobs import keep, path_of
from pactwork.ground import clock as clock_of
from pactwork.ground import installed
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import waiting
from pactwork.history.queries import Walk, broken_chains
from pactwork.links.models import Link
from pactwork.links.secrets import token_for
from pactwork.modules.models import Blob
from pactwork.reviews.erasure import KEPT as KEPT_BY_REVIEWS
from tests.conftest import Clock
from tests.contracts.plans import asked, text_of
from tests.crawl import marks_in
from tests.marks import plant
from tests.stories import CAROL, World
from tests.test_commands import Run, run

__all__ = ["run"]
KEPT: set[type] = {*KEPT_BY_CONTRACTS, *KEPT_BY_REVIEWS}
pytestmark = pytest.mark.django_db


def cells() -> Iterator[tuple[str, str]]:
    """Every value of every table of ours, as text."""
    names = [n for n in connection.introspection.table_names() if not n.startswith("django_")]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((f"{name}.{c}", str(v)) for c, v in zip(columns, row, strict=True))


def holding(*words: str) -> set[str]:
    return {place for place, value in cells() if any(word in value for word in words)}


def erased(world: World) -> Contract:
    contract = world.contract()
    erase_contract(contract, by="system", reason="Asked for by the person.")
    return contract


def test_whatever_apps_hold_of_a_contract_is_either_erased_or_kept_for_a_reason() -> None:
    """A new table has to be put on one of the lists."""
    here = {
        m for label in ("contracts", "reviews") for m in apps.get_app_config(label).get_models()
    }
    listed = {rows.model for rows in installed.erased()}
    assert here == listed | KEPT
    assert not listed & KEPT


OTHERS = {"a saved note", "Colin's shared words", "Colin's private words"}
# Said on the run, and not in the contract.
AUDIENCES = ("cohort", "set", "me", "staff", "everyone")
OF_THE_RUN = {
    *(f"{what} to {who}" for what in ("talk", "title") for who in AUDIENCES),
    *("reply in talk", "post put away", "why it was put away", "what quotes it"),
    *("words of a post", "earlier words of a post", "earlier words of what was put away"),
    *("team note on a thread", "team note on a student"),
    *(f"clarification, {n}" for n in range(4)),
    "why one was withdrawn",
    *("a topic", "a question", "why a question was set aside", "what a hotseat is about"),
    *("an answer that is held", "an earlier answer that is held", "why a topic was set aside"),
    *("a question taken back", "an answer held for a day that was cancelled"),
    *("why it was cancelled", "why a guest cannot", "an answer that was shown"),
    *("thanks to a guest", "why two are kept apart", "ground rules of a set"),
    "what somebody brings",
}


def test_no_word_of_it_is_left_anywhere(world: World, clock: Clock) -> None:
    *_, planted = plant(world, clock)
    key = world.contract().key
    before = {mark for _, value in cells() for mark in marks_in(value)}
    assert before == set(planted.what)
    world.agreed("tomasz")
    erased(world)
    left = {planted.what[mark] for _, value in cells() for mark in marks_in(value)}
    assert left == OTHERS | OF_THE_RUN, sorted(left ^ (OTHERS | OF_THE_RUN))
    assert holding(key, CAROL["email"]) <= {
        "contracts_holder.email",
        "history_delivery.to",
        "links_link.email",
    }
    assert Link.objects.count() == 5  # of the other contract, and four guests’


def test_the_history_still_holds_and_says_that_it_was_erased(world: World, clock: Clock) -> None:
    world.agreed()
    world.agreed("tomasz")
    chain, before = world.institution.ref, Entry.objects.count()
    contract = erased(world)
    assert list(broken_chains(keys_of_all())) == []
    assert list(amiss()) == []
    assert Walk(chain, keys_of_all()).erased == Entry.objects.filter(subject=contract.ref).count()
    assert Entry.objects.count() == before + 1
    said = Entry.objects.latest("seq")
    assert (said.act, said.subject) == ("erased", chain)
    assert said.payload["subject"] == contract.ref
    assert said.payload["rows"]["drafts"] == 1
    assert not waiting().filter(entry__subject=contract.ref).exists()
    assert not Delivery.objects.filter(entry__subject=contract.ref).exclude(to="").exists()


def test_the_names_of_who_was_asked_by_link_go_with_it(world: World, clock: Clock) -> None:
    """No entry but this contract's holds their marks."""
    world.agreed()
    assert holding(CAROL["name"])
    erased(world)
    assert holding(CAROL["name"]) == set()
    assert list(broken_chains(keys_of_all())) == []


def test_pages_go_on_working_and_the_student_may_begin_anew(world: World, clock: Clock) -> None:
    world.agreed()
    ref = erased(world).ref
    for name in ("nadine", "tomasz", "helen", "ruth", "grace", "moira"):
        client: Client = world.client(name)
        for page in ("/", f"/contracts/{ref}/", "/set/", "/queue/", f"/modules/{world.run.ref}/"):
            assert client.get(page, follow=True).status_code in (200, 404), (name, page)
    assert world.client("nadine").get(f"/contracts/{ref}/").status_code == 404
    assert world.contract().ref != ref
    world.agreed()
    assert list(broken_chains(keys_of_all())) == []


def test_a_paper_yes_goes_with_its_file_unless_another_contract_holds_the_same(
    world: World, clock: Clock, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    bytes_of = path_of(keep(b"Signed, Carol Benning"))
    for name in ("nadine", "tomasz"):
        world.share(name)
        digest = bytes_of.name
        blob = Blob.objects.create(
            institution=world.institution,
            digest=digest,
            name="p.pdf",
            type="application/pdf",
            size=9,
        )
        said = (CAROL["name"], CAROL["email"], CAROL["job"], "She has no mailbox.", blob)
        told = Told("paper", clock_of.today("Europe/London"), *said)
        seat, by = world.seat("workplace", name), world.actor("helen")
        record_yes(world.contract(name), seat.ref, told, by=by, draft=1)
    for name, left in (("nadine", 1), ("tomasz", 0)):
        with django_capture_on_commit_callbacks(execute=True):
            contract = world.contract(name)
            gone = erase_contract(contract, by="system", reason="Asked for.")
        assert (gone["files"], gone["recordings"]) == (1, 1)
        assert Blob.objects.filter(digest=bytes_of.name).count() == left
        assert bytes_of.exists() == bool(left)


def test_no_reason_no_erasure(world: World) -> None:
    with pytest.raises(Refused, match="reason_missing"):
        erase_contract(world.contract(), by="system", reason=" ")
    assert world.contract().key


def test_the_command_shows_asks_and_erases(run: Run, world: World, clock: Clock) -> None:
    world.agreed()
    ref = world.contract().ref
    assert "no contract nothing" in run("erase", "nothing", "--reason", "Asked for.")[2]
    code, said, complained = run("erase", ref, "--reason", "Asked for.")
    assert (code, "add --yes" in complained) == (1, True)
    assert "1  drafts" in said
    assert "2  answers" in said
    assert run("erase", ref, "--reason", " ", "--yes")[0] == 1
    code, _, complained = run("erase", ref, "--reason", "Long. " * 600, "--yes")
    assert (code, "Too long: 3,599 characters" in complained) == (1, True)
    assert Contract.objects.filter(ref=ref).exists()
    code, said, _ = run("erase", ref, "--reason", "Asked for.", "--yes")
    assert (code, "✓ Erased" in said) == (0, True)
    code, said, _ = run("verify")
    assert code == 0
    assert "erased" in said


def test_a_whole_link_to_what_was_erased_says_that_it_is_over(world: World, clock: Clock) -> None:
    """Not that it is damaged, nor to a stranger anything; also on a page that was open meanwhile."""
    carol = asked(world)
    page = carol.open()
    sent = carol.form(page)
    erased(world)
    for browser in (Client(), carol.client):
        said = browser.get(carol.letter)
        assert (said.status_code, "This link no longer works" in text_of(said)) == (410, True)
        assert "This link is incomplete" not in text_of(said)
        assert "no-store" in said["Cache-Control"]
    assert "This link no longer works" in text_of(carol.client.get(carol.page))
    late = carol.client.post(f"{carol.page}answer/", sent | {"decision": "yes"})
    assert (late.status_code, "This link no longer works" in text_of(late)) == (410, True)
    bent = carol.letter[:-1] + ("A" if carol.letter[-1] != "A" else "B")
    for stranger in (Client().get(bent), Client().get(f"/plan/{carol.link.ref}.x")):
        assert (stranger.status_code, "This link is incomplete" in text_of(stranger)) == (404, True)
    assert Client().get(carol.page).status_code == 404
    assert Client().post(f"{carol.page}answer/", sent | {"ticket": "x"}).status_code == 404
    assert Client().get(f"/plan/nosuchref1.{token_for('nosuchref2')}").status_code == 404


def test_a_page_of_another_sort_is_not_said_to_be_over(world: World, clock: Clock) -> None:
    carol = asked(world)
    carol.open()
    assert carol.client.get(f"/guest/{carol.link.ref}/").status_code == 404
