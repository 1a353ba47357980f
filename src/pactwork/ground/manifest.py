"""What an app gives to the whole: each exports one ``MANIFEST``, listed in ``wiring/manifests.py``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from django.core.mail import EmailMessage
from django.utils.functional import Promise

Params = Mapping[str, Any]
# With the refusal's parameters filled in, or made from them.
Sentence = str | Promise | Callable[[Params], str]
# From the delivery that is due: the email, or in a word why there is none to send.
EmailBuilder = Callable[[Any], EmailMessage | str]


@dataclass(frozen=True)
class Email:
    """One kind of email. ``follows``: the tick by which its reader may stop it; nothing: it always comes."""

    build: EmailBuilder
    follows: str = ""


@dataclass(frozen=True)
class Panel:
    """What an app shows on a page that it does not own.

    ``query`` takes the request and what the page is about, and returns the template's context, or
    nothing where there is nothing to show. Panels of one place stand in the order of the apps, or of
    ``order`` where that is not as it should be.
    """

    place: str
    query: Callable[..., Mapping[str, Any] | None]
    template: str
    order: int = 0


class Pace(IntEnum):
    AWAITED = 0  # somebody sits before a page and waits for it
    USUAL = 1
    SLOW = 2  # may take a minute


@dataclass(frozen=True)
class Job:
    """What the worker does about once a minute, besides sending emails."""

    run: Callable[[], object]
    pace: Pace = Pace.USUAL


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """An app that gives nothing of a kind leaves it out."""

    app: str
    refusals: Mapping[str, Sentence] = field(default_factory=dict)
    emails: Mapping[str, Email] = field(default_factory=dict)
    panels: tuple[Panel, ...] = ()
    jobs: tuple[Job, ...] = ()
