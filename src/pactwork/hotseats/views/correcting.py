"""A planned hotseat, put right before it opens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pactwork.hotseats import actions
from pactwork.hotseats.forms import plan_of, typed_plan
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.rules.window import why_not_correct
from pactwork.hotseats.views.desk import Wrong, both, of_team, tried
from pactwork.hotseats.views.seat import seat_or_404
from pactwork.hotseats.visibility import window

SAME = ("title", "about", "guest_name", "guest_email", "guest_line")


def _as_it_stands(seat: Hotseat) -> dict[str, str]:
    times = {"opens": seat.opens_at, "closes": seat.closes_at}
    said = {name: f"{timezone.localtime(at):%Y-%m-%dT%H:%M}" for name, at in times.items()}
    return (
        said | {name: getattr(seat, name) for name in SAME} | {"held": "yes" if seat.held else "no"}
    )


@both
def correction(request: HttpRequest, ref: str) -> HttpResponse:
    seat = seat_or_404(request, ref)
    actor = of_team(request, seat.run_id)
    no = why_not_correct(window(seat), declined=seat.declined_at is not None)
    wrong: Wrong = {"": no} if no else {}
    typed, status = _as_it_stands(seat), 200
    if request.method == "POST":
        typed = typed_plan(request.POST)
        said = plan_of(typed, actor.zone)
        wrong, status = tried(lambda: actions.correct(seat, said, by=actor))
        if not wrong:
            messages.success(request, _("The details have been corrected."))
            return redirect("hotseats:desk", seat.ref)
    context = {"run": seat.run, "seat": seat, "typed": typed, "wrong": wrong}
    return render(request, "hotseats/plan.html", context, status=status)
