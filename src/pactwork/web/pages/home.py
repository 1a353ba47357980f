"""The home page as rows: each says what waits, and where it is done."""

from collections.abc import Iterable
from typing import TypedDict

from pactwork.contracts.conditions import holds_up, sees_to
from pactwork.contracts.models import Contract, Point
from pactwork.desk.queries.watching import Watch
from pactwork.ground.addresses import address
from pactwork.ground.dates import short_day, waiting
from pactwork.ground.shortened import shortened
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.queries.drafting import Drafted
from pactwork.web.queries import YourTurn
from pactwork.workspace.queries.studies import Study

MOST = 160  # characters of a condition


class Task(TypedDict, total=False):
    """A row of ``tasks`` in web/macros/lists.html."""

    href: str
    title: str
    line: str
    state: str
    word: str


def draft_rows(drafts: Iterable[Drafted]) -> list[Task]:
    """Modules that somebody works on before they are in force."""
    return [
        Task(href=address("modules:draft", one.draft.ref), title=one.now.title, line=one.now.name)
        for one in drafts
    ]


def first_of_all(altered: Iterable[Contract], amiss: int) -> list[Task]:
    """What to look at before all else: contracts in doubt, and how the installation is."""
    rows = [_altered(contract) for contract in altered]
    if amiss:
        rows.append(
            Task(
                href=address("installation"),
                title=ngettext(
                    "%(num)s thing to check: system status",
                    "%(num)s things to check: system status",
                    amiss,
                )
                % {"num": amiss},
                line=_("Emails, backups, and anything changed outside Pactwork."),
                state="stop",
                word=_("Check this"),
            )
        )
    return rows


def _altered(contract: Contract) -> Task:
    title = _("The contract of %(name)s was changed outside Pactwork")
    return Task(
        href=address("contracts:review", contract.ref),
        title=title % {"name": contract.student.name},
        line=_("Do not rely on it until someone has looked into it."),
        state="stop",
        word=_("In doubt"),
    )


def queue_rows(turn: YourTurn) -> list[Task]:
    """What waits in the queue, by what it is that waits."""
    queue, by = address("contracts:queue"), turn.by_act
    rows = [Task(href=queue, title=_("Open the queue"))]
    if turn.oldest:
        oldest = {"name": turn.oldest.name, "time": waiting(turn.oldest.since)}
        rows[0]["line"] = _("The oldest is %(name)s, waiting %(time)s.") % oldest
    if turn.handed:
        said = ngettext(
            "%(num)s was handed over to you", "%(num)s were handed over to you", turn.handed
        )
        rows.append(Task(href=f"{queue}?show=handed", title=said % {"num": turn.handed}))
    if many := by.get("dispute"):
        said = ngettext("%(num)s disputed yes to settle", "%(num)s disputed yeses to settle", many)
        rows.append(Task(href=f"{queue}?show=disputes", title=said % {"num": many}))
    if many := by.get("advocate"):
        said = ngettext(
            "%(num)s workplace advocate to confirm", "%(num)s workplace advocates to confirm", many
        )
        why = _("Check that we are asking the right person at the workplace.")
        rows.append(Task(href=f"{queue}?show=advocates", title=said % {"num": many}, line=why))
    if many := by.get("condition"):
        said = ngettext(
            "%(num)s contract with a condition to deal with",
            "%(num)s contracts with a condition to deal with",
            many,
        )
        rows.append(Task(href=queue, title=said % {"num": many}))
    return rows


def watch_rows(watch: Watch) -> list[Task]:
    """What whoever looks after a module keeps an eye on, besides promises that were missed."""
    queue, rows = address("contracts:queue"), []
    if many := watch.overdue:
        said = ngettext(
            "%(num)s condition set by your team is overdue",
            "%(num)s conditions set by your team are overdue",
            many,
        )
        line = _("Mark as met, or ask what is still missing.")
        rows.append(Task(href=f"{queue}?show=conditions", title=said % {"num": many}, line=line))
    if many := watch.unreached:
        said = ngettext(
            "%(num)s request to a workplace was not delivered",
            "%(num)s requests to workplaces were not delivered",
            many,
        )
        line = _("We have told each student, who can correct the address.")
        rows.append(Task(href=f"{queue}?show=unreached", title=said % {"num": many}, line=line))
    return [*rows, *([_silent(queue, watch)] if watch.silent else [])]


def _silent(queue: str, watch: Watch) -> Task:
    said = ngettext(
        "%(num)s workplace has not answered yet",
        "%(num)s workplaces have not answered yet",
        watch.silent,
    )
    title = said % {"num": watch.silent}
    if not watch.quiet:
        none = _("Asked within the last week.")
        return Task(href=f"{queue}?show=all", title=title, line=none)
    some = ngettext(
        "%(num)s was asked more than a week ago.",
        "%(num)s were asked more than a week ago.",
        watch.quiet,
    )
    return Task(href=f"{queue}?show=quiet", title=title, line=some % {"num": watch.quiet})


def owing_rows(study: Study) -> list[Task]:
    """What a student has to see to on one contract: conditions, words to share, whom to ask."""
    if study.contract is None:
        return []
    ref, asks = study.contract.ref, study.asks
    rows = [_condition(study, ref, point) for point in study.conditions]
    if study.review_due:
        said = _("The mid-point review is due")
        line = _("Look through your plan, and say whether anything changes.")
        rows.append(Task(href=address("contracts:workspace", ref), title=said, line=line))
    if study.unshared and study.stage not in ("drafting", "ended"):
        said = _("Changed but not shared yet: %(sections)s")
        rows.append(
            Task(
                href=address("contracts:check", ref),
                title=said % {"sections": ", ".join(study.unshared)},
                line=_("Nobody else can read these changes until you share them."),
            )
        )
    if len(asks) == 1:
        (turn, party) = asks[0]
        said = _("Ask your %(person)s for their yes") % {"person": party.person}
        seat = turn.seat.ref if turn.seat else ""
        rows.append(Task(href=address("contracts:ask", ref, seat), title=said))
    elif asks:
        people = ", ".join(party.person for _turn, party in asks)
        said = _("Ask for a yes: %(people)s") % {"people": people}
        rows.append(Task(href=address("contracts:workspace", ref), title=said))
    return rows


def _condition(study: Study, ref: str, point: Point) -> Task:
    late, day = point.overdue(study.today), {"day": short_day(point.due_on)}
    by = _("Asked for by %(name)s.") % {"name": point.answer.by_name}
    line = " ".join(said for said in (sees_to(point.owner), holds_up(point.blocks), by) if said)
    row = Task(
        href=f"{address('contracts:points', ref)}#point-{point.ref}",
        title=_("Condition: %(words)s") % {"words": shortened(point.text, MOST)},
        line=line,
    )
    if point.due_on:
        row["state"] = "stop" if late else "slow"
        row["word"] = (_("Was due %(day)s") if late else _("By %(day)s")) % day
    return row
