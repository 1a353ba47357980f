"""Comments: saying something beside the words, replying, closing a thread, taking an idea home."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pactwork.contracts.access import Desk
from pactwork.contracts.models import Contract
from pactwork.contracts.visibility import one, seen_by
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Duplicate, Invalid
from pactwork.people.requests import actor_of
from pactwork.reviews import actions
from pactwork.reviews.forms import TypedComment, typed_comment, typed_reply
from pactwork.reviews.models import Comment, Idea
from pactwork.reviews.queries.reading import places
from pactwork.reviews.queries.threads import Board
from pactwork.reviews.substitutes import LentDesk
from pactwork.reviews.views.base import back_to, page_before, reader
from pactwork.reviews.views.reading import own_contract


def _said(mine: Desk, typed: TypedComment) -> Comment:
    return actions.comment(
        mine.dossier.contract,
        by=mine.actor,
        draft=typed.draft,
        section=typed.section,
        text=typed.text,
        path=typed.path,
        quote=typed.quote,
        kind=typed.kind,
        wording=typed.wording,
        please_answer=typed.please_answer,
    )


@require_POST
def comment(request: HttpRequest, ref: str) -> HttpResponse:
    mine, typed = reader(request, ref), typed_comment(request.POST)
    try:
        made = _said(mine, typed)
    except Duplicate as first:
        return _posted_before(request, mine, first.ref, typed.section)
    except Invalid as bad:
        return _not_sent(request, mine, typed, {"problems": bad.problems})
    except Refused as refused:
        return _not_sent(request, mine, typed, {"refusal": refused.refusal})
    messages.success(request, _("Your comment has been added."))
    return back_to(request, mine, made.ref, made.section)


def _posted_before(request: HttpRequest, mine: Desk, ref: str, section: str) -> HttpResponse:
    messages.warning(request, _("You have already posted this. Here it is."))
    return back_to(request, mine, ref, section)


def _not_sent(
    request: HttpRequest, mine: Desk, typed: TypedComment, wrong: dict[str, object]
) -> HttpResponse:
    """The form again with everything that was typed, and what is the matter."""
    draft = mine.dossier.draft(typed.draft)
    if draft is None and not isinstance(mine, LentDesk):
        draft = mine.dossier.newest
    board = Board(mine, draft) if draft else None
    context = {
        "desk": mine,
        "typed": typed,
        "problems": {},
        "places": places(board, frozenset(board.lines)) if board else [],
        "said": list(board.lines.get(typed.section, ())) if board else [],
        "may_take": own_contract(mine) is not None,
        "back": request.POST.get("next", ""),
    }
    return render(request, "reviews/not_sent.html", context | wrong, status=422)


def _taken(own: Contract, mine: Desk, typed: TypedComment) -> Idea:
    return actions.take_home(
        own,
        mine.dossier.contract,
        by=mine.actor,
        draft=typed.draft,
        section=typed.section,
        words=typed.quote,
        to=typed.section,
        text=typed.text,
    )


@require_POST
def take_home(request: HttpRequest, ref: str) -> HttpResponse:
    """Words of another's plan become a note on the same section of one's own."""
    mine, typed = reader(request, ref), typed_comment(request.POST)
    own = own_contract(mine)
    if own is None:
        raise Http404
    try:
        _taken(one(own.pk), mine, typed)
    except Duplicate:
        messages.warning(request, _("You have already saved this note."))
        return redirect(page_before(request, f"/set/{ref}/"))
    except Refused as refused:
        return _not_sent(request, mine, typed, {"refusal": refused.refusal})
    messages.success(request, _("Saved as a note beside that step of your contract."))
    return redirect(page_before(request, f"/set/{ref}/"))


@require_POST
def drop_idea(request: HttpRequest, ref: str) -> HttpResponse:
    """One's own only; of others' nothing is told."""
    try:
        actions.drop_idea(ref, by=actor_of(request))
    except Refused:
        raise Http404 from None
    messages.success(request, _("Note deleted."))
    return redirect(page_before(request, reverse("home")))


def _head(request: HttpRequest, ref: str) -> tuple[Desk, Comment]:
    """A thread and the contract it is about, if this reader may see both; or else 404."""
    mine = seen_by(actor_of(request)).values("pk")
    heads = Comment.objects.select_related("contract", "draft", "person")
    head = get_object_or_404(heads, ref=ref, reply_to=None, contract__in=mine)
    found = reader(request, head.contract.ref)
    board = Board(found, head.draft)
    hidden = head.draft_id in board.beside.owing(found.actor.person_id)
    if head.section not in found.reads(head.draft.number):
        raise Http404
    if hidden and head.person_id != found.actor.person_id:
        raise Http404
    return found, head


@require_POST
def reply(request: HttpRequest, ref: str) -> HttpResponse:
    mine, head = _head(request, ref)
    text = typed_reply(request.POST)
    context = {"desk": mine, "head": head, "text": text, "back": request.POST.get("next", "")}
    try:
        actions.reply(mine.dossier.contract, head.ref, by=mine.actor, text=text)
    except Duplicate:
        return _posted_before(request, mine, head.ref, head.section)
    except Invalid as bad:
        context["refusal"] = bad.problems["text"]
        return render(request, "reviews/reply.html", context, status=422)
    except Refused as refused:
        context["refusal"] = refused.refusal
        return render(request, "reviews/reply.html", context, status=409)
    return back_to(request, mine, head.ref, head.section)


@require_POST
def resolution(request: HttpRequest, ref: str) -> HttpResponse:
    """A thread is closed, or opened again."""
    mine, head = _head(request, ref)
    act = actions.reopen if request.POST.get("to") == "open" else actions.resolve
    act(mine.dossier.contract, head.ref, by=mine.actor)
    return back_to(request, mine, head.ref, head.section)
