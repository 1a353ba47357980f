"""A link's address opens that link, and no other."""

from pactwork.links.actions import make_link
from pactwork.links.queries import find
from pactwork.links.secrets import token_for
from tests.stories import World


def test_each_address_opens_its_own_link(world: World) -> None:
    made = [
        make_link(world.institution, email=f"{name}@larkmoor.example", name=name)
        for name in ("carol", "sam")
    ]
    one, two = made
    for link in made:
        assert find(link.ref, token_for(link.ref)) == link
    assert find(one.ref, token_for(two.ref)) is None
    assert find("nowhere", token_for(one.ref)) is None
