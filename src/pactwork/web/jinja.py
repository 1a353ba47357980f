"""The template environment: what every page may call, and the filters it may use."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static as address_of_file
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment
from markupsafe import Markup

from pactwork.contracts import conditions
from pactwork.contracts.queries import reading
from pactwork.contracts.recorded import recorded_words
from pactwork.contracts.vocabulary import in_a_sentence, seat_title, seat_word
from pactwork.contracts.waiting import due_words
from pactwork.ground import dates
from pactwork.ground.addresses import address
from pactwork.ground.markdown import markdown
from pactwork.ground.numbers import grouped
from pactwork.ground.own_words import with_article
from pactwork.ground.sentences import sentence, sentences
from pactwork.web import icons, marks, roles, shapes
from pactwork.web.citations import cited
from pactwork.web.form_lists import error_list, options, people_options, role_options
from pactwork.web.limits import LIMITS
from pactwork.web.panels import panel


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name."""
    return reverse(name, kwargs=kwargs) if kwargs else address(name, *args)


@lru_cache(maxsize=256)
def static(path: str) -> str:
    """The address of a file of ours; it changes with the release, and a release is a new process."""
    return address_of_file(path)


@lru_cache(maxsize=2048)
def _translated(words: str, language: str | None) -> tuple[Markup, Markup | None]:
    """Words of a template as a form to fill in, and as they stand when there is nothing to fill in."""
    form = Markup(gettext(words))  # noqa: S704 - our own words; what fills them in is escaped
    return form, form % {} if "%(" not in form else None


def say(words: str, /, **given: object) -> Markup:
    """What ``_`` means in a template: as Jinja's own, but words are looked up once for a language."""
    form, plain = _translated(words, get_language())
    return plain if plain is not None and not given else form % given


CALLED = {
    "url": url,
    "times_are": dates.times_are,
    "static": static,
    "words": sentence,
    "role_name": roles.role_name,
    "panel": panel,
    "error_list": error_list,
    "people_options": people_options,
    "role_options": role_options,
    "icon": icons.icon,
    "limits": LIMITS,
    "hill_shape": shapes.hill,
    "segments": shapes.segments,
}

FILTERS = {
    "day": dates.day,
    "short_day": dates.short_day,
    "month": dates.month,
    "days": dates.days,
    "moment": dates.moment,
    "day_and_time": dates.day_and_time,
    "clock": dates.clock,
    "machine": dates.machine,
    "ago": dates.ago,
    "waiting": dates.waiting,
    "initials": marks.initials,
    "tint": marks.tint,
    "lines": marks.lines,
    "markdown": markdown,
    "cited": cited,
    "grouped": grouped,
    "options": options,
    "sentences": sentences,
    "role_words": roles.role_name,
    "recorded": recorded_words,
    "due_words": due_words,
    "sees_to": conditions.sees_to,
    "to_be_done_by": conditions.to_be_done_by,
    "holds_up": conditions.holds_up,
    "titled": reading.titled,
    "in_a_sentence": in_a_sentence,
    "with_article": with_article,
    "seat_title": seat_title,
    "seat_word": seat_word,
}


def environment(**given: Any) -> Environment:
    """Jinja2 for Django's backend, escaping everything, with new-style gettext."""
    settings = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True} | given
    env = Environment(extensions=["jinja2.ext.i18n"], **settings)  # noqa: S701 - set just above
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(CALLED, _=say, gettext=say)
    env.filters.update(FILTERS)
    return env
