"""How what people owe on contracts is said, and where it is done."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.ground.owed import QUEUE, Kind

START = Kind(
    "start",
    "mine",
    _("Read the brief, then start your contract"),
    ngettext_lazy(
        "%(num)s contract to start",
        "%(num)s contracts to start",
        "num",
    ),
    _("Read the brief"),
    "modules:run",
)
WRITE = Kind(
    "turn",
    "mine",
    _("Write your contract and share a draft"),
    ngettext_lazy(
        "%(num)s contract to write",
        "%(num)s contracts to write",
        "num",
    ),
    _("Write your contract"),
    "contracts:workspace",
)
AGAIN = Kind(
    "turn",
    "mine",
    _("Share your next draft"),
    ngettext_lazy(
        "%(num)s draft to share",
        "%(num)s drafts to share",
        "num",
    ),
    _("Write the next draft"),
    "contracts:workspace",
)
ASK = Kind(
    "turn",
    "mine",
    _("Ask your %(people)s for their yes"),
    ngettext_lazy(
        "%(num)s yes to ask for",
        "%(num)s yeses to ask for",
        "num",
    ),
    _("Ask for a yes"),
    "contracts:ask",
)
ASK_SEVERAL = Kind(
    "turn",
    "mine",
    _("Ask for a yes: %(people)s"),
    ngettext_lazy(
        "%(num)s yes to ask for",
        "%(num)s yeses to ask for",
        "num",
    ),
    _("Ask for a yes"),
    "contracts:workspace",
)
CHANGED = Kind(
    "share",
    "mine",
    _("Changed but not shared yet: %(sections)s"),
    ngettext_lazy(
        "%(num)s contract with changes to share",
        "%(num)s contracts with changes to share",
        "num",
    ),
    _("Share your changes"),
    "contracts:check",
)
MID_POINT = Kind(
    "mid_point",
    "mine",
    _("The mid-point review of your plan is due"),
    ngettext_lazy(
        "%(num)s plan to review at mid-point",
        "%(num)s plans to review at mid-point",
        "num",
    ),
    _("Look at your plan"),
    "contracts:workspace",
)
POINT = Kind(
    "point",
    "mine",
    _("Answer a point from %(by)s"),
    ngettext_lazy(
        "%(num)s point to answer",
        "%(num)s points to answer",
        "num",
    ),
    _("Answer the point"),
    "contracts:points",
    all_at="contracts:points",
    all_button=_("Answer the points"),
    alone=1,
    each_about=True,
)
CONDITION_ASKED = Kind(
    "point",
    "mine",
    _("Answer a condition from %(by)s"),
    ngettext_lazy(
        "%(num)s condition to answer",
        "%(num)s conditions to answer",
        "num",
    ),
    _("Answer the condition"),
    "contracts:points",
)
CONDITION = Kind(
    "condition",
    "mine",
    _("Meet a condition from %(by)s"),
    ngettext_lazy(
        "%(num)s condition to meet",
        "%(num)s conditions to meet",
        "num",
    ),
    _("See the condition"),
    "contracts:points",
)
LOST = Kind(
    "lost",
    "mine",
    _("Our email to your %(people)s was not delivered"),
    ngettext_lazy(
        "%(num)s request that was not delivered",
        "%(num)s requests that were not delivered",
        "num",
    ),
    _("Correct the address"),
    "contracts:ask",
)

ANSWER = Kind(
    "answer",
    "queue",
    _("%(name)s is waiting for your answer"),
    ngettext_lazy(
        "%(num)s student researcher is waiting for your answer",
        "%(num)s student researchers are waiting for your answer",
        "num",
    ),
    _("Read and answer"),
    "contracts:review",
    QUEUE,
    all_at="contracts:queue",
    all_button=_("Open the queue"),
)
HANDED = Kind(
    "answer",
    "queue",
    _("%(name)s’s contract was handed over to you"),
    ngettext_lazy(
        "%(num)s contract was handed over to you",
        "%(num)s contracts were handed over to you",
        "num",
    ),
    _("Read and answer"),
    "contracts:review",
    QUEUE,
    all_at="contracts:queue",
    all_query="?show=handed",
    all_button=_("Open the queue"),
)
DEPUTY = Kind(
    "answer",
    "queue",
    _("%(name)s is waiting for your answer as deputy for %(of)s"),
    ngettext_lazy(
        "%(num)s student researcher is waiting for your answer as a deputy",
        "%(num)s student researchers are waiting for your answer as a deputy",
        "num",
    ),
    _("Read and answer"),
    "contracts:review",
    QUEUE,
    all_at="contracts:queue",
    all_button=_("Open the queue"),
)
TEAM_CONDITION = Kind(
    "condition",
    "queue",
    _("%(name)s: a condition for your team to deal with"),
    ngettext_lazy(
        "%(num)s condition for your team to deal with",
        "%(num)s conditions for your team to deal with",
        "num",
    ),
    _("See the condition"),
    "contracts:review",
    QUEUE,
    all_at="contracts:queue",
    all_query="?show=conditions",
    all_button=_("See the conditions"),
)
DISPUTE = Kind(
    "dispute",
    "queue",
    _("%(name)s: a disputed yes to settle"),
    ngettext_lazy(
        "%(num)s disputed yes to settle",
        "%(num)s disputed yeses to settle",
        "num",
    ),
    _("Settle the dispute"),
    "contracts:review",
    QUEUE,
    all_at="contracts:queue",
    all_query="?show=disputes",
    all_button=_("See the disputes"),
)
ADVOCATE = Kind(
    "advocate",
    "queue",
    _("%(name)s: confirm the workplace advocate"),
    ngettext_lazy(
        "%(num)s workplace advocate to confirm",
        "%(num)s workplace advocates to confirm",
        "num",
    ),
    _("Confirm the advocate"),
    "contracts:review",
    QUEUE,
    all_at="contracts:queue",
    all_query="?show=advocates",
    all_button=_("See the advocates"),
)
