"""How the guest comes in: as an advocate does, by the cookie of the letter's link or by its code."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.visibility import HEAVY
from pactwork.links.tickets import ticket
from pactwork.links.visits import Came, asked_by, came, forget_who, gone_or_404, quiet
from pactwork.people.speaking import speaking_for

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class GuestVisit:
    """The guest on one page."""

    seat: Hotseat
    ref: str  # the link's
    came: Came

    @property
    def ticket(self) -> str:
        """What the forms of this page carry."""
        return ticket(self.ref, self.came.client, "form")


def _seat(ref: str) -> Hotseat | None:
    rows = Hotseat.objects.select_related("run__institution", "link__institution", "planned_by")
    return rows.defer(*HEAVY).filter(link__ref=ref).first()


def by_link(view: View) -> View:
    """Closed to whoever comes without the letter's cookie, ticket or code. A GET changes nothing."""

    @login_not_required
    @csrf_exempt  # the form's ticket does that work, as on the advocate's pages
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, ref: str) -> HttpResponse:
        forget_who(request)
        seat = _seat(ref)
        if seat is None or seat.link is None:
            return gone_or_404(request, ref)
        house = asked_by(request, seat.run.institution)
        with speaking_for(house):
            found = came(request, seat.link)
            if not isinstance(found, Came):
                return quiet(found)
            return quiet(view(request, GuestVisit(seat, ref, found)))

    return page
