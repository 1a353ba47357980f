"""The page of the settings; and the style sheet and the logo, for every reader of a page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pactwork.files.blobs import NEVER_RUN, read
from pactwork.ground.refusal import Refusal
from pactwork.institutions.actions import LANGUAGES, describe
from pactwork.institutions.forms import field_id, logo_in, typed
from pactwork.institutions.look import style_of, version_of
from pactwork.institutions.pages import settings_page
from pactwork.institutions.queries import described
from pactwork.institutions.rules.describing import problems
from pactwork.institutions.typed import Described
from pactwork.people.models import Institution
from pactwork.people.requests import actor_of, person_behind

FOR_GOOD = "public, max-age=31536000, immutable"  # its address changes with it
KINDS = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"))


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """How the institution presents itself; for its administrators."""
    person = person_behind(request)
    if not person.administrator:
        raise Http404
    house = person.institution
    if request.method != "POST":
        return _page(request, house, described(house), {})
    said, picture = typed(request, described(house)), logo_in(request)
    wrong = problems(vars(said), LANGUAGES)
    if isinstance(picture, Refusal) or wrong:
        return _page(request, house, said, _with_logo(wrong, picture))
    changed = describe(house, said, by=actor_of(request), logo=picture)
    messages.success(request, _("Saved.") if changed else _("No changes to save."))
    return redirect("institutions:settings")


def _with_logo(wrong: dict[str, Refusal], picture: object) -> dict[str, Refusal]:
    return wrong | ({"logo": picture} if isinstance(picture, Refusal) else {})


def _page(
    request: HttpRequest, house: Institution, said: Described, wrong: dict[str, Refusal]
) -> HttpResponse:
    at_fields = {field_id(name): refusal for name, refusal in wrong.items()}
    context = {"page": settings_page(house, said), "problems": at_fields}
    status = 422 if wrong else 200
    return render(request, "institutions/settings.html", context, status=status)


@login_not_required
@require_safe
def style(request: HttpRequest, ref: str, look: str) -> HttpResponse:
    """Colours and the size of paper. An old address, of a page that is still open, has what is in force."""
    house = get_object_or_404(Institution, ref=ref)
    made = HttpResponse(style_of(house), content_type="text/css; charset=utf-8")
    return _kept(made, in_force=look == version_of(house))


@login_not_required
@require_safe
def logo(request: HttpRequest, ref: str, digest: str) -> HttpResponse:
    """The logo in force, and no other file: a picture, whatever is in it."""
    house = get_object_or_404(Institution, ref=ref)
    content = read(house.logo) if house.logo and digest == house.logo else None
    kind = next((kind for head, kind in KINDS if content and content.startswith(head)), "")
    if content is None or not kind:
        raise Http404
    made = HttpResponse(content, content_type=kind)
    made["Content-Security-Policy"] = NEVER_RUN
    return _kept(made, in_force=True)


def _kept(made: HttpResponse, *, in_force: bool) -> HttpResponse:
    made["Cache-Control"] = FOR_GOOD if in_force else "no-cache"
    made["X-Content-Type-Options"] = "nosniff"
    return made
