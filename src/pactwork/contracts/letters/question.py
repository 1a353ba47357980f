"""What a question by email says of itself: what it is about, how long it takes, and what went before."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.contracts.as_facts import taken_back_at
from pactwork.contracts.letters.by_link import common
from pactwork.contracts.models import Answer, Ask
from pactwork.contracts.names import in_letters, shortened, unlinked
from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.queries.plan_words import Part, differences, minutes, parts_of
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.state import fate_of
from pactwork.ground.dates import day
from pactwork.ground.mailboxes import mailbox
from pactwork.history.models import Delivery

AIM_MOST = 200  # characters of the student's words: one sentence, and not the plan itself
NO_AIM = frozenset({"date", "hours", "yesno", "email", "week"})  # they say when, not what


def covered_parts(plan: Plan) -> list[Part]:
    """The words that this reader's yes would be to, as they were when the question was sent."""
    return [part for part in parts_of(plan, plan.ask.draft.content) if part.covered]


def aim(plan: Plan) -> str:
    """What the student wants to do: the first line of what the reader's yes covers, or nothing."""
    lines = (
        (fact.label, line)
        for part in covered_parts(plan)
        if part.kind != "promise"  # the university's own words
        for fact in part.facts
        if fact.line.type not in NO_AIM
        for line in fact.words.splitlines()
    )
    for label, line in lines:
        said = " ".join(unlinked(line).split())
        if any(c.isalnum() for c in said):
            words = {"label": in_letters(label), "words": shortened(said, AIM_MOST)}
            known = common(plan) | words
            if known["label"]:
                return _("Under “%(label)s”, %(first)s’s %(plan)s says: “%(words)s”") % known
            return _("%(first)s’s %(plan)s says: “%(words)s”") % known
    return ""


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


def _changed(plan: Plan, draft: int, given: Answer | None = None) -> str:
    """How many lines of what is asked about read otherwise than in an earlier draft."""
    then = next(d for d in plan.whole.drafts if d.pk == draft)
    content = plan.content_of(given) if given else then.content
    lines = sum(len(c.lines) for c in differences(plan, content, plan.agrees_to))
    if lines:
        said = ngettext("one line has changed", "%(num)s lines have changed", lines)
        return said % {"num": lines}
    before = given.covered if given and given.covered else plan.covers(then)
    if set(plan.agrees_to) - set(before):
        return _("we now need your yes to more of it")
    return _("the words you are asked about have not changed")
