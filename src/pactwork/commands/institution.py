"""``pactwork institution``: where its days begin and end, and whom people write to for help."""

from argparse import Namespace
from zoneinfo import ZoneInfo

from pactwork.commands.installed import Unclear, institution_named
from pactwork.commands.say import say, trouble
from pactwork.ground import clock
from pactwork.people.actions import describe_institution
from pactwork.people.describing import problems


def run(options: Namespace) -> int:
    zone, email = options.time_zone, options.help_email
    wrong = problems(zone, email)
    if wrong["time_zone"]:
        return trouble(f"{zone!r} is no time zone, such as Europe/Helsinki. Nothing was changed.")
    if wrong["help_email"]:
        return trouble(f"{email!r} is no email address. Nothing was changed.")
    try:
        house = institution_named(options.institution)
    except Unclear as unclear:
        return trouble(str(unclear))
    house = describe_institution(house, time_zone=zone, help_email=email)
    now = clock.now().astimezone(ZoneInfo(house.time_zone))
    say(f"{house.name} ({house.ref})")
    say(f"  time zone: {house.time_zone}, where it is {now:%H:%M} now")
    say(f"  help: {house.help_email or 'nobody is named. Add --help-email'}")
    return 0
