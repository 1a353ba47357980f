"""What an institution has switched off: nothing new is begun there."""

from pactwork.ground.refusal import Refusal, insist
from pactwork.people.models import Institution


def insist_switched_on(house: Institution, app: str) -> None:
    """Raises ``Refused`` where nobody is to begin anything in this app."""
    insist(Refusal("switched_off") if app in house.left_out else None)
