"""What a pack about one person says of itself: what is in it, what is not, and why."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.ground import clock
from pactwork.ground.dates import moment, times_are
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
    yield times_are()
    yield ""
    yield f"everything.html  {_('to read, in any browser')}"
    yield f"everything.json  {_('the same, for use by a program')}"
    yield f"files/           {_('signed pages that were uploaded')}"
    yield ""
    yield _("We searched for you under these addresses:")
    yield from (f"  {email}" for email in pack.who.emails)
    yield _("Anything kept only under an address you used before is not included.")
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
    more = _("the newest %(num)s only: ask if you need the rest") % {"num": MOST}
    return f"{table.title}: {more if table.more else many}"


def _reasons(pack: Pack) -> Iterator[str]:
    yield _("What other people wrote in their own contracts, including those you commented on.")
    yield _("The reasons others gave each other, such as why a request was handed on.")
    yield _("What an email said: the text is written when it is sent, and not kept.")
    yield _("Backups: they hold the same data until they are deleted.")
    yield _("Text in which someone else mentions you: no program can find it all.")
    held = personal_data()
    reasons = [why for one in held for why in (*one.left_out.values(), *one.not_given.values())]
    yield from sorted({str(why) for why in reasons})
    for blob in pack.too_large:
        yield _("A file, because all of them together are too large: %(name)s") % {
            "name": blob.name
        }
    for blob in pack.lost:
        yield _("A file that is missing, or is no longer the one that was uploaded: %(name)s") % {
            "name": blob.name
        }
