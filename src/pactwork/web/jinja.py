"""The template environment: what every page may call, and the filters it may use."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment

from pactwork import panels
from pactwork.contracts.recorded import recorded_words
from pactwork.ground import dates
from pactwork.ground.markdown import markdown
from pactwork.web import icons, marks, roles, shapes, words


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Jinja2 for Django's backend, escaping everything, with new-style gettext."""
    options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True} | options
    env = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 - set just above
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(
        url=url,
        static=static,
        words=words.sentence,
        role_name=roles.role_name,
        panel=panels.panel,
        icon=icons.icon,
        hill_shape=shapes.hill,
    )
    env.filters.update(
        day=dates.day,
        short_day=dates.short_day,
        month=dates.month,
        days=dates.days,
        moment=dates.moment,
        clock=dates.clock,
        machine=dates.machine,
        ago=dates.ago,
        waiting=dates.waiting,
        initials=marks.initials,
        tint=marks.tint,
        lines=marks.lines,
        markdown=markdown,
        role_words=roles.role_name,
        recorded=recorded_words,
    )
    return env
