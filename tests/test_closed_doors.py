"""Every address is shut to a visitor, except the few that have a reason to be open."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Open to anyone, and why. What opens with more than the address is said in brackets.
OPEN = {
    "account_request_login_code": "one has to sign in somewhere",
    "account_login": "the same page under allauth's name for it",
    "account_confirm_login_code": "the second half of signing in",
    "account_logout": "a visitor has nothing to sign out of, and is sent to the sign-in page",
    "help": "help must not need what one needs help with",
    "theme": "colours are for every reader, by a cookie",
    "healthz": "a load balancer asks it; it says no more than yes",
    "plan_open": "a mailed link locates [the token in it]",
    "plan_open_agreement": "the same, for the reader's copy [the token in it]",
    "plan": "the plan by link [its own cookie, or the code]",
    "plan_answer": "the answer by link [a signed form, and the code]",
    "plan_code": "fresh digits by mail [a signed form, and the printed code]",
    "plan_withdrawal": "a yes taken back by link [a signed form, and the code]",
    "plan_stop": "no more letters [a signed form, and the code]",
    "plan_agreement": "the reader's copy of what is agreed [its own cookie, or the code]",
}
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
@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("route", SHUT)
def test_a_visitor_is_sent_to_sign_in(client: Client, route: str, method: str) -> None:
    response = getattr(client, method)(address(route))
    if response.status_code != 404:
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_request_login_code"))


def test_every_open_door_is_really_there() -> None:
    assert set(OPEN) <= {pattern.name for _, pattern in ALL}


def test_every_open_door_is_on_the_list() -> None:
    unlisted = [
        route
        for route, pattern in ALL
        if not getattr(pattern.callback, "login_required", True) and pattern.name not in OPEN
    ]
    assert not unlisted


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/accounts/signup/", "/accounts/password/reset/", "/accounts/email/", "/admin/"]
)
def test_what_allauth_and_django_would_offer_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code in (302, 404)
