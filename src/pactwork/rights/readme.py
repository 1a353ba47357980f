"""What a pack about one person says of itself: what is in it, what is not, and why."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.ground import clock
from pactwork.ground.dates import moment
from pactwork.ground.installed import personal_data
from pactwork.ground.personal_data import MOST
from pactwork.rights.table import Pack, Table


def readme(pack: Pack) -> str:
    return "\n".join(_lines(pack)) + "\n"


def _lines(pack: Pack) -> Iterator[str]:
    house = pack.who.house
    yield from _headed(_("Everything Pactwork keeps about you"))
    made = {"time": moment(clock.now()), "institution": house.name}
    yield _("Made on %(time)s for %(institution)s.") % made
    yield ""
    yield f"everything.html  {_('to read, in any browser')}"
    yield f"everything.json  {_('the same, for a program')}"
    yield f"files/           {_('signed pages that were handed in')}"
    yield ""
    yield _("You were looked for by these addresses:")
    yield from (f"  {email}" for email in pack.who.emails)
    yield _("What was kept under an address you had before, and only under that, is not found.")
    yield ""
    yield from _headed(_("What is in it"))
    yield from (f"  - {_counted(table)}" for table in pack.tables)
    yield ""
    yield from _headed(_("What is not in it, and why"))
    yield from (f"  - {reason}" for reason in _reasons(pack))
    yield ""
    if house.help_email:
        yield _("If something is missing, write to %(email)s.") % {"email": house.help_email}
    else:
        yield _("If something is missing, ask your institution.")


def _headed(title: str) -> tuple[str, ...]:
    return title, "=" * len(title), ""


def _counted(table: Table) -> str:
    many = ngettext("%(num)s row", "%(num)s rows", len(table.rows)) % {"num": len(table.rows)}
    more = _("the newest %(num)s: there are more, ask for them") % {"num": MOST}
    return f"{table.title}: {more if table.more else many}"


def _reasons(pack: Pack) -> Iterator[str]:
    yield _("Other people’s words in their own contracts, also those you commented on.")
    yield _("The reasons others gave among themselves, such as why an ask was handed on.")
    yield _("What an email said: it is written when it is sent, and not kept.")
    yield _("Backups: they hold the same until they are thrown away.")
    yield _("Words in which somebody else mentions you: no machine finds them all.")
    held = personal_data()
    reasons = [why for one in held for why in (*one.left_out.values(), *one.not_given.values())]
    yield from sorted({str(why) for why in reasons})
    for blob in pack.too_large:
        yield _("A file, because all together are too large: %(name)s") % {"name": blob.name}
    for blob in pack.lost:
        yield _("A file that is missing, or not the one that was handed in any more: %(name)s") % {
            "name": blob.name
        }
