"""One page: how often, when not, and about what."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.digests.actions import choose
from pactwork.digests.forms import chosen, known
from pactwork.digests.models import Wishes
from pactwork.digests.queries import lines_for
from pactwork.digests.queries.kinds import always_for, kinds_for
from pactwork.digests.rules.timing import news_since
from pactwork.digests.typed import Choice
from pactwork.ground import clock
from pactwork.ground.digest_line import DigestLine
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import Invalid
from pactwork.people.models import Person
from pactwork.people.requests import actor_of, person_behind


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    person = person_behind(request)
    if request.method != "POST":
        found = Wishes.objects.filter(person=person).first() or Wishes(person=person)
        since = news_since(found.sent_at, clock.now())
        lines = lines_for(actor_of(request), since, found.off)
        return _page(request, person, known(found), {}, lines)
    choice = chosen(request.POST, [tick.kind for tick in kinds_for(actor_of(request))])
    try:
        choose(person, by=actor_of(request), choice=choice)
    except Invalid as wrong:
        return _page(request, person, choice, wrong.problems)
    messages.success(request, _("Saved."))
    return redirect("digests:wishes")


def _page(
    request: HttpRequest,
    person: Person,
    choice: Choice,
    problems: dict[str, Refusal],
    lines: Sequence[DigestLine] | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    context = {"wishes": choice, "problems": problems, "email": person.email, "lines": lines}
    context |= {
        "kinds": [(tick.kind, tick.words, tick.at_once) for tick in kinds_for(actor)],
        "always": always_for(actor),
        "hours": [(str(hour), f"{hour:02}:00") for hour in range(24)],
    }
    return render(request, "digests/wishes.html", context, status=422 if problems else 200)
