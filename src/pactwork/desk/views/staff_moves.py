"""The smaller moves of staff, each a plain form: read, hand over, talk, waive, vouch, confirm, end."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.queries.staff import staff_for
from pactwork.desk.pages.queue import asked
from pactwork.desk.queries.own import saved_notes
from pactwork.desk.views.staff_desk import Review, address, page, staff_desk
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import typed_in
from pactwork.ground.typed_numbers import number_in
from pactwork.ground.validation import Duplicate, Invalid
from pactwork.modules.queries import staff_of
from pactwork.people.actors import Actor
from pactwork.people.requests import actor_of


def typed_of(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: typed_in(request.POST, name) for name in names}


def made(
    request: HttpRequest,
    found: Desk,
    at: str,
    typed: dict[str, str],
    move: Callable[[], object],
    words: str,
) -> HttpResponse:
    """Make a move and say so; refused, the page comes back with the reason and everything typed."""
    try:
        move()
    except Duplicate:
        words = _("You have already sent this.")
    except Refused as refused:
        wrong = refused.problems if isinstance(refused, Invalid) else {}
        shown = Review(found, refusal=refused.refusal, at=at, typed=typed, problems=wrong)
        return page(request, shown, status=409)
    return back(request, found.dossier.contract.ref, words)


@require_POST
def read(request: HttpRequest, ref: str) -> HttpResponse:
    """Mark a draft as read: the next redline starts from here."""
    found = staff_desk(request, ref)
    draft = number_in(request.POST.get("draft", "")) or 0
    actions.mark_read(found.dossier.contract, by=found.actor, draft=draft)
    return back(request, ref, _("Marked as read. You will see what changes from here."))


@require_POST
def hand_over(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """Give an open ask to a colleague who holds the same role."""
    found = staff_desk(request, ref)
    typed = typed_of(request, "to", "note", "in_place_of")
    contract = found.dossier.contract
    role = next((s.by for s in found.dossier.seats if s.ref == seat), "")
    held = staff_of(contract.run, role).filter(person__ref=typed["to"]).first()

    def move() -> None:
        if held is None:
            raise Refused(Refusal("not_a_colleague"))
        given = {"note": typed["note"], "in_place_of": typed["in_place_of"]}
        actions.hand_over(contract, seat, by=found.actor, to=held.person, **given)

    return made(request, found, f"hand-over-{seat}", typed, move, _("Handed over."))


def back(request: HttpRequest, ref: str, words: str) -> HttpResponse:
    """To where the button was pressed: the queue, as it was, or the review."""
    messages.success(request, words)
    query = request.POST.get("back", "")[:500]
    return redirect(asked(QueryDict(query).dict()).address(open=ref) if query else address(ref))


@require_POST
def talk(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """Propose to talk it through; the ask stays open."""
    found, typed = staff_desk(request, ref), typed_of(request, "message")

    def move() -> None:
        actions.propose_talk(found.dossier.contract, seat, by=found.actor, message=typed["message"])

    return made(request, found, f"talk-{seat}", typed, move, _("Your email is on its way."))


@require_POST
def waive(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """Go on without a seat's yes in this round, or its yes to one section, with a reason."""
    found, typed = staff_desk(request, ref), typed_of(request, "reason", "section")

    def move() -> None:
        actions.waive(found.dossier.contract, seat, by=found.actor, **typed)

    return made(request, found, f"waive-{seat}", typed, move, _("That yes is waived this time."))


@require_POST
def objection(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """Ask to be asked about words that a facilitator took for wording only."""
    found, typed = staff_desk(request, ref), typed_of(request, "reason")
    contract, by = found.dossier.contract, found.actor

    def move() -> None:
        actions.object_to_wording(contract, seat, by=by, reason=typed["reason"])

    return made(
        request, found, f"object-{seat}", typed, move, _("Noted. Everybody involved will be told.")
    )


@require_POST
def withdraw_yes(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """Take a yes of one's own team back, with a reason."""
    found, typed = staff_desk(request, ref), typed_of(request, "reason")

    def move() -> None:
        actions.withdraw_yes(found.dossier.contract, seat, by=found.actor, reason=typed["reason"])

    return made(request, found, f"withdraw-{seat}", typed, move, _("The yes has been withdrawn."))


@require_POST
def vouch(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """Confirm that this is the right person to ask at the workplace."""
    found, typed = staff_desk(request, ref), typed_of(request, "who", "how")

    def move() -> None:
        actions.vouch(found.dossier.contract, seat, by=found.actor, **typed)

    return made(request, found, f"advocate-{seat}", typed, move, _("Confirmed."))


@require_POST
def turn_down(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """Say that one cannot tell who this is: the student names somebody else."""
    found, typed = staff_desk(request, ref), typed_of(request, "who", "reason")

    def move() -> None:
        actions.turn_down(found.dossier.contract, seat, by=found.actor, **typed)

    return made(
        request,
        found,
        f"turn-down-{seat}",
        typed,
        move,
        _("Noted. The student will be told, and has to name someone else."),
    )


@require_POST
def condition_met(request: HttpRequest, ref: str, point: str) -> HttpResponse:
    """Confirm that a condition has been met."""
    found = staff_desk(request, ref)
    actions.meet_condition(found.dossier.contract, point, by=found.actor)
    return back(request, ref, _("Condition marked as met."))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """The module leader ends a contract: completed, or early."""
    found = staff_desk(request, ref)
    if "module_leader" not in found.roles:
        raise Http404
    typed, refusal = typed_of(request, "kind", "reason"), found.why_not("end")
    if request.method == "POST":
        try:
            actions.end_contract(found.dossier.contract, by=found.actor, **typed)
            return back(request, ref, _("The contract has ended."))
        except Refused as refused:
            refusal = refused.refusal
    context = {"desk": found, "typed": typed, "refusal": refusal}
    return render(request, "desk/end.html", context, status=409 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest) -> HttpResponse:
    """One's own bank of notes."""
    actor = actor_of(request)
    if not staff_for(actor).runs:
        raise Http404
    typed, problems = typed_of(request, "text", "name"), {}
    if request.method == "POST":
        try:
            actions.keep_note(by=actor, **typed)
            messages.success(request, _("Saved to your notes."))
            return redirect("contracts:notes")
        except Duplicate:
            messages.warning(request, _("This is already in your notes."))
            return redirect("contracts:notes")
        except Refused as refused:
            problems = _by_field(refused, "text")
    return _notes(request, actor, typed, problems)


def _by_field(refused: Refused, field: str) -> dict[str, Refusal]:
    return refused.problems if isinstance(refused, Invalid) else {field: refused.refusal}


def _notes(
    request: HttpRequest,
    actor: Actor,
    typed: dict[str, str],
    problems: dict[str, Refusal],
    at: str = "",
) -> HttpResponse:
    context = {"notes": saved_notes(actor), "typed": typed, "problems": problems, "at": at}
    return render(request, "desk/notes.html", context, status=422 if problems else 200)


@require_POST
def name_note(request: HttpRequest, note: str) -> HttpResponse:
    """Call one of one's own notes something else."""
    actor, typed = actor_of(request), typed_of(request, "name")
    try:
        actions.name_note(note, by=actor, name=typed["name"])
    except Refused as refused:
        return _notes(request, actor, typed, _by_field(refused, "name"), note)
    messages.success(request, _("Name saved."))
    return redirect("contracts:notes")


@require_POST
def drop_note(request: HttpRequest, note: str) -> HttpResponse:
    """Throw one of one's own notes away."""
    actions.drop_note(note, by=actor_of(request))
    messages.success(request, _("Note deleted."))
    return redirect("contracts:notes")
