"""What the frame of every page needs: whose it is, where they can go, which colours."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject

from pactwork.contracts.requests import warning_on
from pactwork.ground.addresses import address
from pactwork.ground.cookies import named
from pactwork.ground.installed import manifests
from pactwork.ground.manifest import NavigationLink
from pactwork.ground.words import gettext as _
from pactwork.institutions.look import Look, look_of
from pactwork.people.actors import Actor, persons_of
from pactwork.people.models import Account, Institution, Person
from pactwork.people.news import MOST, unread
from pactwork.people.owed import number
from pactwork.people.requests import actor_of
from pactwork.web.keeping import taken

Link = tuple[str, str, bool, int]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of base.html, once for a request: the parts of a page are rendered with it too."""
    known: dict[str, Any] | None = getattr(request, "_frame", None)
    if known is None:
        known = request._frame = _frame(request)  # type: ignore[attr-defined]
    return known


def _frame(request: HttpRequest) -> dict[str, Any]:
    """Signed-out pages get the colours and nothing else."""
    theme = request.COOKIES.get(named("theme"), "auto")
    person: Person | None = getattr(request, "_person", None)
    common: dict[str, Any] = {
        # One field for every form of a page: to draw a new mask for each costs more than the form.
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "theme": theme if theme in ("light", "dark") else "auto",
        "demo": settings.DEMO,
        "doubt": warning_on(request),
        "taken": ".".join(taken(request)),
        "asked_by": getattr(request, "_asked_by", ""),  # whose link led here
        "look": _look(request, person),
    }
    if person is None:
        return common
    return common | {
        "nav": links(request.path, actor_of(request)),
        "notices": (address("happened"), unread(actor_of(request)), MOST),
        "person_name": person.name,
        "owner": person.ref,
        "account": account_links(request, person),
        "institution": person.institution.name,
        "language": person.institution.language,
    }


def _look(request: HttpRequest, person: Person | None) -> Look | None:
    """Of the institution that somebody is at, or whose link they came by."""
    house: Institution | None = person.institution if person else getattr(request, "_house", None)
    return look_of(house) if house else None


def account_links(request: HttpRequest, person: Person) -> list[tuple[str, str]]:
    """Being somebody else in a demo; acting at one's other institutions; the way out."""
    persons = persons_of(request.user) if isinstance(request.user, Account) else []
    others = [
        (_("Go to %(institution)s") % {"institution": p.institution.name}, _act_at(p))
        for p in persons
        if p.pk != person.pk
    ]
    demo = [(_("Sign in as someone else"), address("demo:cast"))] if settings.DEMO else []
    letters = (_("Emails"), address("digests:wishes"))
    signing_in = (_("Signing in"), address("mfa_index"))
    places = (_("Where you are signed in"), address("signed_in"))
    about = (_("About you"), address("rights:mine"))
    sign_out = (_("Sign out"), "post:" + address("account_logout"))
    return [*others, letters, signing_in, places, about, *demo, sign_out]


def _act_at(person: Person) -> str:
    return "post:" + address("act_at", person.institution.ref)


def links(path: str, actor: Actor) -> list[Link]:
    """The main navigation: (label, address, current, waiting)."""
    home = NavigationLink(0, _("Your turn"), address("home"), number(actor))
    there = [one for one in manifests() if one.navigation and one.app not in actor.left_out]
    given = [link for one in there if one.navigation for link in one.navigation(actor)]
    found = sorted([home, *given], key=lambda link: link.order)
    here = max(found, key=lambda link: link.reach(path))
    return [
        (link.label, link.address, link is here and bool(link.reach(path)), link.count)
        for link in found
    ]
