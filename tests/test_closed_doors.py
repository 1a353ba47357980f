"""Every address is shut to a visitor, except the few that have a reason to be open."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pactwork.contracts.actions import keep_note
from pactwork.contracts.models import Answer, SavedNote
from pactwork.conversations.actions import begin, clarify
from pactwork.conversations.typed import Begun, Clear
from pactwork.hotseats.actions import answer_for_guest
from pactwork.modules.actions import apply_roster
from pactwork.modules.models import Blob
from pactwork.modules.roster.reading import sheet
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.actors import system_at
from pactwork.reviews.actions import comment
from tests.access.table import ROUTES
from tests.hotseats.seats import asked, planned, topic
from tests.stories import World

# Open to anyone, and why: the table says. What opens with more than the address is in brackets.
OPEN = {name.rpartition(":")[2]: row.open for name, row in ROUTES.items() if row.open}
SAMPLES = {"int": "1", "path": "a/b"}
REF = "bcdfghjkmn"


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def address(route: str) -> str:
    """A path that matches the route, made of invented refs."""
    return "/" + re.sub(
        r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1], REF), route.removesuffix(r"\Z")
    )


ALL = list(patterns(get_resolver()))
SHUT = [route for route, pattern in ALL if pattern.name not in OPEN]


@pytest.mark.django_db
@pytest.mark.parametrize("route", SHUT)
def test_a_visitor_is_sent_to_sign_in(client: Client, route: str) -> None:
    for method in ("get", "head", "post", "put", "delete"):
        response = getattr(client, method)(address(route))
        assert response.status_code == 302, method
        assert response["Location"].startswith(reverse("account_request_login_code"))


@pytest.fixture
def real(world: World) -> dict[str, str]:
    """Refs that are really there, by the beginning of the address or the name of the part."""
    contract = world.agreed()
    draft = world.share(bothers={"bothers": "Tenants ring me twice about the same leak."})
    said = comment(
        contract,
        by=world.actor("priya"),
        draft=draft.number,
        section="question",
        path="question",
        quote="complaint call",
        text="Which calls?",
    )
    begun = Begun("Which calls?", "Which calls, and why?", "set", "section", "stops")
    talk = begin(world.run, begun, by=world.actor("nadine"))
    clear, helen = Clear("yours", "As you like."), world.actor("helen")
    settled = clarify(world.run, clear, place_kind="section", key="stops", by=helen)
    return {
        "talk": talk.ref,
        "posts": talk.posts.get().ref,
        "clarifications": settled.ref,
        "contracts": contract.ref,
        "set": contract.ref,
        "modules": world.run.ref,
        "comments": said.ref,
        "institutions": world.institution.ref,
        **_hotseat(world),
        "files": Blob.objects.all()[0].ref,
        "notes": keep_note(by=world.actor("helen"), text="Which calls, and why those?").ref,
        "seat": world.seat("university").ref,
        "answer": Answer.objects.all()[0].ref,
        "key": "question",
        "part": "dates",
        "number": "1",
        "form": "txt",
    }


def _hotseat(world: World) -> dict[str, str]:
    seat, mine = planned(world, held=False), topic(world)
    question = asked(world, seat, "nadine")
    said = answer_for_guest(question, by=world.actor("helen"), text="You do.")
    return {"topics": mine.ref, "hotseats": seat.ref, "asked": question.ref, "said": said.ref}


def really(route: str, real: dict[str, str]) -> str:
    start = route.split("/")[0]
    return "/" + re.sub(
        r"<(?:\w+:)?(\w+)>", lambda m: real.get(m[1]) or real.get(start) or REF, route
    )


@pytest.mark.asvs("V8.4.1")
def test_a_stranger_finds_nothing_that_is_there(
    world: World, real: dict[str, str], client: Client
) -> None:
    """Somebody of another institution, who is everything that one can be there."""
    elsewhere = found_institution("Elsewhere")
    person = enter_person(
        elsewhere, key="s", name="Sam Stray", email="s@else.example", administrator=True
    )
    assert person.account
    client.force_login(person.account, backend="pactwork.web.signin.Backend")
    assert met(client, [r for r in SHUT if "<" in r], real) == []
    assert SavedNote.objects.filter(ref=real["notes"]).exists()


@pytest.mark.asvs("V8.2.2")
def test_one_student_finds_nothing_of_another(world: World, real: dict[str, str]) -> None:
    """Colin is on the same run, in another learning set."""
    shared: tuple[str, ...] = ("modules/", "files/", "institutions/", "clarifications/")
    shared += ("topics/", "hotseats/", "asked/", "said/")
    routes = [r for r in SHUT if "<" in r and not r.startswith(shared)]
    assert met(world.client("colin"), routes, real) == []


@pytest.mark.parametrize(
    ("key", "role"), [("nadine", "student"), ("priya", "student"), ("helen", "facilitator")]
)
def test_whoever_lost_their_place_finds_nothing_any_more(
    world: World, real: dict[str, str], key: str, role: str
) -> None:
    """The student herself, a peer, a facilitator: from the next request on."""
    client = world.client(key)
    assert client.get(f"/modules/{world.run.ref}/").status_code == 200
    gone = sheet(f"key,role,remove\n{key},{role},yes".encode())
    apply_roster(world.institution, gone, run=world.run.ref, by=system_at(world.institution))
    routes = [r for r in SHUT if "<" in r and not r.startswith("institutions/")]
    assert met(client, routes, real) == []


def met(client: Client, routes: list[str], real: dict[str, str]) -> list[str]:
    """Every address that answered with anything but "not here", or "not in this way"."""
    return [
        f"{method} {route}: {status}"
        for route in routes
        for method in ("get", "post")
        if (status := getattr(client, method)(really(route, real)).status_code) not in (404, 405)
        and not route.startswith("notes/")  # to drop what is not there is no fault, and no clue
    ]


def test_every_open_door_is_really_there() -> None:
    assert set(OPEN) <= {pattern.name for _, pattern in ALL}


@pytest.mark.asvs("V6.3.4")
def test_every_open_door_is_on_the_list() -> None:
    unlisted = [
        route
        for route, pattern in ALL
        if not getattr(pattern.callback, "login_required", True) and pattern.name not in OPEN
    ]
    assert not unlisted


@pytest.mark.asvs("V6.3.4")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/accounts/signup/", "/accounts/password/reset/", "/accounts/email/", "/admin/"]
)
def test_what_allauth_and_django_would_offer_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code in (302, 404)
