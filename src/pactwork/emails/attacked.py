"""To the student and to staff: somebody types wrong codes for the link that went to the workplace."""

from django.utils.translation import gettext as _

from pactwork.contracts.queries.by_link import plan_of
from pactwork.contracts.seen import contract_of
from pactwork.emails.people import known_of, to_reader
from pactwork.history.models import Delivery
from pactwork.links.actions import PER_LINK
from pactwork.links.models import Link
from pactwork.post.letter import Letter, letter
from pactwork.post.names import in_letters


@letter
def link_attacked(delivery: Delivery) -> Letter | str:
    link = Link.objects.select_related("institution").filter(ref=delivery.about).first()
    plan = plan_of(link) if link else None
    contract = contract_of(plan.contract.ref) if plan else None
    if plan is None or contract is None:
        return "the contract is gone"
    known = known_of(contract, delivery) | {"most": PER_LINK}
    known |= {"who": in_letters(plan.holder.name), "email": plan.link.email}
    return to_reader(
        contract,
        delivery,
        _("Wrong codes for the link to %(who)s") % known,
        _(
            "At least %(most)s wrong codes were typed within a day for the link that %(who)s has from "
            "us, about %(whose)s. It may be a program that checks mail, or somebody who guesses."
        )
        % known,
        more=[
            _(
                "While this goes on, the code in our email is not enough: the link asks for fresh digits "
                "too, and they go to %(email)s alone. %(who)s can still answer."
            )
            % known,
            _(
                "If that email may have come into other hands, take the question back and ask again, "
                "which makes a new link. Nothing else needs doing, and we do not write about this again."
            ),
        ],
    )
