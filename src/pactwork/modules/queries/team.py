"""Who is on a run: its team by person, and how many take it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pactwork.modules.models import Role, Run
from pactwork.modules.queries import enrolled_now, roles_on
from pactwork.modules.rules.roles import LOOKS_AFTER
from pactwork.people.actors import Actor
from pactwork.people.models import Person

# Who needs to know how many take the module; the others see no student, not even a number.
COUNTING = LOOKS_AFTER
# An external examiner is not for students to write to.
NOT_FOR_STUDENTS = ("examiner",)


@dataclass(frozen=True)
class Member:
    """Somebody on the team, with every role they hold here."""

    person: Person
    roles: list[Role]

    @property
    def weeks(self) -> list[int]:
        """The weeks they teach; none named means all of them."""
        if any(not role.weeks for role in self.roles):
            return []
        return sorted({week for role in self.roles for week in role.weeks})


@dataclass(frozen=True)
class Counts:
    people: int
    codes: list[tuple[str, int]]
    sets: int
    without_set: int


def for_students(team: Sequence[Role]) -> list[Role]:
    return [role for role in team if role.kind not in NOT_FOR_STUDENTS]


def members(team: Sequence[Role]) -> list[Member]:
    found: dict[int, Member] = {}
    for role in team:
        known = found.get(role.person_id, Member(role.person, []))
        found[role.person_id] = replace(known, roles=[*known.roles, role])
    order = {kind: n for n, kind in enumerate(Role.KINDS)}
    return sorted(
        found.values(), key=lambda m: (min(order[r.kind] for r in m.roles), m.person.name)
    )


def counts(run: Run) -> Counts:
    """Who takes it today; one query."""
    rows = list(enrolled_now(run).values_list("code", "learning_set"))
    codes = Counter(code for code, _ in rows)
    sets = {learning_set for _, learning_set in rows if learning_set}
    return Counts(len(rows), sorted(codes.items()), len(sets), sum(not s for _, s in rows))


@dataclass(frozen=True)
class WhoIsWho:
    """The staff of a run as one reader meets them; ``mine`` is the reader's own entry."""

    members: list[Member]
    mine: Member | None


def who_is_who(run: Run, actor: Actor) -> WhoIsWho:
    """One query. An examiner is shown to staff only."""
    roles = list(roles_on(run))
    staff = actor.administrator or any(role.person_id == actor.person_id for role in roles)
    shown = members(roles if staff else for_students(roles))
    own = next((m for m in shown if m.person.pk == actor.person_id), None)
    return WhoIsWho(shown, own)
