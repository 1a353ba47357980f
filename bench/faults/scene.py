"""What every fault is done to: Nadine's world, more students when they are wanted, and reports."""

import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from tests.stories import World


@dataclass
class Report:
    """Counts of what was done, and each thing that should not have been."""

    counts: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, **more: float) -> None:
        for name, number in more.items():
            self.counts[name] = self.counts.get(name, 0) + number

    def insist(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.faults.append(otherwise)


def told(report: Report) -> None:
    """Hand a report to whoever started this process."""
    print(json.dumps({"counts": report.counts, "faults": report.faults[:20]}))
    sys.exit(1 if report.faults else 0)


def world() -> "World":
    """The world that is in the database already."""
    from pactwork.modules.models import Enrolment, Run
    from pactwork.people.models import Institution, Person
    from tests.stories import STUDENTS, World  # late: models load once Django is set up

    people = {p.key: p for p in Person.objects.all()}
    enrolments = {e.person.key: e for e in Enrolment.objects.select_related("person")}
    places = {key: enrolments[key] for key in STUDENTS}
    return World(Institution.objects.get(), Run.objects.get(), people, places)


def one_more(found: "World", key: str) -> None:
    """A student by this key, enrolled; found again if they are there already."""
    from pactwork.modules.actions import Place, enrol
    from pactwork.people.actions import enter_person  # late: models load once Django is set up

    email = f"{key}@student.midshire.example"
    person = enter_person(found.institution, key=key, name=f"Student {key}", email=email)
    code = found.run.specification["variants"][0]["code"]
    found.people[key] = person
    found.enrolments[key] = enrol(found.run, person, Place(code, cohort="Autumn"))


def main() -> None:
    django.setup()
    from pactwork.commands.migrate import bring_up_to_date
    from tests.stories import make_world  # late: models load once Django is set up

    bring_up_to_date()
    make_world()


if __name__ == "__main__":
    main()
