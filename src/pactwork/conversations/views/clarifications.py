"""Clarifications: of a run, one with its versions, writing and changing them, relying, citing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pactwork.conversations import actions
from pactwork.conversations.citing import cite
from pactwork.conversations.forms import Typed, parted, typed, words
from pactwork.conversations.models import Clarification, Post
from pactwork.conversations.queries import clarifications as queries
from pactwork.conversations.queries.names import choices
from pactwork.conversations.views.base import Here, here, the_clarification, the_post
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Duplicate, Invalid
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from pactwork.people.requests import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def of_the_run(request: HttpRequest, ref: str) -> HttpResponse:
    """What the module means; for the team, what was said last time too, to be renewed or not."""
    posted = request.method == "POST"
    mine = here(request, ref, team=posted, reads=not posted)
    if posted:
        return _renewed(request, mine)
    earlier = queries.from_last_time(mine.run) if mine.team else []
    shown = queries.of_run(mine.actor, mine.run)
    context = {"here": mine, "clarifications": shown, "earlier": earlier}
    return render(request, "conversations/clarifications.html", context)


def _renewed(request: HttpRequest, mine: Here) -> HttpResponse:
    """One press; a second one, or one that came too late, changes nothing and says so."""
    earlier = queries.one(words(request.POST, "clarification"), mine.actor.institution_id)
    drop = request.POST.get("to") == "drop"
    try:
        if earlier is not None:
            actions.renew(mine.run, earlier, by=mine.actor, drop=drop)
            said = _("Not renewed.") if drop else _("Renewed for this run.")
            messages.success(request, said)
    except Refused:
        messages.warning(request, _("Nothing was changed. Please check the list again."))
    return redirect("conversations:clarifications", mine.run.ref)


def _form(
    request: HttpRequest, run: Run, said: Typed, post: Post | None, **wrong: object
) -> HttpResponse:
    places = choices(specification(run), clarified=True)
    if said.about not in dict(places):
        places = [("", _("Choose")), *places]
    context = {"run": run, "said": said, "post": post, "places": places, "problems": {}}
    status = 422 if wrong else 200
    return render(request, "conversations/clarify.html", context | wrong, status=status)


def _make(request: HttpRequest, run: Run, post: Post | None) -> HttpResponse:
    said = typed(request.POST)
    kind, key = parted(said.about)
    by = actor_of(request)
    try:
        made = actions.clarify(run, said.clear, place_kind=kind, key=key, by=by, post=post)
    except Duplicate as first:
        messages.warning(request, _("You have already posted this. Here it is."))
        return redirect("conversations:clarification", first.ref)
    except Invalid as bad:
        return _form(request, run, said, post, problems=bad.problems)
    except actions.MadeAlready as first:
        return _form(request, run, said, post, problems={"": first.refusal}, first=first.made)
    messages.success(request, _("It is now shown beside its section to everybody who is drafting."))
    return redirect("conversations:clarification", made.ref)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, ref: str) -> HttpResponse:
    mine = here(request, ref, team=True)
    if request.method == "POST":
        return _make(request, mine.run, None)
    return _form(request, mine.run, Typed(about=words(request.GET, "about")), None)


@require_http_methods(["GET", "HEAD", "POST"])
def from_post(request: HttpRequest, ref: str) -> HttpResponse:
    """Begins with the answer's words, unless they were said to fewer people than will read them."""
    found = the_post(request, ref, team=True)
    thread = found.thread
    if request.method == "POST":
        return _make(request, thread.run, found)
    if first := queries.made_of(found):
        messages.warning(
            request, _("This post has already been made into a clarification. Here it is.")
        )
        return redirect("conversations:clarification", first.ref)
    own = found.person_id == actor_of(request).person_id
    open_to_all = thread.audience in ("cohort", "everyone")
    text = found.text if (own or open_to_all) and not found.hidden_at else ""
    said = Typed(text=text, about=f"{thread.place}.{thread.key}")
    return _form(request, thread.run, said, found)


@require_safe
def page(request: HttpRequest, ref: str) -> HttpResponse:
    found = queries.page(actor_of(request), the_clarification(request, ref))
    return render(request, "conversations/clarification.html", {"page": found})


def _changing(
    request: HttpRequest, made: Clarification, said: Typed, **wrong: object
) -> HttpResponse:
    context = {"made": made, "said": said, "problems": {}, "steps": queries.steps(made)}
    status = 422 if wrong else 200
    return render(request, "conversations/change.html", context | wrong, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, ref: str) -> HttpResponse:
    made = the_clarification(request, ref, team=True)
    if request.method != "POST":
        readings = "\n".join(made.readings)
        return _changing(request, made, Typed(made.kind, made.text, readings))
    said, by = typed(request.POST), actor_of(request)
    try:
        actions.change_clarification(made, said.clear, why=said.why, version=said.version, by=by)
    except Invalid as bad:
        return _changing(request, made, said, problems=bad.problems)
    except Refused as no:
        made.refresh_from_db()
        return _changing(request, made, said, problems={"text": no.refusal})
    messages.success(
        request, _("Changed. We will email the changes to everybody who relies on it or cites it.")
    )
    return redirect("conversations:clarification", ref)


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, ref: str) -> HttpResponse:
    """A GET asks for the reason. A POST withdraws it."""
    made, why = the_clarification(request, ref, team=True), words(request.POST, "why")
    known: dict[str, Any] = {"made": made, "why": why, "problems": {}}
    if request.method == "POST":
        try:
            actions.withdraw(made, why=why, by=actor_of(request))
            messages.success(
                request,
                _("Withdrawn. We will email the reason to everybody who relied on it or cited it."),
            )
            return redirect("conversations:clarification", ref)
        except Invalid as bad:
            known["problems"] = bad.problems
        except Refused as no:
            known["problems"] = {"": no.refusal}
    status = 422 if known["problems"] else 200
    return render(request, "conversations/withdraw.html", known, status=status)


@require_POST
def reliance(request: HttpRequest, ref: str) -> HttpResponse:
    made = the_clarification(request, ref, talks=True)
    no_more = request.POST.get("to") == "no more"
    actions.rely(made, by=actor_of(request), no_more=no_more)
    said = _("We will no longer tell you when it changes.")
    messages.success(request, said if no_more else _("We will tell you when it changes."))
    return redirect("conversations:clarification", ref)


@require_POST
def citation(request: HttpRequest, ref: str) -> HttpResponse:
    """Puts the mark at the end of one's own answer and says which, or says what to type."""
    made = the_clarification(request, ref, talks=True)
    if made.withdrawn_at:
        messages.warning(request, _("It was withdrawn, so you can no longer cite it."))
        return redirect("conversations:clarification", ref)
    where = {name: words(request.POST, name) for name in ("section", "field")}
    done = cite(made, by=actor_of(request), **where)
    if done.answer:
        said = _("%(mark)s is now at the end of “%(answer)s”. Move it to where you want it.")
        messages.success(request, said % {"mark": made.mark, "answer": done.answer})
        return redirect(done.step)
    said = _("Type %(mark)s where you want to cite it: there is no answer here to add it to.")
    messages.warning(request, said % {"mark": made.mark})
    return redirect(done.step or f"/clarifications/{made.ref}/")
