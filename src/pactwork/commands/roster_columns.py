"""``pactwork roster columns``: what is remembered of a record system's columns, shown or changed."""

from argparse import Namespace
from dataclasses import replace

from pactwork.commands.installed import Unclear, institution_named
from pactwork.commands.say import say, trouble
from pactwork.ground.refusal import Refused
from pactwork.ground.sentences import sentence
from pactwork.modules.actions import set_columns
from pactwork.modules.queries.roster import column_map, columns_asked_for
from pactwork.modules.roster.choices import Choices, worth_keeping
from pactwork.modules.roster.columns import plain
from pactwork.modules.roster.text import CODE_PAGES
from pactwork.people.actors import system_at


def said_of(options: Namespace) -> Choices:
    """``--map key=STU_CODE``: our column and its heading in this file; an empty one is not read."""
    pairs = [pair.partition("=") for pair in options.map]
    if wrong := next((column for column, sign, _ in pairs if not sign), ""):
        raise Unclear(f"Write --map COLUMN=HEADING, such as --map key=STU_CODE; {wrong!r} is not.")
    columns = tuple((plain(column), heading) for column, _, heading in pairs)
    return Choices(columns, plain(options.role or ""), code_page=_page(options.code_page or ""))


def _page(asked: str) -> str:
    found = next((name for name in CODE_PAGES if name.casefold() == asked.casefold()), "")
    if asked and not found:
        raise Unclear(f"{asked!r} is not known here. Use one of: {', '.join(CODE_PAGES)}.")
    return found


def changed(options: Namespace) -> int:
    """Changed as it is told, then shown."""
    institution = institution_named(options.institution)
    now = Choices() if options.forget_all else column_map(institution)
    gone = {plain(heading) for heading in options.forget}
    kept = tuple((c, heading) for c, heading in now.columns if plain(heading or c) not in gone)
    now = worth_keeping(said_of(options), replace(now, columns=kept))
    try:
        set_columns(
            institution, now, named=columns_asked_for(institution), by=system_at(institution)
        )
    except Refused as refused:
        return trouble(sentence(refused.refusal))
    for line in _lines(now):
        say(line)
    return 0


def _lines(now: Choices) -> list[str]:
    lines = [
        f"  {heading or column}: {column if column and heading else 'not read'}"
        for column, heading in now.columns
    ]
    if now.role:
        lines.append(f"  Lines without a role: {now.role}")
    if now.code_page:
        lines.append(f"  Files that are not Unicode: {now.code_page}")
    return lines or ["Nothing is remembered: columns are read by their names alone."]
