"""Letters about interviews: one is asked for, and there is something to take over."""

from django.utils.translation import gettext as _

from pactwork.ground.manifest import Email
from pactwork.history.models import Delivery
from pactwork.post.letter import Letter, address, hello, letter
from pactwork.post.names import in_letters
from pactwork.reviews.models import Interview

MOOT = "this interview is over"


def _open(delivery: Delivery) -> Interview | None:
    rows = Interview.objects.filter(Interview.OPEN, ref=delivery.about)
    return rows.select_related("interviewer", "contract__student", "contract__institution").first()


@letter
def interview_asked(delivery: Delivery) -> Letter | str:
    found = _open(delivery)
    if found is None or found.interviewer.email.lower() != delivery.to.lower():
        return MOOT
    name = {"name": in_letters(found.contract.student.name)}
    return Letter(
        institution=found.contract.institution,
        subject=_("%(name)s asks you for ten minutes") % name,
        hello=hello(found.interviewer.first_name),
        words=[
            _(
                "%(name)s would like you to ask the questions of their first card, and to type what they say."
            )
            % name,
            _("Agree on a time, then open the page on a phone or beside a call."),
        ],
        button=(_("Open the questions"), address("reviews:interview", found.ref)),
    )


@letter
def interview_typed(delivery: Delivery) -> Letter | str:
    found = _open(delivery)
    if found is None or found.contract.student.email.lower() != delivery.to.lower():
        return MOOT
    name = {"name": in_letters(found.interviewer.name)}
    return Letter(
        institution=found.contract.institution,
        subject=_("%(name)s typed what you said") % name,
        hello=hello(found.contract.student.first_name),
        words=[_("Read it, and put into your first card what is yours.")],
        button=(_("Read it"), address("reviews:interview_mine", found.contract.ref)),
    )


EMAILS: dict[str, Email] = {
    "interview_asked": Email(interview_asked, follows="set"),
    "interview_typed": Email(interview_typed, follows="set"),
}
