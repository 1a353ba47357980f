"""Talk: of a run, asking, one thread, posting in it, and the wordings of a post."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pactwork.conversations import actions
from pactwork.conversations.forms import Asked, asked, number, ticked, words
from pactwork.conversations.models import Thread
from pactwork.conversations.queries.names import choices
from pactwork.conversations.queries.readers import of_run
from pactwork.conversations.queries.search import search
from pactwork.conversations.queries.talk import rows_of, talk
from pactwork.conversations.queries.thread import thread_page
from pactwork.conversations.views.base import Here, here, the_post, the_thread
from pactwork.conversations.visibility import is_team, own_set
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Duplicate, Invalid
from pactwork.modules.queries import specification
from pactwork.people.requests import actor_of


@require_safe
def talk_page(request: HttpRequest, ref: str) -> HttpResponse:
    mine = here(request, ref)
    page = max(1, min(number(request.GET, "page"), 10_000))
    found = talk(mine.actor, mine.run, page, words(request.GET, "about")[:61])
    return render(request, "conversations/talk.html", {"talk": found})


def _form(
    request: HttpRequest, mine: Here, said: Asked, *, status: int = 200, **wrong: object
) -> HttpResponse:
    """What may answer already, then the form; ``q`` is what was looked for."""
    q = said.title or words(request.GET, "q")
    found = search(mine.actor, q) if q.strip() else None
    context = {
        "here": mine,
        "q": q,
        "looking": "look" in request.GET and request.method != "POST",
        "found": found,
        "rows": rows_of(found.threads) if found else [],
        "said": said,
        "places": choices(specification(mine.run)),
        "readers": of_run(mine.actor, mine.run) if q.strip() or wrong else [],
        "in_set": own_set(mine.actor, mine.run.pk) is not None,
        "problems": {},
    }
    return render(request, "conversations/ask.html", context | wrong, status=status)


def _posted(said: Asked) -> str:
    if said.audience == "me":
        return _("Your note has been saved.")
    return _("Your question has been posted.")


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """First what may answer it already; then the question, to people who are named on the button."""
    mine = here(request, ref)
    if request.method != "POST":
        about = words(request.GET, "about") or "module."
        return _form(request, mine, Asked(about=about))
    said = asked(request.POST)
    try:
        made = actions.begin(mine.run, said.begun, by=mine.actor)
    except Duplicate as first:
        messages.warning(request, _("You have already asked this. Here it is."))
        return redirect("conversations:thread", first.ref)
    except Invalid as bad:
        return _form(request, mine, said, status=422, problems=bad.problems)
    except Refused as no:
        return _form(request, mine, said, status=409, problems={"": no.refusal})
    messages.success(request, _posted(said))
    return redirect("conversations:thread", made.ref)


def show(
    request: HttpRequest, found: Thread, *, status: int = 200, text: str = "", **wrong: object
) -> HttpResponse:
    """A thread; with what was typed and what is the matter, where it could not be kept."""
    page = thread_page(actor_of(request), found)
    quotes = request.POST.get("quotes") or request.GET.get("quote", "")
    quoted = next((s for s in page.posts if s.post.ref == quotes and not s.hidden), None)
    tell = ticked(request.POST)
    context = {"page": page, "text": text, "tell_now": tell, "quoted": quoted, "problems": {}}
    return render(request, "conversations/thread.html", context | wrong, status=status)


@require_safe
def thread(request: HttpRequest, ref: str) -> HttpResponse:
    return show(request, the_thread(request, ref))


@require_POST
def post(request: HttpRequest, ref: str) -> HttpResponse:
    found, text = the_thread(request, ref), words(request.POST, "text")
    quotes, by = words(request.POST, "quotes"), actor_of(request)
    try:
        made = actions.reply(found, text, by=by, quotes=quotes, tell=ticked(request.POST))
    except Duplicate as first:
        messages.warning(request, _("You have already posted this. Here it is."))
        return redirect(f"/talk/{found.ref}/#post-{first.ref}")
    except Invalid as bad:
        return show(request, found, status=422, text=text, problems=bad.problems)
    except Refused as no:
        return show(request, found, status=409, text=text, problems={"text": no.refusal})
    return redirect(f"/talk/{found.ref}/#post-{made.ref}")


@require_http_methods(["GET", "HEAD", "POST"])
def wordings(request: HttpRequest, ref: str) -> HttpResponse:
    """Every version of a post's words; its author writes the next one here, and keeps what was put away."""
    found = the_post(request, ref)
    mine = found.person_id == actor_of(request).person_id
    if found.hidden_at and not mine:
        raise Http404  # put away, and every earlier wording with it, for everybody but the author
    context = {"post": found, "mine": mine, "wordings": found.wordings.order_by("-number")}
    context["team"] = is_team(actor_of(request), found.thread.run_id)
    if request.method != "POST":
        known = {"text": found.text, "version": found.version, "problems": {}}
        return render(request, "conversations/words.html", context | known)
    text, version = words(request.POST, "text"), number(request.POST, "version")
    try:
        actions.edit(found, text, version=version, by=actor_of(request))
    except Refused as bad:
        wrong = bad.problems if isinstance(bad, Invalid) else {"text": bad.refusal}
        known = {"text": text, "version": found.version, "problems": wrong}
        return render(request, "conversations/words.html", context | known, status=422)
    return redirect(f"/talk/{found.thread.ref}/#post-{found.ref}")
