"""What the views of the workspace share: keeping words, where to go next, the answers to autosave."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.dossier import text_of
from pactwork.contracts.models import Text
from pactwork.contracts.requests import student_desk
from pactwork.contracts.rules.merging import Merged
from pactwork.contracts.rules.section_words import fields
from pactwork.ground import dates
from pactwork.ground.cookies import named
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.sentences import sentence, sentences
from pactwork.modules.rules.specification import Section
from pactwork.workspace.forms.sections import (
    Said,
    has_words,
    marks_of,
    together,
    with_merged,
)
from pactwork.workspace.pages.kind_fields import pieces
from pactwork.workspace.pages.questions import next_question
from pactwork.workspace.pages.steps import after
from pactwork.workspace.pages.workspace import Look, step_questions

TAIL = {"stay": "", "more": "?more=1#more", "exemplars": "#exemplars"}


def section_of(found: Desk, key: str) -> Section:
    """One that is not shown now is among them: what is being typed there is not lost."""
    section = found.dossier.blank.section(key)
    if section is None:
        raise Http404
    return section


def shelf(ref: str, key: str) -> str:
    """Where the session remembers that examples were asked for before an own attempt."""
    return f"exemplars:{ref}:{key}"


def look_of(request: HttpRequest, ref: str, key: str) -> Look:
    return Look(
        at=request.GET.get("q", ""),
        more="more" in request.GET,
        timed=request.COOKIES.get(named("minutes")) != "off",
        exemplars=shelf(ref, key) in request.session,
    )


def keep(found: Desk, section: Section, said: Said, *, by_hand: bool = False) -> Text:
    """Save the words, together with what another tab has saved since in fields left alone here.

    Saved by hand, they count as an own attempt. Refused where both changed the same field.
    """
    try:
        return _save(found, section, said, by_hand)
    except Refused as no:
        merged, version = meeting(found, section, said)
        if no.refusal.code != "text_clash" or merged is None or merged.asked:
            raise
        both = with_merged(section, replace(said, version=version), merged, found.dossier.context)
        if both.problems:
            raise
        return _save(found, section, both, by_hand)


def meeting(found: Desk, section: Section, said: Said) -> tuple[Merged | None, int]:
    """What was typed beside what is saved now; nothing where the page did not say what it was over."""
    text = Text.objects.filter(contract=found.dossier.contract, section=section.key).first()
    if said.was is None or text is None:
        return None, 0
    return together(said, text.value), text.version


def _save(found: Desk, section: Section, said: Said, by_hand: bool) -> Text:
    return actions.save_text(
        found.dossier.contract,
        section.key,
        said.value,
        version=said.version,
        by=found.actor,
        attempted=by_hand and has_words(said.value),
    )


def onward(found: Desk, section: Section, said: Said) -> str:
    """Where to go once the words are kept: the next question, the next step, or home."""
    ref = found.dossier.contract.ref
    here = reverse("contracts:step", args=[ref, section.key])
    if said.then == "stop":
        return reverse("home")
    if said.then in TAIL:
        return here + TAIL[said.then]
    found.dossier.rewrite(section.key, said.value)
    following = next_question(step_questions(found.dossier, section, Look(), said), said.at)
    if following:
        return f"{here}?q={following.anchor}#q-{following.anchor}"
    next_step = after(found.dossier, section)
    if next_step is None:
        return reverse("contracts:check", args=[ref])
    return reverse("contracts:step", args=[ref, next_step.key])


def wrong(request: HttpRequest, said: Said) -> JsonResponse:
    """Autosave: some words cannot be kept as they are; which fields, and why."""
    return JsonResponse({"problems": sentences(said.problems)}, status=422)


def clash(
    request: HttpRequest, ref: str, section: Section, said: Said, refusal: Refusal
) -> JsonResponse:
    """Autosave: not kept. For a clash, with the words saved somewhere else and their version.

    ``asked`` are the fields that both changed, ``taken`` those that were left alone here.
    """
    told = {"sentence": sentence(refusal), "clash": refusal.code == "text_clash"}
    found = student_desk(request, ref)
    text = text_of(found.dossier, section.key)
    if text is None:
        return JsonResponse({**told, "version": 0}, status=409)
    merged, _version = meeting(found, section, said)
    theirs = {"theirs": fields(text.value), "version": text.version, "was": marks_of(text.value)}
    parts = {"asked": merged.asked, "taken": merged.taken} if merged else {}
    return JsonResponse({**told, **theirs, **parts}, status=409)


def freshly_checked(
    request: HttpRequest, found: Desk, section: Section, said: Said, text: Text
) -> JsonResponse:
    """Autosave: kept; the new version, the time, and the checks answered anew."""
    page = {
        "section": section,
        "questions": step_questions(found.dossier, section, Look(), said),
        **pieces(found.dossier, section, said),
    }
    checks = render_to_string("workspace/parts/checks.html", page, request)
    saved = dates.clock(text.saved_at)
    news: dict[str, Any] = {"version": text.version, "saved": saved, "checks": checks}
    if text.version != said.version + 1:  # somebody else's words are among them
        news["words"] = fields(text.value)
    return JsonResponse({**news, "was": marks_of(text.value)})
