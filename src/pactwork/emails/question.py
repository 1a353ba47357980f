"""What a question by email says of itself: what it is about, how long it takes, and what went before."""

from dataclasses import dataclass, field, replace
from typing import Any

from pactwork.contracts.as_facts import taken_back_at
from pactwork.contracts.models import Answer, Ask, Draft
from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.rules.drafts import ChangedLine
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.signatures import same_name
from pactwork.contracts.rules.state import fate_of
from pactwork.ground.dates import day
from pactwork.ground.email_template import Quote
from pactwork.ground.mailboxes import mailbox
from pactwork.history.models import Delivery
from pactwork.modules.rules.kinds_of_answer import AIMLESS
from pactwork.post.names import in_letters, quotable, shortened, unlinked
from pactwork.workplace.pages.plan_pages import still_owes
from pactwork.workplace.pages.plan_words import Part, differences, minutes, parts_of

AIM_MOST = 200  # characters of the student's words: one sentence, and not the plan itself
NO_AIM = AIMLESS | {"week", "lead", "undertakes"}  # or are the module's words


def covered_parts(plan: Plan) -> list[Part]:
    """The words that this reader's yes would be to, as they were when the question was sent."""
    return [part for part in parts_of(plan, plan.ask.draft.content) if part.covered]


def aim_of(plan: Plan) -> dict[str, str]:
    """What the student wants to do, and under which words: the title, where this reader reads it; or else
    the first longer words that their yes covers, or the first of any.

    It is a paragraph of its own, so that nothing in it can speak as the university.
    """
    found = [
        (part, fact, said)
        for part in parts_of(plan, plan.ask.draft.content)
        if part.kind not in ("promise", "facts")  # the module's own words
        for fact in part.facts
        if fact.line.type not in NO_AIM
        if (said := _on_one_line(fact.words))
    ]
    titled = plan.dossier.at(plan.ask.draft).template.title_prompt
    title = [one for one in found if f"{one[0].key}.{one[1].line.path}" == titled]
    asked = [one for one in found if one[0].covered]
    longer = [one for one in asked if one[1].line.type == "text"]
    for _part, fact, said in (*title, *longer, *asked):
        short = Quote(shortened(said, AIM_MOST))
        return {"aim": short, "aim_label": in_letters(quotable(fact.label))}
    return {"aim": "", "aim_label": ""}


def _on_one_line(words: str) -> str:
    """Every line of it, one after the other; nothing where none of them says anything."""
    lines = (" ".join(quotable(line).split()) for line in words.splitlines())
    said = " ".join(line for line in lines if line)
    return said if any(c.isalnum() for c in said) else ""


def minutes_of(plan: Plan) -> int:
    return minutes(covered_parts(plan))


def owes_of(plan: Plan) -> str:
    """What the reader hands in for the student, each with its day."""
    return "; ".join(f"{unlinked(one.title)} ({one.briefly})" for one in still_owes(plan))


@dataclass(frozen=True)
class Before:
    """What this reader answered before, or was asked; and what of it reads otherwise since."""

    how: str
    day: str
    name: str = ""  # of whoever signed with another name than theirs
    back: str = ""  # when it was taken back
    changed: str = ""
    lines: int = 0
    names: list[str] = field(default_factory=list)


def before_of(plan: Plan) -> Before | None:
    """Nothing at first."""
    given = _last_answer(plan)
    if given is not None:
        said = _said(plan, given)
        if said.how == "not_me":
            return said
        return replace(said, **_changed(plan, given.draft_id, given))
    first = _asked_before(plan)
    if first is None:
        return None
    if first.ended_why == "passed_on":
        return Before("passed_on", day(first.ended_at))
    return Before("no_answer", day(first.asked_at), **_changed(plan, first.draft_id))


def _theirs(plan: Plan, ask: Ask) -> bool:
    """Whether an ask of this seat went to the same person, under whichever name they were given."""
    same = ask.holder and mailbox(ask.holder.email) == mailbox(plan.holder.email)
    return bool(ask.seat_id == plan.seat.pk and ask.pk < plan.ask.pk and same)


def _last_answer(plan: Plan) -> Answer | None:
    before = [a for a in plan.dossier.answers if _theirs(plan, a.ask)]
    return before[-1] if before else None


def _asked_before(plan: Plan) -> Ask | None:
    """The last question that really went out to this reader before this one."""
    refs = {ask.ref: ask for ask in plan.dossier.asks if _theirs(plan, ask)}
    sent = Delivery.objects.filter(kind="asked", about__in=refs).exclude(sent_at=None)
    asked = sorted((refs[ref] for ref in sent.values_list("about", flat=True)), key=lambda a: a.pk)
    return asked[-1] if asked else None


def _said(plan: Plan, given: Answer) -> Before:
    record = getattr(given, "recording", None)
    on = day(record.said_on if record else given.at)
    if given.kind == "not_me":
        return Before("not_me", on)
    if not same_name(given.by_name, plan.holder.name):
        return Before("by_another", on, name=in_letters(given.by_name))
    if given.kind not in YES:
        return Before("revise", on)
    fate = fate_of(plan.dossier.facts, plan.dossier.stands, given.pk)
    back = taken_back_at(given) if fate in ("disputed", "not_counted") else None
    if record and back and back == record.disputed_at:
        return Before("recorded_disputed", on)
    if back and back != given.ask.holder.until_at:  # type: ignore[union-attr]
        return Before("taken_back", on, back=day(back))
    if back:
        return Before("ended", on)
    if record:
        return Before("recorded", on)
    if given.method == "carried":
        return Before("carried", on)
    return Before("yes_change" if given.kind == "yes_change" else "yes", on)


def _lines(plan: Plan, then: Draft, given: Answer | None) -> list[ChangedLine]:
    """What reads otherwise of the words that are asked about, than a draft or an answer to it said."""
    content = plan.content_of(given) if given else then.content
    return [line for c in differences(plan, then, content, plan.agrees_to) for line in c.lines]


def _draft(plan: Plan, pk: int) -> Draft:
    return next(d for d in plan.dossier.drafts if d.pk == pk)


def changed_aim_of(plan: Plan) -> dict[str, str]:
    """How the first changed line reads now, for whoever is asked again; nothing where none changed."""
    given, first = _last_answer(plan), _asked_before(plan)
    before = given or first
    for line in _lines(plan, _draft(plan, before.draft_id), given) if before else ():
        now = " ".join(quotable("".join(text for op, text in line.runs if op != "-")).split())
        if label := in_letters(quotable(line.label)):
            short = Quote(shortened(now, AIM_MOST)) if now else ""
            return {"changed_label": label, "changed_now": short}
    return {"changed_label": "", "changed_now": ""}


def _changed(plan: Plan, draft: int, given: Answer | None = None) -> dict[str, Any]:
    """How many lines of what is asked about read otherwise than in an earlier draft."""
    then = _draft(plan, draft)
    labels = [line.label for line in _lines(plan, then, given)]
    if labels:
        named = dict.fromkeys(in_letters(label) for label in labels if label)
        names = [f"“{name}”" for name in named]
        how = ("one" if len(labels) == 1 else "many") + ("_named" if names else "")
        return {"changed": how, "lines": len(labels), "names": names}
    before = given.covered if given and given.covered else plan.covers(then)
    return {"changed": "more" if set(plan.agrees_to) - set(before) else "none"}
