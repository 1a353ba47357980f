"""The page of the settings; and the style sheet and the logo, for every reader of a page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pactwork.files.blobs import NEVER_RUN, read
from pactwork.ground.refusal import Refusal, Refused
from pactwork.institutions.actions import LANGUAGES, describe
from pactwork.institutions.forms import field_id, logo_in, typed
from pactwork.institutions.look import style_of, version_of
from pactwork.institutions.pages import SettingsPage, settings_page
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
        return _page(request, settings_page(house, described(house)), {})
    said, picture = typed(request, described(house)), logo_in(request)
    wrong = problems(vars(said), LANGUAGES)
    stands = request.POST.get("stands", "")
    if isinstance(picture, Refusal) or wrong:
        page = settings_page(house, said, stands=stands)
        return _page(request, page, _with_logo(wrong, picture))
    try:
        changed = describe(house, said, by=actor_of(request), logo=picture, expected=stands)
    except Refused as refused:
        return _beside(request, house, said, refused.refusal)
    messages.success(request, _("Saved.") if changed else _("No changes to save."))
    return redirect("institutions:settings")


def _with_logo(wrong: dict[str, Refusal], picture: object) -> dict[str, Refusal]:
    return wrong | ({"logo": picture} if isinstance(picture, Refusal) else {})


def _beside(
    request: HttpRequest, house: Institution, said: Described, refusal: Refusal
) -> HttpResponse:
    """What was typed, beside what another administrator has saved; saving again is meant, then."""
    house.refresh_from_db()
    again = {"logo": Refusal("logo_again")} if request.FILES else {}  # no browser keeps a file
    page = settings_page(house, said, moved=True)
    return _page(request, page, again, refusal)


def _page(
    request: HttpRequest,
    page: SettingsPage,
    wrong: dict[str, Refusal],
    refusal: Refusal | None = None,
) -> HttpResponse:
    at_fields = {field_id(name): one for name, one in wrong.items()}
    context = {"page": page, "problems": at_fields, "refusal": refusal}
    context["no_logo"] = request.POST.get("no_logo") == "yes"
    status = 409 if refusal else 422 if wrong else 200
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
