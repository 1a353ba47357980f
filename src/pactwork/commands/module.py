"""``pactwork module check|load FILE`` reads a module file and puts it into the database;
``pactwork module convert FILE --to FILE`` writes it in the newest format;
``pactwork module copy RUN`` makes next year's run of last year's."""

from argparse import Namespace
from pathlib import Path

from pactwork.commands.installed import Unclear, institution_named, run_named
from pactwork.commands.say import counted, say, trouble
from pactwork.ground.refusal import Refused
from pactwork.ground.sentences import sentence
from pactwork.history.models import Entry
from pactwork.modules.actions import copy_module, load_module
from pactwork.modules.editing.copying import compared, later, stayed
from pactwork.modules.queries import specification, today_at
from pactwork.modules.queries.leading import staff_on
from pactwork.modules.reading import BadModule, read, read_bytes
from pactwork.modules.reading.written import Written, written
from pactwork.modules.rules.entries import as_day
from pactwork.modules.rules.formats import NEWEST, as_newest
from pactwork.modules.rules.specification import Specification
from pactwork.modules.summary import summary
from pactwork.modules.warned import warned
from pactwork.modules.writing import module_file
from pactwork.people.actors import system_at


def run(options: Namespace) -> int:
    if options.verb == "copy":
        return _copy(options)
    try:
        spec = read(options.file)
    except BadModule as bad:
        for problem in bad.problems:
            say(f"✗ {problem.sentence}")
        return trouble(
            f"{counted(len(bad.problems), 'problem', 'problems')} in {options.file}; nothing was changed."
        )
    does = {"load": _load, "check": _check, "convert": _convert}
    return does[options.verb](options, spec)


def _convert(options: Namespace, spec: Specification) -> int:
    """The same module in the newest format, and what it says now that went unsaid."""
    said = as_newest(written(Path(options.file).read_bytes()).value)[1]
    if read_bytes(content := module_file(spec).encode(), options.to) != spec:
        return trouble("The new file would not say the same; nothing was written.")
    try:
        with Path(options.to).open("xb") as file:
            file.write(content)
    except FileExistsError:
        return trouble(f"{options.to} is there already; nothing was written.")
    except OSError as error:
        return trouble(f"{options.to} cannot be written: {error.strerror}.")
    for name, meant in said.items():
        say(f"  {name}: {', '.join(f'{key} {value}' for key, value in meant.items())}")
    say(f"✓ {options.to} is written in the format {NEWEST}. Comments were not carried over.")
    return 0


def _check(options: Namespace, spec: Specification) -> int:
    for line in summary(spec):
        say(line)
    _warn(spec, written(Path(options.file).read_bytes()))
    say("✓ This file can be loaded.")
    return 0


def _warn(spec: Specification, source: Written | None = None) -> None:
    """What may be meant, and seldom is; with its line, where a file was read."""
    for line in warned(spec, source):
        say(f"! {line}")


def _load(options: Namespace, spec: Specification) -> int:
    try:
        starts_on = as_day(options.starts) if options.starts else None
        institution = institution_named(options.institution, new=options.new, founds=True)
    except ValueError:
        return trouble(f"{options.starts!r} is not a date; write it as 2026-09-28.")
    except Unclear as unclear:
        return trouble(str(unclear))
    entries = Entry.objects.count()
    path = Path(options.file)
    source = path.read_text(encoding="utf-8-sig")
    made = load_module(institution, spec, folder=path.parent, starts_on=starts_on, source=source)
    if Entry.objects.count() == entries:
        say(
            f"✓ Nothing to change: {made} at {institution} is as this file says. Its ref is {made.ref}."
        )
        _warn(specification(made), written(source.encode()))
        return 0
    _warn(specification(made), written(source.encode()))
    say(f"✓ {made} is loaded at {institution}. Its ref is {made.ref}.")
    say(f"  Next, its people:  pactwork roster load FILE.csv --run {made.ref}")
    return 0


def _copy(options: Namespace) -> int:
    """The same run in other weeks: brief, files and templates; with ``--staff``, its team; no students."""
    try:
        source, starts_on = run_named(options.run), as_day(options.starts)
    except ValueError:
        return trouble(f"{options.starts!r} is not a date; write it as 2026-09-28.")
    except Unclear as unclear:
        return trouble(str(unclear))
    was = specification(source)
    spec = later(was, starts_on)
    if options.name:
        spec = spec.model_copy(update={"run": options.name})
    today = today_at(source)
    roles = [r for r in staff_on(source) if stayed(r, was, today)] if options.staff else []
    try:
        made = copy_module(source, spec, roles=roles, by=system_at(source.institution))
    except Refused as refused:
        return trouble(sentence(refused.refusal))
    for label, then, now in compared(was, spec).deadlines:
        say(f"  {label}: {then} becomes {now}")
    _warn(specification(made))
    say(f"✓ {made} is made, with {counted(len(roles), 'role', 'roles')}. Its ref is {made.ref}.")
    say(
        "  Look at the public holidays and vacations: they moved by whole weeks with everything else."
    )
    return 0
