"""Where somebody finds talk."""

import re
from collections.abc import Iterator

from pactwork.conversations.visibility import talked_runs
from pactwork.ground.addresses import address
from pactwork.ground.manifest import NavigationLink
from pactwork.ground.words import gettext as _
from pactwork.people.actors import Actor

_PAGES = re.compile(r"/(modules/[^/]+/)?(talk|clarifications|posts)/")


def navigation(actor: Actor) -> Iterator[NavigationLink]:
    for run in talked_runs(actor)[:1]:
        page = address("conversations:talk", run.ref)
        yield NavigationLink(60, _("Talk"), page, also=_PAGES)
