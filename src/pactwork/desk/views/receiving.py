"""Staff mark what others owe to a student's module as received, and undo that."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.rules.answers import note_problem
from pactwork.desk.views.staff_desk import staff_desk
from pactwork.desk.views.staff_moves import made, typed_of
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed_days import day_in
from pactwork.ground.typed_numbers import number_in
from pactwork.ground.validation import Invalid


def _marked(
    request: HttpRequest,
    found: Desk,
    typed: dict[str, str],
    move: Callable[[], None],
    words: str,
) -> HttpResponse:
    """Back at the same piece: of what is due every week, the next one is marked from there."""
    at = f"receive-{typed['piece']}"
    done = made(request, found, at, typed, move, words)
    if done.status_code == 302 and not request.POST.get("back"):
        done["Location"] += f"#{at}"
    return done


@require_POST
def receive(request: HttpRequest, ref: str) -> HttpResponse:
    """It came, on the day that was typed."""
    found, typed = staff_desk(request, ref), typed_of(request, "piece", "number", "on", "note")

    def move() -> None:
        on = day_in(typed["on"])
        if isinstance(on, Refusal):
            long = note_problem(typed["note"])
            raise Invalid({"on": on} | ({"note": long} if long else {}))
        piece, number = typed["piece"], number_in(typed["number"]) or 0
        contract, by = found.dossier.contract, found.actor
        actions.note_received(contract, piece, number, by=by, on=on, note=typed["note"])

    return _marked(request, found, typed, move, _("Marked as received."))


@require_POST
def undo_receipt(request: HttpRequest, ref: str) -> HttpResponse:
    """It was marked by mistake."""
    found, typed = staff_desk(request, ref), typed_of(request, "piece", "number", "stands")

    def move() -> None:
        contract, number = found.dossier.contract, number_in(typed["number"]) or 0
        by, expected = found.actor, typed["stands"]
        actions.undo_received(contract, typed["piece"], number, by=by, expected=expected)

    return _marked(request, found, typed, move, _("Marked as not received."))
