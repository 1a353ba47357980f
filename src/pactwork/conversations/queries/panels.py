"""What talk shows beside other apps' pages; ``panels.py`` says where."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from pactwork.contracts.access import Desk
from pactwork.conversations.models import Post
from pactwork.conversations.queries.clarifications import beside, of_run
from pactwork.conversations.rules.marks import answers, cited_in, last_answer
from pactwork.conversations.visibility import on_run, talks_on
from pactwork.modules.queries.brief import Brief
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.requests import actor_of


def beside_workspace(
    request: HttpRequest, *, desk: Desk, section: str = "", **_about: Any
) -> Mapping[str, Any] | None:
    """What the open section means, for whoever drafts; one query."""
    found = desk.dossier.writing.section(section)
    if "student" not in desk.roles or found is None:
        return None
    run, value = desk.dossier.contract.run, desk.dossier.working.get(section) or {}
    fields = answers(found, value)
    asked = request.GET.get("q", "")
    return {
        "run": run,
        "step": found,
        "fields": list(fields.items()),
        "field": asked if asked in fields else last_answer(found, value),
        "cites": cited_in(value),
        "clarifications": beside(desk.actor, run, found),
    }


def on_brief(request: HttpRequest, *, brief: Brief, **_about: Any) -> Mapping[str, Any] | None:
    """What the module means, as far as it was settled, and the way to talk; one query."""
    actor = actor_of(request)
    if not on_run(actor, brief.run.pk):
        return None
    talks = talks_on(actor, brief.run.pk)
    return {"run": brief.run, "clarifications": of_run(actor, brief.run), "talks": talks}


def beside_review(request: HttpRequest, *, desk: Desk, **_about: Any) -> Mapping[str, Any] | None:
    """The team's notes on a student, for the team alone; one query."""
    if not desk.roles & TEACHING_TEAM or "student" in desk.roles:
        return None
    contract = desk.dossier.contract
    rows = Post.objects.filter(thread__student=contract.enrolment_id, thread__audience="staff")
    return {"team_notes": list(rows.select_related("person")), "contract": contract}
