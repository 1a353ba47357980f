"""How what people owe on contracts is said, and where it is done."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.ground.owed import QUEUE, Kind

START = Kind(
    act="start",
    tick="mine",
    one=_("Read the brief, then start your contract"),
    many=ngettext_lazy(
        "%(num)s contract to start",
        "%(num)s contracts to start",
        "num",
    ),
    button=_("Read the brief"),
    route="modules:run",
)
WRITE = Kind(
    act="turn",
    tick="mine",
    one=_("Write your contract and share a draft"),
    many=ngettext_lazy(
        "%(num)s contract to write",
        "%(num)s contracts to write",
        "num",
    ),
    button=_("Write your contract"),
    route="contracts:workspace",
)
AGAIN = Kind(
    act="turn",
    tick="mine",
    one=_("Share your next draft"),
    many=ngettext_lazy(
        "%(num)s draft to share",
        "%(num)s drafts to share",
        "num",
    ),
    button=_("Write the next draft"),
    route="contracts:workspace",
)
ASK = Kind(
    act="turn",
    tick="mine",
    one=_("Ask your %(people)s for their yes"),
    many=ngettext_lazy(
        "%(num)s yes to ask for",
        "%(num)s yeses to ask for",
        "num",
    ),
    button=_("Ask for a yes"),
    route="contracts:ask",
)
ASK_SEVERAL = Kind(
    act="turn",
    tick="mine",
    one=_("Ask for a yes: %(people)s"),
    many=ngettext_lazy(
        "%(num)s yes to ask for",
        "%(num)s yeses to ask for",
        "num",
    ),
    button=_("Ask for a yes"),
    route="contracts:workspace",
)
CHANGED = Kind(
    act="share",
    tick="mine",
    one=_("Changed but not shared yet: %(sections)s"),
    many=ngettext_lazy(
        "%(num)s contract with changes to share",
        "%(num)s contracts with changes to share",
        "num",
    ),
    button=_("Share your changes"),
    route="contracts:check",
)
MID_POINT = Kind(
    act="mid_point",
    tick="mine",
    one=_("The mid-point review of your contract is due"),
    many=ngettext_lazy(
        "%(num)s contract to review at mid-point",
        "%(num)s contracts to review at mid-point",
        "num",
    ),
    button=_("Look at your contract"),
    route="contracts:workspace",
)
POINT = Kind(
    act="point",
    tick="mine",
    one=_("Answer a point from %(by)s"),
    many=ngettext_lazy(
        "%(num)s point to answer",
        "%(num)s points to answer",
        "num",
    ),
    button=_("Answer the point"),
    route="contracts:points",
    all_at="contracts:points",
    all_button=_("Answer the points"),
    alone=1,
    each_about=True,
)
CONDITION_ASKED = Kind(
    act="point",
    tick="mine",
    one=_("Answer a condition from %(by)s"),
    many=ngettext_lazy(
        "%(num)s condition to answer",
        "%(num)s conditions to answer",
        "num",
    ),
    button=_("Answer the condition"),
    route="contracts:points",
)
CONDITION = Kind(
    act="condition",
    tick="mine",
    one=_("Meet a condition from %(by)s"),
    many=ngettext_lazy(
        "%(num)s condition to meet",
        "%(num)s conditions to meet",
        "num",
    ),
    button=_("See the condition"),
    route="contracts:points",
)
LOST = Kind(
    act="lost",
    tick="mine",
    one=_("Our email to your %(people)s was not delivered"),
    many=ngettext_lazy(
        "%(num)s request that was not delivered",
        "%(num)s requests that were not delivered",
        "num",
    ),
    button=_("Correct the address"),
    route="contracts:ask",
)

ANSWER = Kind(
    act="answer",
    tick="queue",
    one=_("%(name)s is waiting for your answer"),
    many=ngettext_lazy(
        "%(num)s student researcher is waiting for your answer",
        "%(num)s student researchers are waiting for your answer",
        "num",
    ),
    button=_("Read and answer"),
    route="contracts:review",
    place=QUEUE,
    all_at="contracts:queue",
    all_button=_("Open the queue"),
)
HANDED = Kind(
    act="answer",
    tick="queue",
    one=_("%(name)s’s contract was handed over to you"),
    many=ngettext_lazy(
        "%(num)s contract was handed over to you",
        "%(num)s contracts were handed over to you",
        "num",
    ),
    button=_("Read and answer"),
    route="contracts:review",
    place=QUEUE,
    all_at="contracts:queue",
    all_query="?show=handed",
    all_button=_("Open the queue"),
)
DEPUTY = Kind(
    act="answer",
    tick="queue",
    one=_("%(name)s is waiting for your answer as deputy for %(of)s"),
    many=ngettext_lazy(
        "%(num)s student researcher is waiting for your answer as a deputy",
        "%(num)s student researchers are waiting for your answer as a deputy",
        "num",
    ),
    button=_("Read and answer"),
    route="contracts:review",
    place=QUEUE,
    all_at="contracts:queue",
    all_button=_("Open the queue"),
)
TEAM_CONDITION = Kind(
    act="condition",
    tick="queue",
    one=_("%(name)s: a condition for your team to deal with"),
    many=ngettext_lazy(
        "%(num)s condition for your team to deal with",
        "%(num)s conditions for your team to deal with",
        "num",
    ),
    button=_("See the condition"),
    route="contracts:review",
    place=QUEUE,
    all_at="contracts:queue",
    all_query="?show=conditions",
    all_button=_("See the conditions"),
)
DISPUTE = Kind(
    act="dispute",
    tick="queue",
    one=_("%(name)s: a disputed yes to settle"),
    many=ngettext_lazy(
        "%(num)s disputed yes to settle",
        "%(num)s disputed yeses to settle",
        "num",
    ),
    button=_("Settle the dispute"),
    route="contracts:review",
    place=QUEUE,
    all_at="contracts:queue",
    all_query="?show=disputes",
    all_button=_("See the disputes"),
)
ADVOCATE = Kind(
    act="advocate",
    tick="queue",
    one=_("%(name)s: confirm the workplace advocate"),
    many=ngettext_lazy(
        "%(num)s workplace advocate to confirm",
        "%(num)s workplace advocates to confirm",
        "num",
    ),
    button=_("Confirm the advocate"),
    route="contracts:review",
    place=QUEUE,
    all_at="contracts:queue",
    all_query="?show=advocates",
    all_button=_("See the advocates"),
)
