"""The learning set: its page, reading one draft, commenting, replying, closing a thread."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pactwork.contracts.actions import mark_read
from pactwork.contracts.models import Draft
from pactwork.contracts.seen import seen_by
from pactwork.contracts.views.base import Desk, desk
from pactwork.ground.refusal import Refused
from pactwork.people.requests import actor_of
from pactwork.reviews import actions
from pactwork.reviews.forms import TypedComment, typed_comment, typed_reply
from pactwork.reviews.models import Comment
from pactwork.reviews.queries.circle import circles
from pactwork.reviews.queries.panels import eyes
from pactwork.reviews.queries.reading import places, reading
from pactwork.reviews.queries.threads import Board
from pactwork.reviews.rules.comments import READERS


@require_safe
def set_page(request: HttpRequest) -> HttpResponse:
    return render(request, "reviews/set.html", {"circles": circles(actor_of(request))})


def _reader(request: HttpRequest, ref: str) -> Desk:
    """The contract for whoever is in the set, or helps it; the others have their own pages."""
    mine = desk(request, ref)
    if not mine.roles & READERS:
        raise Http404
    return mine


def _draft(mine: Desk, asked: str) -> Draft:
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    found = mine.whole.draft(number) if asked else mine.whole.newest
    if found is None:
        raise Http404
    return found


@require_safe
def reading_page(request: HttpRequest, ref: str) -> HttpResponse:
    mine = _reader(request, ref)
    if mine.whole.newest is None:
        return render(request, "reviews/nothing_shared.html", {"desk": mine})
    draft = _draft(mine, request.GET.get("draft", ""))
    board = Board(mine, draft)
    context = {
        "desk": mine,
        "page": reading(mine, draft, board),
        "eyes": eyes(mine, board.beside, board),
        "why_not": mine.why_not("comment"),
        "typed": TypedComment(draft.number, "", "", ""),
        "back": request.get_full_path(),
    }
    return render(request, "reviews/reading.html", context)


@require_POST
def have_read(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody in the set has read a draft and has nothing to add."""
    mine = _reader(request, ref)
    draft = _draft(mine, request.POST.get("draft", ""))
    mark_read(mine.whole.contract, by=mine.actor, draft=draft.number)
    messages.success(request, _("Marked as read."))
    return redirect("reviews:set")


def _home_of(mine: Desk, section: str) -> str:
    """Where somebody of these roles reads threads."""
    ref = mine.whole.contract.ref
    if "student" in mine.roles:
        return reverse("contracts:step", args=[ref, section])
    name = "reviews:reading" if "peer" in mine.roles else "contracts:review"
    return reverse(name, args=[ref])


def _back(request: HttpRequest, mine: Desk, comment: Comment) -> HttpResponse:
    """To the page the reader came from, at the thread."""
    asked = request.POST.get("next", "")
    safe = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None)
    page = asked.partition("#")[0] if safe else _home_of(mine, comment.section)
    return redirect(f"{page}#note-{comment.ref}")


@require_POST
def comment(request: HttpRequest, ref: str) -> HttpResponse:
    mine, typed = _reader(request, ref), typed_comment(request.POST)
    try:
        made = actions.comment(
            mine.whole.contract,
            by=mine.actor,
            draft=typed.draft,
            section=typed.section,
            path=typed.path,
            quote=typed.quote,
            text=typed.text,
        )
    except actions.BadComment as bad:
        return _not_sent(request, mine, typed, {"problems": bad.problems})
    except Refused as refused:
        return _not_sent(request, mine, typed, {"refusal": refused.refusal})
    messages.success(request, _("Your comment has been added."))
    return _back(request, mine, made)


def _not_sent(
    request: HttpRequest, mine: Desk, typed: TypedComment, wrong: dict[str, object]
) -> HttpResponse:
    """The form again with everything that was typed, and what is the matter."""
    draft = mine.whole.draft(typed.draft) or mine.whole.newest
    board = Board(mine, draft) if draft else None
    context = {
        "desk": mine,
        "typed": typed,
        "problems": {},
        "places": places(board, frozenset(board.lines)) if board else [],
        "said": list(board.lines.get(typed.section, ())) if board else [],
        "back": request.POST.get("next", ""),
    }
    return render(request, "reviews/not_sent.html", context | wrong, status=422)


def _head(request: HttpRequest, ref: str) -> tuple[Desk, Comment]:
    """A thread and the contract it is about, if this reader may see both; or else 404."""
    mine = seen_by(actor_of(request)).values("pk")
    heads = Comment.objects.select_related("contract", "draft", "person")
    head = get_object_or_404(heads, ref=ref, reply_to=None, contract__in=mine)
    found = _reader(request, head.contract.ref)
    if head.section not in found.reads(head.draft.number):
        raise Http404
    return found, head


@require_POST
def reply(request: HttpRequest, ref: str) -> HttpResponse:
    mine, head = _head(request, ref)
    text = typed_reply(request.POST)
    context = {"desk": mine, "head": head, "text": text, "back": request.POST.get("next", "")}
    try:
        actions.reply(mine.whole.contract, head.ref, by=mine.actor, text=text)
    except actions.BadComment as bad:
        context["refusal"] = bad.problems["text"]
        return render(request, "reviews/reply.html", context, status=422)
    except Refused as refused:
        context["refusal"] = refused.refusal
        return render(request, "reviews/reply.html", context, status=409)
    return _back(request, mine, head)


@require_POST
def resolution(request: HttpRequest, ref: str) -> HttpResponse:
    """A thread is closed, or opened again."""
    mine, head = _head(request, ref)
    act = actions.reopen if request.POST.get("to") == "open" else actions.resolve
    act(mine.whole.contract, head.ref, by=mine.actor)
    return _back(request, mine, head)
