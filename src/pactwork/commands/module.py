"""``pactwork module check|load FILE``: reads a module file, and puts it into the database."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from pactwork.commands.installed import Unclear, institution_named
from pactwork.commands.say import counted, say, trouble
from pactwork.modules.actions import load_module
from pactwork.modules.reading import BadModule, read
from pactwork.modules.rules.specification import Specification
from pactwork.modules.summary import summary


def run(options: Namespace) -> int:
    try:
        spec = read(options.file)
    except BadModule as bad:
        for problem in bad.problems:
            say(f"✗ {problem.sentence}")
        return trouble(
            f"{counted(len(bad.problems), 'problem', 'problems')} in {options.file}; nothing was changed."
        )
    return _load(options, spec) if options.verb == "load" else _check(spec)


def _check(spec: Specification) -> int:
    for line in summary(spec):
        say(line)
    say("✓ This file can be loaded.")
    return 0


def _load(options: Namespace, spec: Specification) -> int:
    try:
        starts_on = date.fromisoformat(options.starts) if options.starts else None
        institution = institution_named(options.institution, new=options.new)
    except ValueError:
        return trouble(f"{options.starts!r} is not a date; write it as 2026-09-28.")
    except Unclear as unclear:
        return trouble(str(unclear))
    made = load_module(institution, spec, folder=Path(options.file).parent, starts_on=starts_on)
    say(f"✓ {made} is loaded at {institution}. Its ref is {made.ref}.")
    say(f"  Next, its people:  pactwork roster load FILE.csv --run {made.ref}")
    return 0
