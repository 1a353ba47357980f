"""``pactwork roster load FILE.csv``: shows what a roster would change, then changes it when told to."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from pactwork.commands.installed import Unclear, institution_named, run_named
from pactwork.commands.roster_columns import changed, said_of
from pactwork.commands.say import counted, say, step, trouble
from pactwork.modules.actions import apply_roster, keep_columns
from pactwork.modules.models import Run
from pactwork.modules.queries.roster import column_map, columns_asked_for, of_its_modules
from pactwork.modules.roster.heads import HEADINGS
from pactwork.modules.roster.known import known
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import MOST_BYTES, Sheet, sheet
from pactwork.people.actors import system_at
from pactwork.people.models import Institution
from pactwork.people.speaking import speaking_for

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
NOTHING = {
    "same": "Nothing to save: everybody in this file is as it says.",
    "same_passed": "Nothing to save: everybody whose line is followed is as it says.",
    "same_but": "Nothing was written: %(lines)s left out, and the others change nothing.",
    "none_followed": "Nothing was written: no line could be followed.",
    "all_passed": "Nothing was written: every line was passed over.",
}
SHOWN = 100  # problems; a wrong file has thousands


def run(options: Namespace) -> int:
    try:
        if options.verb == "columns":
            return changed(options)
        institution = _institution(options)
        with speaking_for(institution):  # its names for roles, and its order of a date
            return _loaded(options, institution)
    except Unclear as unclear:
        return trouble(str(unclear))
    except OSError as error:
        return trouble(f"{options.file} cannot be opened: {error.strerror}.")


def _loaded(options: Namespace, institution: Institution) -> int:
    found = _read(options, institution)
    run_ref = _run_ref(options, institution, found)
    if found.fatal:
        return trouble(f"{options.file}: {found.fatal.sentence} Nothing was written.{_way(found)}")
    plan = planned(found, known(institution), run_ref, options.whole)
    _show(options.file, found, plan)
    if not plan.writes:
        say(NOTHING[plan.outcome] % {"lines": counted(plan.left_out, "line is", "lines are")})
        if plan.lines:
            _keep(options, institution)
        return 1 if plan.problems else 0
    if options.yes and _too_many(plan):
        return trouble(
            f"{len(plan.absent)} places would end. That is more than one in ten; a file that was cut"
            " short looks like this. Nothing was written. To end them, run this without --yes."
        )
    if not options.yes and not _told_to(plan):
        return trouble("Nothing was written. To write without being asked, add --yes.")
    with step(f"Writing {counted(plan.lines, 'line', 'lines')}"):
        apply_roster(
            institution,
            found,
            run=run_ref,
            whole=options.whole,
            expected=plan.digest,
            by=system_at(institution),
        )
    left = (
        f"{counted(len(plan.absent), 'place has', 'places have')} ended."
        if plan.absent
        else "People who are not in the file were left alone."
    )
    say(f"✓ Written at {institution}. {left}")
    _keep(options, institution)
    return 1 if plan.problems else 0


def _institution(options: Namespace) -> Institution:
    return (
        run_named(options.run).institution
        if options.run
        else institution_named(options.institution)
    )


def _read(options: Namespace, institution: Institution) -> Sheet:
    choices = replace(said_of(options), code=options.code or "", kept=column_map(institution))
    of_modules = of_its_modules(institution)
    with Path(options.file).open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    return sheet(content, choices, of_modules.columns, of_modules.exact)


def _keep(options: Namespace, institution: Institution) -> None:
    """What a map says is remembered with the first file that could be read by it."""
    if (options.map or options.code_page) and not options.once:
        said, named = said_of(options), columns_asked_for(institution)
        said = said if options.map else said.with_role("")
        if keep_columns(institution, said, named=named, by=system_at(institution)):
            say("✓ These columns are remembered. See them with: pactwork roster columns")


def _way(found: Sheet) -> str:
    """What can be said at once for a file of another system."""
    if found.fatal and found.fatal.code in HEADINGS:
        return " Say what is what with --map COLUMN=HEADING, and --role ROLE for all lines."
    return ""


def _run_ref(options: Namespace, institution: Institution, found: Sheet) -> str:
    """The ref of the run for lines that name none."""
    if options.run:
        return run_named(options.run).ref
    runs = list(Run.objects.filter(institution=institution).values_list("ref", flat=True)[:2])
    if len(runs) > 1 and not found.fatal and not any("run" in row.cells for row in found.rows):
        run_named(None)  # says which there are to choose from
    return runs[0] if len(runs) == 1 else ""


def _show(name: str, found: Sheet, plan: Plan) -> None:
    say(f"{name}: read as {found.encoding}, with {SEPARATORS[found.separator]} between the cells.")
    if found.guessed and found.sample:
        say(
            f"  Do these look right: {found.sample}? If not, add --code-page, or save it as CSV UTF-8."
        )
    for column, heading in found.head.kept:
        say(f"  “{heading}” is {f'read as {column}' if column else 'not read'}, as remembered.")
    if found.head.kept and found.said.role and "role" not in found.head.columns:
        say(f"  Lines without a role are read as {found.said.role}.")
    for heading, column in found.head.understood:
        say(f"  “{heading}” is read as {column}.")
    for note in found.notes[:SHOWN]:
        say(f"  {note.sentence}")
    if len(found.notes) > SHOWN:
        more = counted(len(found.notes) - SHOWN, "more line", "more lines")
        say(f"  … and {more} passed over.")
    for column, near in found.unread:
        say(f"  The column “{column}” is not read." + (f" Is it “{near}”?" if near else ""))
    for problem in plan.problems[:SHOWN]:
        say(f"✗ {problem.sentence}")
    if len(plan.problems) > SHOWN:
        say(f"✗ … and {len(plan.problems) - SHOWN} more.")
    for line in _counts(plan):
        say(line)


def _counts(plan: Plan) -> list[str]:
    lines = []
    for what in ("people", "roles", "enrolments"):
        c = plan.counts[what]
        told = f"{c['new']} new, {c['changed']} changed, {c['same']} as they were"
        lines.append(f"  {what.capitalize() + ':':<13}{told}")
    made = plan.counts["made"]
    cohorts = counted(made["cohorts"], "cohort", "cohorts")
    sets = counted(made["sets"], "learning set", "learning sets")
    lines.append(f"  {'New:':<13}{cohorts}, {sets}")
    lines += _over(plan)
    lines += [
        f"  {plan.name(c.now.key)} moves from {c.was.set} to {c.now.set or 'none'}"
        for c in plan.moves
        if c.was
    ]
    lines += [
        f"  {plan.name(c.now.key)}: code {c.was.code} becomes {c.now.code}"
        for c in plan.recoded
        if c.was
    ]
    lines += [
        f"  {c.now.name}: {'an administrator' if c.now.administrator else 'no administrator'} from now on"
        for c in plan.promoted
    ]
    left_out = plan.left_out
    lines.append(
        f"{counted(plan.lines, 'line', 'lines')} can be saved"
        + (f"; {counted(left_out, 'line is', 'lines are')} left out." if left_out else ".")
    )
    return lines


def _over(plan: Plan) -> list[str]:
    """Whose place ends and who comes back; and what nobody would be left to do."""
    lines = [
        f"  {plan.name(c.now.key)}: the place ends, "
        + (f"by line {c.line}" if c.line else "not in the file")
        for c in plan.ended
    ]
    lines += [f"  {plan.name(c.now.key)} comes back" for c in plan.back]
    if plan.held_back:
        lines.append("  Nobody's place ends: with lines left out, nobody can say who is missing.")
    lines += [
        f"  ! Nobody would be left as {kind} on {plan.known.run(ref).title}"
        for ref, kind in plan.unstaffed
    ]
    return lines


def _too_many(plan: Plan) -> bool:
    """More than one in ten, and more than a handful, of those who have a place in these runs."""
    runs = {c.now.run for c in plan.absent}
    known = plan.known
    among = sum(p.run in runs and not known.over(p) for p in known.places.values())
    among += sum(r.run in runs and not known.over(r) for r in known.roles.values())
    return len(plan.absent) > max(5, among // 10)


def _told_to(plan: Plan) -> bool:
    """Ask; where nobody can answer, the answer is no."""
    if not sys.stdin.isatty():
        return False
    ends = f", and end {counted(len(plan.absent), 'place', 'places')}" if plan.absent else ""
    answer = input(f"Write {counted(plan.lines, 'line', 'lines')}{ends}? [y/N] ")
    return answer.strip().casefold() in ("y", "yes")
