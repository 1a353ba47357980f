"""Making and ending mailed links, and addresses that are left alone."""

from datetime import datetime, timedelta

from pactwork.ground import clock
from pactwork.links.models import Link, Silence
from pactwork.links.secrets import address_digest
from pactwork.people.models import Institution

LASTS = timedelta(days=30)


def make_link(
    institution: Institution, *, email: str, name: str, until: datetime | None = None
) -> Link:
    """A fresh link; good for the usual time, or until a later moment."""
    moment = clock.now()
    ends = max(moment + LASTS, until or moment)
    return Link.objects.create(
        institution=institution, email=email, name=name, made_at=moment, ends_at=ends
    )


def extend_link(link: Link, until: datetime) -> None:
    """The same link for longer; never for less."""
    Link.objects.filter(pk=link.pk, ends_at__lt=until).update(ends_at=until)


def renew_link(link: Link) -> Link:
    """A fresh link to the same address in the place of one that has run out; the old one says so."""
    made = make_link(link.institution, email=link.email, name=link.name)
    Link.objects.filter(pk=link.pk).update(
        ended_at=made.made_at, ended_why="renewed", renewed_as=made
    )
    return made


def end_link(link: Link, why: str) -> None:
    """The link goes on opening, and says what became of it; it decides nothing any more."""
    Link.objects.filter(pk=link.pk, ended_at=None).update(ended_at=clock.now(), ended_why=why)


def leave_alone(institution: Institution, email: str) -> None:
    """No more letters to this address from this institution."""
    Silence.objects.get_or_create(
        institution=institution,
        address=address_digest(institution, email),
        defaults={"at": clock.now()},
    )


def lift_silence(institution: Institution, email: str) -> bool:
    """Letters may go to this address again; whether they had been stopped at all."""
    gone, _ = Silence.objects.filter(
        institution=institution, address=address_digest(institution, email)
    ).delete()
    return gone > 0
