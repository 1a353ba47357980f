"""No address with a null byte reaches the database."""

import pytest
from django.test import Client

from tests.stories import World


@pytest.mark.parametrize(
    "path",
    [
        "/queue/?done=%00",
        "/queue/?open=a%00b",
        "/?x=%00",
        "/plan/%00/",
        "/contracts/%00/",
        "/sign-in/?next=/%00",
    ],
)
def test_it_is_a_bad_request(world: World, path: str) -> None:
    for client in (world.client("helen"), Client()):
        answer = client.get(path)
        assert (answer.status_code, b"\0" in answer.content) == (400, False)
