"""``pactwork institution``: how an institution presents itself; loaded from a file, written into one."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from pactwork.commands.installed import Unclear, holds_data, institution_named
from pactwork.commands.say import counted, say, trouble, unreadable
from pactwork.files import blobs
from pactwork.ground import clock
from pactwork.ground.validation import Invalid
from pactwork.institutions.actions import describe
from pactwork.institutions.queries import described
from pactwork.institutions.reading import Read, read
from pactwork.institutions.typed import Described
from pactwork.institutions.writing import as_file
from pactwork.people.models import Institution
from pactwork.people.rules.describing import problems

NEW = Described(name="", time_zone="Europe/London")


def run(options: Namespace) -> int:
    zone, email = options.time_zone, options.help_email
    wrong = problems(zone, email)
    if wrong["time_zone"]:
        return trouble(f"{zone!r} is no time zone, such as Europe/Helsinki. Nothing was changed.")
    if wrong["help_email"]:
        return trouble(f"{email!r} is no email address. Nothing was changed.")
    if (options.new or options.rename) and not options.file:
        return trouble("--new and --rename go with a file that names the institution.")
    founds = options.file and (options.new or not holds_data())
    try:
        house = None if founds else institution_named(options.institution)
    except Unclear as unclear:
        return trouble(str(unclear))
    if options.file:
        return _file(options, house)
    assert house is not None  # noqa: S101 - only a file can found one
    if options.write:
        return _write(house, Path(options.write))
    typed = {"time_zone": zone, "help_email": email}
    said = {name: value for name, value in typed.items() if value is not None}
    describe(house, replace(described(house), **said), by=None)
    house.refresh_from_db()
    _show(house)
    return 0


def _show(house: Institution) -> None:
    now = clock.now().astimezone(ZoneInfo(house.time_zone))
    say(f"{house.name} ({house.ref})")
    say(f"  time zone: {house.time_zone}, where it is {now:%H:%M} now")
    say(f"  help: {house.help_email or 'nobody is named. Add --help-email'}")


def _file(options: Namespace, house: Institution | None) -> int:
    """Checked as a whole; loaded if nothing is wrong with it, and nothing of it otherwise."""
    found = read(Path(options.file), described(house) if house else NEW)
    for mistake in found.mistakes:
        say(f"✗ {mistake}")
    if found.mistakes:
        many = counted(len(found.mistakes), "problem", "problems")
        return trouble(f"{many} in {options.file}; nothing was changed.")
    if unsure := _other_name(options, house, found.said.name):
        return trouble(unsure)
    if options.check:
        say("✓ This file can be loaded.")
        return 0
    return _load(house, found)


def _other_name(options: Namespace, house: Institution | None, name: str) -> str:
    """Why a file is not loaded that may be meant for another institution than the one it would change."""
    if options.new and Institution.objects.filter(name=name).exists():
        return f"{name} is here already. Leave out --new to change it. Nothing was changed."
    if house is None or options.rename or name == house.name:
        return ""
    return (
        f"{options.file} is about {name}, and would change {house.name} ({house.ref}): its name, its clock "
        f"and all else that the file says. If {house.name} gets that name, add --rename; to make another "
        "institution, add --new. Nothing was changed."
    )


def _load(house: Institution | None, found: Read) -> int:
    try:
        house = house or institution_named(found.said.name, new=True)
    except (Unclear, Invalid) as unclear:
        return trouble(str(unclear))
    changed = describe(house, found.said, by=None, logo=found.logo)
    house.refresh_from_db()
    say("✓ Loaded." if changed else "✓ Nothing was different.")
    _show(house)
    return 0


def _write(house: Institution, to: Path) -> int:
    """The file, and the logo beside it; nothing that is there is written over."""
    picture = blobs.read(house.logo) if house.logo else None
    ending = "png" if picture and picture.startswith(b"\x89PNG") else "jpg"
    beside = to.with_name(f"{to.stem}-logo.{ending}") if picture else None
    try:
        with to.open("x", encoding="utf-8") as file:
            file.write(as_file(described(house), beside.name if beside else ""))
        if beside and picture:
            with beside.open("xb") as image:
                image.write(picture)
    except FileExistsError as error:
        return trouble(f"{error.filename} is there already. Name a new file.")
    except OSError as error:
        return trouble(f"{to} could not be written: {unreadable(error)}")
    say(f"✓ {house.name} is written to {to}{f', its logo to {beside}' if beside else ''}.")
    return 0
