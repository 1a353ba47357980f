"""What a question by email says of itself: what it is about, how long it takes, and what went before."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.contracts.as_facts import taken_back_at
from pactwork.contracts.models import Answer, Ask
from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.rules.drafts import ChangedLine
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.signatures import same_name
from pactwork.contracts.rules.state import fate_of
from pactwork.emails.by_link import common
from pactwork.ground.dates import day
from pactwork.ground.mailboxes import mailbox
from pactwork.history.models import Delivery
from pactwork.post.names import Quote, in_letters, quotable, shortened
from pactwork.workplace.pages.plan_words import Part, differences, minutes, parts_of

AIM_MOST = 200  # characters of the student's words: one sentence, and not the plan itself
NO_AIM = frozenset({"date", "hours", "yesno", "email", "week"})  # they say when, not what


def covered_parts(plan: Plan) -> list[Part]:
    """The words that this reader's yes would be to, as they were when the question was sent."""
    return [part for part in parts_of(plan, plan.ask.draft.content) if part.covered]


def aim(plan: Plan) -> list[str]:
    """What the student wants to do: the first line of what the reader's yes covers, or nothing.

    The words stand in a paragraph of their own, so that nothing in them can speak as the university.
    """
    lines = (
        (fact.label, line)
        for part in covered_parts(plan)
        if part.kind != "promise"  # the university's own words
        for fact in part.facts
        if fact.line.type not in NO_AIM
        for line in fact.words.splitlines()
    )
    for label, line in lines:
        said = " ".join(quotable(line).split())
        if any(c.isalnum() for c in said):
            known = common(plan) | {"label": in_letters(quotable(label))}
            under = _("Under “%(label)s”, %(first)s’s %(plan)s says:")
            says = under if known["label"] else _("%(first)s’s %(plan)s says:")
            return [says % known, Quote(shortened(said, AIM_MOST))]
    return []


def takes(plan: Plan) -> str:
    return ngettext(
        "What we ask you about takes about %(num)s minute to read on a phone, and you need no account.",
        "What we ask you about takes about %(num)s minutes to read on a phone, and you need no account.",
        minutes(covered_parts(plan)),
    ) % {"num": minutes(covered_parts(plan))}


def again(plan: Plan) -> str:
    """What this reader answered before, and how many lines have changed since; nothing at first."""
    given = _last_answer(plan)
    if given is not None:
        said = _said(plan, given)
        return (
            said + "."
            if given.kind == "not_me"
            else _both(said, _changed(plan, given.draft_id, given))
        )
    first = _asked_before(plan)
    if first is None:
        return ""
    if first.ended_why == "passed_on":
        known = common(plan) | {"day": day(first.ended_at)}
        return _("On %(day)s you passed this on. %(first)s is asking you again.") % known
    asked = _("We asked you on %(day)s and have no answer from you") % {"day": day(first.asked_at)}
    return _both(asked, _changed(plan, first.draft_id))


def _both(said: str, changed: str) -> str:
    return _("%(said)s; %(changed)s.") % {"said": said, "changed": changed}


def _theirs(plan: Plan, ask: Ask) -> bool:
    """Whether an ask of this seat went to the same person, under whichever name they were given."""
    same = ask.holder and mailbox(ask.holder.email) == mailbox(plan.holder.email)
    return bool(ask.seat_id == plan.seat.pk and ask.pk < plan.ask.pk and same)


def _last_answer(plan: Plan) -> Answer | None:
    before = [a for a in plan.whole.answers if _theirs(plan, a.ask)]
    return before[-1] if before else None


def _asked_before(plan: Plan) -> Ask | None:
    """The last question that really went out to this reader before this one."""
    refs = {ask.ref: ask for ask in plan.whole.asks if _theirs(plan, ask)}
    sent = Delivery.objects.filter(kind="asked", about__in=refs).exclude(sent_at=None)
    asked = sorted((refs[ref] for ref in sent.values_list("about", flat=True)), key=lambda a: a.pk)
    return asked[-1] if asked else None


def _said(plan: Plan, given: Answer) -> str:
    record = getattr(given, "recording", None)
    known = common(plan) | {"day": day(record.said_on if record else given.at)}
    if given.kind != "not_me" and not same_name(given.by_name, plan.holder.name):
        known["name"] = in_letters(given.by_name)
        return _("%(name)s answered for this on %(day)s") % known
    if given.kind == "not_me":
        return (
            _(
                "On %(day)s you said that you are not the right person to ask. "
                "%(first)s is asking you again"
            )
            % known
        )
    if given.kind not in YES:
        return _("On %(day)s you asked for changes") % known
    fate = fate_of(plan.whole.facts, plan.whole.stands, given.pk)
    back = taken_back_at(given) if fate in ("disputed", "not_counted") else None
    if record and back and back == record.disputed_at:
        return _("A yes of yours from %(day)s was written down, and does not count") % known
    if back and back != given.ask.holder.until_at:  # type: ignore[union-attr]
        return _("You said yes on %(day)s, and took it back on %(back)s") % (
            known | {"back": day(back)}
        )
    if back:
        return _("You said yes on %(day)s, and that yes no longer counts") % known
    if record:
        return _("A yes of yours from %(day)s was written down") % known
    if given.method == "carried":
        return _("Your earlier yes counted again from %(day)s") % known
    if given.kind == "yes_change":
        return _("You said yes on %(day)s, with a change") % known
    return _("You said yes on %(day)s") % known


def _lines(plan: Plan, then: Mapping[str, Any]) -> list[ChangedLine]:
    """What reads otherwise of the words that are asked about."""
    return [line for c in differences(plan, then, plan.agrees_to) for line in c.lines]


def changed_aim(plan: Plan) -> list[str]:
    """How the first changed line reads now, for whoever is asked again; nothing where none changed."""
    given, first = _last_answer(plan), _asked_before(plan)
    if given is not None:
        then = plan.content_of(given)
    elif first is not None:
        then = next(d for d in plan.whole.drafts if d.pk == first.draft_id).content
    else:
        return []
    for line in _lines(plan, then):
        now = " ".join(quotable("".join(text for op, text in line.runs if op != "-")).split())
        known = {"label": in_letters(quotable(line.label))}
        if known["label"] and now:
            return [_("“%(label)s” now says:") % known, Quote(shortened(now, AIM_MOST))]
        if known["label"]:
            return [_("“%(label)s” is empty now.") % known]
    return []


def _changed(plan: Plan, draft: int, given: Answer | None = None) -> str:
    """How many lines of what is asked about read otherwise than in an earlier draft."""
    then = next(d for d in plan.whole.drafts if d.pk == draft)
    content = plan.content_of(given) if given else then.content
    labels = [line.label for line in _lines(plan, content)]
    named = dict.fromkeys(in_letters(label) for label in labels if label)
    known = {"num": len(labels), "names": get_text_list([f"“{n}”" for n in named], _("and"))}
    if len(labels) == 1:
        return _("one line has changed: %(names)s") % known if named else _("one line has changed")
    if labels:
        words = (
            _("%(num)s lines have changed: %(names)s") if named else _("%(num)s lines have changed")
        )
        return words % known
    before = given.covered if given and given.covered else plan.covers(then)
    if set(plan.agrees_to) - set(before):
        return _("we now need your yes to more of it")
    return _("the words you are asked about have not changed")
