"""For facilitators and the module leader: planning, inviting, extending, cancelling, thanking; questions."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.shortened import shortened
from pactwork.ground.typed import markdown_in, typed_in
from pactwork.ground.validation import Invalid
from pactwork.hotseats import actions
from pactwork.hotseats.forms import PLAN, moment_in, plan_of, typed_plan
from pactwork.hotseats.models import Hotseat, Question, Topic
from pactwork.hotseats.queries.seat import invited, seat_page, waiting_beside
from pactwork.hotseats.views.run import run_or_404
from pactwork.hotseats.views.seat import seat_or_404
from pactwork.hotseats.visibility import place, question_seen_by, topic_seen_by
from pactwork.modules.models import Run
from pactwork.people.actors import Actor
from pactwork.people.requests import actor_of

Act = Callable[[], object]
Wrong = Mapping[str, Refusal]
both = require_http_methods(["GET", "HEAD", "POST"])


def tried(act: Act) -> tuple[Wrong, int]:
    """What was wrong, and the status that says so; nothing and 200 when it was done."""
    try:
        act()
    except Invalid as bad:
        return bad.problems, 422
    except Refused as no:
        return {"": no.refusal}, 409
    return {}, 200


def of_team(request: HttpRequest, run: int) -> Actor:
    actor = actor_of(request)
    if not place(actor, run).team:
        raise Http404
    return actor


def _topic(request: HttpRequest, run: Run) -> Topic | None:
    """Named by the address or the form; one of another run, or gone, is as good as none."""
    ref = typed_in(request.POST, "topic") or request.GET.get("topic", "")
    found = topic_seen_by(actor_of(request), ref) if ref else None
    return found if found and found.run_id == run.pk else None


@both
def plan(request: HttpRequest, ref: str) -> HttpResponse:
    run = run_or_404(request, ref)
    actor, topic = of_team(request, run.pk), _topic(request, run)
    typed = dict.fromkeys(PLAN, "") | (
        {"title": topic.title, "about": topic.about} if topic else {}
    )
    wrong: Wrong = {}
    status = 200
    if request.method == "POST":
        typed = typed_plan(request.POST)
        said, made = plan_of(typed, actor.zone), list[Hotseat]()
        act = lambda: made.append(actions.plan(run, said, by=actor, topic=topic))  # noqa: E731
        wrong, status = tried(act)
        if made:
            messages.success(
                request, _("The hotseat is planned. Invite the guest when you are ready.")
            )
            return redirect("hotseats:desk", made[0].ref)
    context = {"run": run, "topic": topic, "typed": typed, "wrong": wrong}
    return render(request, "hotseats/plan.html", context, status=status)


def _moves(request: HttpRequest, seat: Hotseat, by: Actor) -> dict[str, tuple[Act, str]]:
    """By the name of the button: the act, and what is said when it is done."""
    said = {name: markdown_in(request.POST, name) for name in ("until", "why", "words", "email")}
    until = moment_in(said["until"], by.zone)
    return {
        "invite": (lambda: actions.invite(seat, by=by), _("The invitation is on its way.")),
        "invite_again": (
            lambda: actions.invite_again(seat, said["email"], by=by),
            _("A new email is on its way. The link in the earlier one no longer works."),
        ),
        "extend": (lambda: actions.extend(seat, by=by, until=until), _("Closing time extended.")),
        "cancel": (
            lambda: actions.cancel(seat, by=by, why=said["why"]),
            _("The hotseat is cancelled. An invited guest will be told."),
        ),
        "thank": (
            lambda: actions.thank(seat, by=by, words=said["words"]),
            _("Your thanks are on their way."),
        ),
    }


@both
def desk(request: HttpRequest, ref: str) -> HttpResponse:
    seat = seat_or_404(request, ref)
    actor = of_team(request, seat.run_id)
    wrong: Wrong = {}
    status = 200
    move = _moves(request, seat, actor).get(request.POST.get("move", ""))
    if move:
        wrong, status = tried(move[0])
        if not wrong:
            messages.success(request, move[1])
            return redirect("hotseats:desk", seat.ref)
    context = {"page": seat_page(seat, actor), "wrong": wrong, "typed": request.POST}
    context["invited"] = invited(seat)
    return render(request, "hotseats/desk.html", context, status=status)


def _question(request: HttpRequest, ref: str) -> tuple[Question, Actor]:
    found = question_seen_by(actor_of(request), ref)
    if found is None:
        raise Http404
    return found, of_team(request, found.hotseat.run_id)


def _handling(request: HttpRequest, found: Question, by: Actor) -> Act | None:
    said = {name: markdown_in(request.POST, name) for name in ("into", "why", "text")}
    acts: dict[str, Act] = {
        "answer": lambda: actions.answer_for_guest(found, by=by, text=said["text"]),
        "merge": lambda: actions.merge(found, into=said["into"], by=by),
        "aside": lambda: actions.set_question_aside(found, by=by, why=said["why"]),
    }
    return acts.get(request.POST.get("move", ""))


@both
def question(request: HttpRequest, ref: str) -> HttpResponse:
    """What staff may do about one question: answer for the guest, put two together, set aside."""
    found, actor = _question(request, ref)
    wrong: Wrong = {}
    status = 200
    act = _handling(request, found, actor)
    if act:
        wrong, status = tried(act)
        if not wrong:
            messages.success(request, _("Done."))
            return redirect("hotseats:seat", found.hotseat.ref)
    return render(
        request, "hotseats/question.html", _about(found, actor, wrong, request), status=status
    )


def _about(found: Question, actor: Actor, wrong: Wrong, request: HttpRequest) -> dict[str, Any]:
    page = seat_page(found.hotseat, actor)
    rows = page.queue.waiting + page.queue.answered + page.queue.out
    asked = next((one for one in rows if one.question.pk == found.pk), None)
    others = waiting_beside(asked, page.queue) if asked else []
    named = [(one.question.ref, shortened(one.question.text, 90)) for one in others]
    known = {"page": page, "asked": asked, "question": found, "others": named}
    return known | {"wrong": wrong, "typed": request.POST}
