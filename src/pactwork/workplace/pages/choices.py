"""What somebody asked by link can answer, and what each answer is called."""

from pactwork.contracts.queries.by_link import Plan
from pactwork.ground.words import gettext as _


def choices(plan: Plan) -> list[dict[str, str]]:
    """The four answers, none of them chosen beforehand."""
    name = {"name": plan.contract.student.first_name}
    return [
        {"value": "yes", "label": _("Yes, go ahead")},
        {
            "value": "yes_change",
            "label": _("Yes, with a change"),
            "hint": _(
                "Tell us how a line should read. If %(name)s uses your wording, we will "
                "not ask you again."
            )
            % name,
        },
        {
            "value": "revise",
            "label": _("Not yet"),
            "hint": _("Tell us what would have to change. %(name)s will be in touch.") % name,
        },
        {
            "value": "not_me",
            "label": _("I am not the right person"),
            "hint": _("Pass it on, or tell us you do not know who is."),
        },
    ]
