"""Line after line becomes a change, or a problem that leaves everything else as it was."""

from dataclasses import replace
from datetime import date
from heapq import heappop, heappush
from typing import Any

from pactwork.ground.mailboxes import mailbox
from pactwork.ground.spelling import folded
from pactwork.modules.roster.absent import end_absent, ended_on, settled
from pactwork.modules.roster.columns import ADMINISTRATOR, STUDENT, WITHOUT_RUN
from pactwork.modules.roster.kept_names import KeptNames
from pactwork.modules.roster.known import Known, PersonState, PlaceState, RoleState, RunState
from pactwork.modules.roster.lines import Line, line
from pactwork.modules.roster.own_days import own_days
from pactwork.modules.roster.plan import Change, Plan
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.reading import Sheet
from pactwork.modules.roster.waiting import Awaited, Waiting

DETAILS = ("name", "known_as", "email", "job", "organisation", "introduction")
LATER = frozenset({"address_taken", "named_unknown", "deputy_unknown"})
LISTED = 6  # names in a sentence


def planned(found: Sheet, known: Known, run: str = "", whole: bool = False) -> Plan:
    """What would change. ``run`` is the ref for lines that name none; ``whole``: nobody is missing."""
    plan = Plan(known, problems=list(found.problems), passed=found.passed)
    read: list[Line] = []
    for row in found.rows:
        made = line(row)
        if isinstance(made, Line):
            read.append(made)
        else:
            plan.problems += made
    # Whoever stands in for somebody, or has somebody, comes last: that one may stand further down.
    read.sort(key=lambda one: bool(one.said.get("deputy_for") or one.named))
    planner = Planner(plan, known, run)
    planner.take_all(read)
    plan.problems.sort(key=lambda problem: problem.line)
    if whole:
        end_absent(plan)
    return plan


class Planner:
    def __init__(self, plan: Plan, known: Known, run: str) -> None:
        self.plan, self.known, self.default = plan, known, run
        self.told: dict[tuple[str, str], tuple[int, str]] = {}  # (key, column): where, what
        self.places: dict[tuple[str, str, str], int] = {}  # (run, key, role): which line
        self.owners = {mailbox(p.email): p.key for p in known.people.values()}
        self.names = KeptNames(known)
        self.brought: list[Awaited] = []  # by the line just taken, for those that wait

    def take_all(self, lines: list[Line]) -> None:
        """Each line; one further down may give up an address, or be whoever is named or stood in for.

        What waits for such a line is looked at again when that is there, and once more at the end.
        """
        waiting, due = Waiting(), [(0, place) for place in range(len(lines))]
        while due:
            turn, place = heappop(due)
            one, wrong = lines[place], self.take(lines[place])
            if wrong and wrong.code in LATER:
                waiting.add(place, self._awaited(one, wrong))
            else:
                self._told(wrong)
            for other in waiting.woken(self.brought):
                heappush(due, (turn + (other < place), other))
            self.brought.clear()
        for place in waiting:
            self._told(self.take(lines[place]))

    def _told(self, wrong: Problem | None) -> None:
        self.plan.lines += wrong is None
        self.plan.problems += [wrong] if wrong else []

    def _awaited(self, one: Line, wrong: Problem) -> list[Awaited]:
        """What has to come before this problem can be none."""
        one = self.names.settled(one)
        if wrong.code == "address_taken":  # until it is given up, or a line says another one
            return [("free", mailbox(self._person(one).email)), ("person", folded(one.key))]
        if wrong.code == "named_unknown":
            given = one.named[wrong.column]
            return [("person", folded(given)), ("address", mailbox(given))]
        run = self._run(one)
        ref = run.ref if isinstance(run, RunState) else ""
        return [("role", ref, folded(str(wrong.params["given"])), one.role)]

    def take(self, one: Line) -> Problem | None:
        one = self.names.settled(one)
        if other := self.names.zeros(one.key):
            return one.wrong("zeros", "key", given=one.key, known=other)
        run = None if one.role in WITHOUT_RUN else self._run(one)
        if isinstance(run, Problem):
            return run
        wrong = self._repeated(one, run) or self._person_wrong(one)
        if wrong:
            return wrong
        state = self._person(one)
        if run is None:
            wrong, state = self._without_run(one, state)
        elif one.role == STUDENT:
            wrong = self._place(one, run)
        else:
            wrong = self._role(one, run)
        if not wrong:
            self._keep(one, run, state)
            self.names.add(one.key)
        return wrong

    # Which run -----------------------------------------------------------------------------------

    def _run(self, one: Line) -> RunState | Problem:
        asked = str(one.said.get("run") or self.default)
        if not asked:
            return one.wrong("run_missing", "run")
        found = [r for r in self.known.runs if folded(asked) in (folded(r.ref), folded(r.key))]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(f"{r.ref} ({r.title})" for r in found[:LISTED])
            return one.wrong("run_unclear", "run", given=asked, known=listed)
        listed = ", ".join(dict.fromkeys(r.key for r in self.known.runs))
        return one.wrong("run_unknown", "run", given=asked, known=listed or "-")

    # Who -----------------------------------------------------------------------------------------

    def _repeated(self, one: Line, run: RunState | None) -> Problem | None:
        earlier = self.places.get((run.ref if run else "", one.key, one.role))
        return one.wrong("same_line", "key", line=earlier) if earlier else None

    def _base(self, key: str) -> PersonState:
        change = self.plan.people.get(key)
        return change.now if change else self.known.people.get(key, PersonState(key))

    def _person(self, one: Line) -> PersonState:
        said = {column: one.said[column] for column in DETAILS if column in one.said}
        return replace(self._base(one.key), **said)

    def _person_wrong(self, one: Line) -> Problem | None:
        for column in DETAILS:
            earlier = self.told.get((one.key, column))
            if column in one.said and earlier and earlier[1] != one.said[column]:
                given, first = str(one.said[column])[:60], earlier[1][:60]
                return one.wrong("two_words", column, given=given, line=earlier[0], first=first)
        state = self._person(one)
        if one.removes and one.key not in self.known.people:
            return one.wrong("remove_unknown", "remove", key=one.key)
        for column in ("name", "email"):
            if not getattr(state, column):
                return one.wrong(f"{column}_missing", column, key=one.key)
        owner = self.owners.get(mailbox(state.email), one.key)
        if owner != one.key:
            return one.wrong("address_taken", "email", name=self.plan.name(owner), key=owner)
        return None

    def _without_run(self, one: Line, state: PersonState) -> tuple[Problem | None, PersonState]:
        """An administrator, or a member of staff who is in no module yet: there to be named."""
        if one.role == ADMINISTRATOR:
            return self._last_administrator(one), replace(state, administrator=not one.removes)
        return one.wrong("staff_remove", "remove") if one.removes else None, state

    def _last_administrator(self, one: Line) -> Problem | None:
        left = {k for k, p in self.known.people.items() if p.administrator}
        left |= {k for k, c in self.plan.people.items() if c.now.administrator}
        left -= {k for k, c in self.plan.people.items() if not c.now.administrator}
        if one.removes and not left - {one.key}:
            return one.wrong("last_administrator", "remove")
        return None

    # As what -------------------------------------------------------------------------------------

    def _place(self, one: Line, run: RunState) -> Problem | None:
        was = self.known.places.get((run.ref, one.key))
        if one.removes:
            if was is None:
                return one.wrong("remove_unknown", "remove", key=one.key)
            ended = ended_on(self.known, was.ends_on)
            now = replace(was, ends_on=ended)
        else:
            now = was or PlaceState(run.ref, one.key)
            said: dict[str, Any] = {
                c: one.said[c]
                for c in ("group", "cohort", "set", "own_start", "own_end")
                if c in one.said
            }
            said |= self.names.places(run, said)
            code = self._code(one, run) or now.code
            dates = self._dates(one, now.starts_on, now.ends_on)
            now = replace(now, code=code, **said, **dates)
            if now.code not in run.codes:
                return self._code_wrong(one, run)
            wrong, named = self._named(one, run, dict(now.named))
            if wrong:
                return wrong
            now = replace(now, named=named)
            if now.group and now.group not in run.groups:
                listed = ", ".join(run.groups) or "-"
                return one.wrong("group_unknown", "group", given=now.group, known=listed)
            if wrong := own_days(one, run, now):
                return wrong
        now = settled(self.known, now, "set" in one.said)
        self.plan.places[run.ref, one.key] = Change(one.line, was, now)
        return None

    def _code(self, one: Line, run: RunState) -> str:
        """As the module writes it, whatever the case; the only one there is, when none is said."""
        said = str(one.said.get("code", ""))
        if not said and len(run.codes) == 1:
            return run.codes[0]
        return next((c for c in run.codes if folded(c) == folded(said)), said)

    def _code_wrong(self, one: Line, run: RunState) -> Problem:
        given, listed = one.said.get("code", ""), ", ".join(run.codes)
        code = "code_unknown" if given else "code_missing"
        return one.wrong(code, "code", given=given, known=listed)

    def _named(
        self, one: Line, run: RunState, now: dict[str, str]
    ) -> tuple[Problem | None, tuple[tuple[str, str], ...]]:
        """This student's own mentor or tutor, by key or address, as the module asks for them."""
        for column, given in one.named.items():
            if column not in run.named:
                return one.wrong("named_not_asked", column, name=column), ()
            key = "" if given == "-" else self._somebody(given)
            if key == one.key or (not key and given != "-"):
                code = "named_self" if key else "named_unknown"
                return one.wrong(code, column, given=given[:60]), ()
            now[column] = key
        return None, tuple(sorted((column, key) for column, key in now.items() if key))

    def _somebody(self, given: str) -> str:
        """The key of whoever is here by this key or address."""
        key = self.names.keys.get(folded(given), "")
        return key or (self.owners.get(mailbox(given), "") if "@" in given else "")

    def _role(self, one: Line, run: RunState) -> Problem | None:
        was = self.known.roles.get((run.ref, one.key, one.role))
        now = was or RoleState(run.ref, one.key, one.role)
        if one.removes:
            if was is None:
                return one.wrong("remove_unknown", "remove", key=one.key)
            now = replace(now, ends_on=ended_on(self.known, was.ends_on))
        else:
            said = {c: one.said[c] for c in ("weeks", "deputy_for") if c in one.said}
            now = replace(now, **said, **self._dates(one, now.starts_on, now.ends_on))
            beyond = [week for week in now.weeks if week > run.weeks]
            if beyond:
                return one.wrong("week_beyond", "weeks", week=beyond[0], weeks=run.weeks)
            wrong = self._deputy_wrong(one, now)
            if wrong:
                return wrong
        self.plan.roles[run.ref, one.key, one.role] = Change(one.line, was, now)
        return None

    def _deputy_wrong(self, one: Line, now: RoleState) -> Problem | None:
        if not now.deputy_for:
            return None
        if now.deputy_for == one.key:
            return one.wrong("deputy_self", "deputy_for")
        held = (now.run, now.deputy_for, now.kind)
        if held not in self.known.roles and held not in self.plan.roles:
            return one.wrong("deputy_unknown", "deputy_for", given=now.deputy_for)
        return None

    # From when to when ---------------------------------------------------------------------------

    def _dates(self, one: Line, starts: date | None, ends: date | None) -> dict[str, Any]:
        """As said, or as known; naming somebody whose time is over lets it begin again."""
        over = ends is not None and ends < self.known.today
        ends = one.said.get("ends_on", None if over else ends)
        return {"starts_on": one.said.get("starts_on", starts), "ends_on": ends}

    def _keep(self, one: Line, run: RunState | None, state: PersonState) -> None:
        was = self.known.people.get(one.key)
        earlier = self.plan.people.get(one.key)
        first = earlier.line if earlier else one.line
        self.plan.people[one.key] = Change(first, was, state)
        self.places[run.ref if run else "", one.key, one.role] = one.line
        if was and self.owners.get(mailbox(was.email)) == one.key:
            del self.owners[mailbox(was.email)]  # given up: another line may take it
            self.brought.append(("free", mailbox(was.email)))
        self.brought += [
            ("person", folded(one.key)),
            ("address", mailbox(state.email)),
            ("role", run.ref if run else "", folded(one.key), one.role),
        ]
        self.owners[mailbox(state.email)] = one.key
        for column in DETAILS:
            if column in one.said:
                self.told.setdefault((one.key, column), (one.line, str(one.said[column])))
