"""An external examiner reads the sample they are shown, between its days, and nothing else."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pactwork.contracts.actions.sampling import MOST, end_sample, sample
from pactwork.contracts.models import Sampled
from pactwork.desk.queries.sampling import drawn
from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from tests.conftest import Clock
from tests.stories import World


def status(client: Client, world: World, page: str, name: str = "nadine") -> int:
    return client.get(reverse(f"contracts:{page}", args=[world.contract(name).ref])).status_code


def show(world: World, *names: str, until: date = date(2026, 10, 30)) -> int:
    contracts = [world.contract(name) for name in names]
    lena = world.people["lena"]
    return sample(world.run, contracts, to=lena, until=until, by=world.actor("ruth"))


def test_no_sample_is_larger_than_the_page_offers(world: World) -> None:
    world.agreed()
    with pytest.raises(Refused, match="sample_count"):
        show(world, *["nadine"] * (MOST + 1))
    assert not Sampled.objects.exists()
    assert show(world, *["nadine"] * MOST) == MOST


def test_the_sample_and_nothing_else(world: World, clock: Clock) -> None:
    world.agreed()
    world.agreed("tomasz")
    lena = world.client("lena")
    assert status(lena, world, "agreement") == 404
    assert show(world, "nadine") == 1
    assert status(lena, world, "agreement") == 200
    assert status(lena, world, "history") == 200
    assert status(lena, world, "drafts") == 200
    assert status(lena, world, "review") == 404
    assert status(lena, world, "agreement", "tomasz") == 404
    assert "Nadine Brooks" in lena.get(reverse("home")).content.decode()
    clock.set(clock.forward(days=26))
    assert status(lena, world, "agreement") == 404


def test_its_title_is_the_shared_one(world: World) -> None:
    """The student's working words are not shown, not even as a name in a list."""
    world.agreed()
    show(world, "nadine")
    world.write(question={"title": "A title that nobody was shown"})
    page = world.client("lena").get(reverse("home")).content.decode()
    assert "Handling complaints well" in page
    assert "nobody was shown" not in page


def test_it_ends_at_once(world: World) -> None:
    world.agreed()
    show(world, "nadine")
    assert end_sample(world.run, to=world.people["lena"], by=world.actor("ruth")) == 1
    assert status(world.client("lena"), world, "agreement") == 404
    acts = Entry.objects.filter(subject=world.run.ref).values_list("act", flat=True)
    assert list(acts)[-2:] == ["sampled", "sample_ended"]


def test_whoever_is_no_examiner_any_more_reads_nothing(world: World) -> None:
    world.agreed()
    show(world, "nadine")
    world.run.roles.filter(person=world.people["lena"]).update(ends_on=date(2026, 10, 4))
    assert status(world.client("lena"), world, "agreement") == 404


def test_only_the_leader_draws(world: World) -> None:
    world.agreed()
    with pytest.raises(Refused, match="not_your_move"):
        sample(
            world.run,
            [world.contract()],
            to=world.people["lena"],
            until=date(2026, 10, 30),
            by=world.actor("helen"),
        )
    address = reverse("contracts:samples", args=[world.run.ref])
    assert world.client("helen").get(address).status_code == 404
    assert world.client("lena").get(address).status_code == 404


def test_the_page(world: World) -> None:
    for name in ("nadine", "tomasz", "priya"):
        world.agreed(name)
    ruth, address = world.client("ruth"), reverse("contracts:samples", args=[world.run.ref])
    to = world.people["lena"].ref
    wrong = ruth.post(address, {"do": "draw", "to": to, "count": "many", "until": "2026-10-30"})
    assert wrong.status_code == 422
    assert 'value="2026-10-30"' in wrong.content.decode()
    late = ruth.post(address, {"do": "draw", "to": to, "count": "2", "until": "2026-10-01"})
    assert "Enter a date: today or later." in late.content.decode()
    assert ruth.post(address, {"do": "draw", "to": to, "count": "2", "until": "30/10/2026"})
    assert Sampled.objects.count() == 2
    left = drawn(world.run, 10, world.people["lena"])
    assert len(left) == 1
    assert ruth.post(address, {"do": "end", "to": to}).status_code == 302
    assert Sampled.objects.count() == 0


def test_queries_do_not_grow(world: World, django_assert_num_queries: object) -> None:
    world.agreed()
    show(world, "nadine")
    lena = world.client("lena")
    lena.get(reverse("home"))
    for name in ("tomasz", "priya"):
        world.agreed(name)
        show(world, name)
    # One of them for the newest shared drafts, which give the titles; one for drafts of modules; one for
    # whether it is their first time.
    with django_assert_num_queries(9):  # type: ignore[operator]
        lena.get(reverse("home"))
