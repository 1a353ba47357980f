"""The real workspace page in both template engines: ``python -m bench.engine``.

The page of one step is rendered from one context, by Jinja2 as the product does and by Django's
engine from a port of the same templates (``engine_templates/``). Both must say the same, or nothing
is measured. What other apps add beside the step is left out of both.
"""

import html
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS, WARM = 60, 10


def main() -> None:
    os.environ["PACTWORK_MODE"] = "demo"
    os.environ["DJANGO_SETTINGS_MODULE"] = "pactwork.settings"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PACTWORK_DATA"] = folder
        measure()


def measure() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from pactwork.demo import play
    from pactwork.ground import installed

    call_command("migrate", verbosity=0)
    play.load()
    installed.panels = lambda place: ()  # type: ignore[assignment]
    context = page_context()
    engines = {"jinja2": by_jinja(context), "django": by_django(context)}
    pages = {name: render() for name, render in engines.items()}
    if said(pages["jinja2"]) != said(pages["django"]):
        raise SystemExit("The two pages do not say the same.")
    times = interleaved(engines)
    print(f"One step of the workspace, {len(pages['jinja2']) / 1000:.0f} kB of HTML, CPU per page:")
    for name, taken in times.items():
        print(f"  {name:7} median {1000 * statistics.median(taken):.2f} ms")
    ratio = statistics.median(times["django"]) / statistics.median(times["jinja2"])
    print(f"  django / jinja2: {ratio:.1f}")


def page_context() -> dict[str, Any]:
    """The step that Nadine has still to finish, as its view puts it together."""
    from django.contrib.sessions.backends.signed_cookies import SessionStore
    from django.test import RequestFactory

    from pactwork.contracts.access import Desk
    from pactwork.contracts.dossier import load_dossier
    from pactwork.contracts.visibility import joined
    from pactwork.people.actors import actor_for
    from pactwork.workspace.pages.workspace import Look, step_page

    contract = joined().get(student__name="Nadine Brooks")
    found = Desk(actor_for(contract.student), load_dossier(contract), frozenset({"student"}))
    section = found.dossier.template.section("stops")
    assert section is not None
    request = RequestFactory().get("/contracts/x/steps/stops/")
    request.session = SessionStore()
    assert contract.student.account is not None
    request.user = contract.student.account
    request._person = contract.student  # type: ignore[attr-defined]
    page = step_page(found.dossier, section, Look())
    return {"request": request, "desk": found, "over": found.band, **page}


def by_jinja(context: dict[str, Any]) -> Callable[[], str]:
    from django.template.loader import get_template

    template, request = get_template("workspace/step.html"), context["request"]
    plain = {key: value for key, value in context.items() if key != "request"}
    return lambda: template.render(plain, request)


def by_django(context: dict[str, Any]) -> Callable[[], str]:
    from django.template.backends.django import DjangoTemplates

    engine = DjangoTemplates(
        {
            "NAME": "port",
            "DIRS": [Path(__file__).parent / "engine_templates"],
            "APP_DIRS": False,
            "OPTIONS": {
                "builtins": [
                    "django.templatetags.i18n",
                    "django.templatetags.static",
                    "bench.tags",
                ],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                    "pactwork.web.context.frame",
                ],
            },
        }
    )
    template, request = engine.get_template("page.html"), context["request"]
    plain = {key: value for key, value in context.items() if key != "request"}
    return lambda: template.render(plain, request)


def said(page: str) -> list[str]:
    """The words of a page without mark-up, white space and the token that changes each time."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", page))
    return text.split()


def interleaved(engines: dict[str, Callable[[], str]]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in engines}
    for number in range(WARM + ROUNDS):
        for name, render in engines.items():
            start = time.process_time()
            render()
            if number >= WARM:
                times[name].append(time.process_time() - start)
    return times


if __name__ == "__main__":
    main()
