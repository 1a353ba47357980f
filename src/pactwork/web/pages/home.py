"""The home page as rows: each says what waits, and where it is done."""

from collections.abc import Iterable
from typing import TypedDict

from pactwork.contracts.conditions import holds_up, sees_to
from pactwork.contracts.models import Contract, Point
from pactwork.desk.queries.watching import Watch
from pactwork.ground.addresses import address
from pactwork.ground.dates import short_day
from pactwork.ground.shortened import shortened
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.queries.drafting import Drafted
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


def watch_rows(watch: Watch) -> list[Task]:
    """What whoever looks after a module keeps an eye on, besides promises that were missed."""
    queue, rows = address("contracts:queue"), []
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


def watched_conditions(study: Study) -> list[Task]:
    """Conditions of this contract that somebody else is to see to."""
    if study.contract is None:
        return []
    ref = study.contract.ref
    return [_condition(study, ref, point) for point in study.conditions if not point.for_student]


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
