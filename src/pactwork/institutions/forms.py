"""The settings as they come from a browser."""

from django.http import HttpRequest

from pactwork.files.logos import MOST_BYTES, logo_of
from pactwork.files.uploads import upload_in
from pactwork.ground.own_words import TERMS, several
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import typed_in
from pactwork.institutions.rules.colours import colour_in
from pactwork.institutions.rules.describing import OPTIONAL
from pactwork.institutions.rules.zones import zone_in
from pactwork.institutions.typed import Described, Logo


def _roles(request: HttpRequest) -> dict[str, tuple[str, str]]:
    """Both are there as soon as one is: English says most of the others."""
    found = {}
    for kind in TERMS:
        one = " ".join(typed_in(request.POST, f"role-{kind}").replace("'", "’").split())
        more = " ".join(typed_in(request.POST, f"several-{kind}").replace("'", "’").split())
        if one or more:
            found[kind] = (one, more or several(one))
    return found


def typed(request: HttpRequest, was: Described) -> Described:
    post = request.POST
    return Described(
        name=" ".join(typed_in(post, "name").split()),
        time_zone=zone_in(typed_in(post, "time_zone")),
        language=typed_in(post, "language") or was.language,
        help_email=typed_in(post, "help_email").strip(),
        sender=" ".join(typed_in(post, "sender").split()),
        dates=typed_in(post, "dates") or was.dates,
        paper=typed_in(post, "paper") or was.paper,
        light=colour_in(typed_in(post, "light")),
        dark=colour_in(typed_in(post, "dark")),
        roles=_roles(request),
        left_out=tuple(app for app in OPTIONAL if app not in post.getlist("on")),
    )


def logo_in(request: HttpRequest) -> Refusal | Logo:
    """A picture that may be kept, or why not; that there is to be none; or nothing was said of it."""
    file = upload_in(request, "logo", MOST_BYTES)
    if isinstance(file, Refusal):
        return file
    if file is not None:
        return logo_of(file.content)
    return False if request.POST.get("no_logo") == "yes" else None


def field_id(problem: str) -> str:
    """Where the page shows it: ``roles.facilitator.several`` stands at ``several-facilitator``."""
    name, _, of = problem.partition(".")
    kind, _, more = of.partition(".")
    if name == "roles":
        return f"{'several' if more else 'role'}-{kind}"
    return {"left_out": "on"}.get(name, name)
