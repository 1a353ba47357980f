"""The modules that somebody leads, told apart: name, codes, dates, and how many are on each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from pactwork.ground import clock
from pactwork.modules.models import Enrolment, Role, Run
from pactwork.modules.queries import in_force, specification
from pactwork.modules.queries.leading import runs_led_by
from pactwork.modules.rules.calendar import teaching_weeks
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class Led:
    run: Run
    codes: list[str]
    first: date
    last: date
    students: int
    staff: int
    drafted: bool  # whether there is a draft of it

    def when(self, today: date) -> str:
        """In a word: is to come, is going on, is over."""
        return "later" if today < self.first else "over" if today > self.last else "now"


def led_by(actor: Actor) -> list[Led]:
    """The newest first; four queries."""
    runs = list(runs_led_by(actor).order_by("-starts_on", "title", "pk"))
    now, theirs = in_force(clock.today(actor.zone)), {"run__in": [run.pk for run in runs]}
    students = Counter(Enrolment.objects.filter(now, **theirs).values_list("run", flat=True))
    staff = Role.objects.filter(now, **theirs).values_list("run", "person").distinct()
    teaching = Counter(run for run, _ in staff)
    open_on = _open_drafts([run.pk for run in runs])
    found = []
    for run in runs:
        spec = specification(run)
        weeks = teaching_weeks(spec.calendar)
        codes = [variant.code for variant in spec.variants]
        counts = (students[run.pk], teaching[run.pk], run.pk in open_on)
        found.append(Led(run, codes, weeks[0].first, weeks[-1].last, *counts))
    return found


def _open_drafts(runs: list[int]) -> set[int | None]:
    drafts = Run.objects.filter(pk__in=runs, drafts__isnull=False, drafts__closed_at=None)
    return set(drafts.values_list("pk", flat=True))
