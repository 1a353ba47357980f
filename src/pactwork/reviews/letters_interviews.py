"""Emails about interviews: one is asked for, and there is something to take over."""

from pactwork.ground.manifest import Email
from pactwork.history.models import Delivery
from pactwork.modules.speaking import speak_of
from pactwork.post.message import address
from pactwork.post.names import in_letters
from pactwork.post.templated import Facts, templated
from pactwork.reviews.models import Interview

MOOT = "this interview is over"


def _open(delivery: Delivery) -> Interview | None:
    rows = Interview.objects.filter(Interview.OPEN, ref=delivery.about)
    joined = (
        "interviewer",
        "contract__student",
        "contract__institution",
        "contract__run__institution",
    )
    found = rows.select_related(*joined).first()
    if found:
        speak_of(found.contract.run)
    return found


@templated
def interview_asked(delivery: Delivery) -> Facts | str:
    found = _open(delivery)
    if found is None or found.interviewer.email.lower() != delivery.to.lower():
        return MOOT
    return Facts(
        found.contract.institution,
        {"name": in_letters(found.contract.student.name)},
        greeted=found.interviewer.first_name,
        link=address("reviews:interview", found.ref),
    )


@templated
def interview_typed(delivery: Delivery) -> Facts | str:
    found = _open(delivery)
    if found is None or found.contract.student.email.lower() != delivery.to.lower():
        return MOOT
    return Facts(
        found.contract.institution,
        {"name": in_letters(found.interviewer.name)},
        greeted=found.contract.student.first_name,
        link=address("reviews:interview_mine", found.contract.ref),
    )


EMAILS: dict[str, Email] = {
    "interview_asked": Email(interview_asked, follows="set"),
    "interview_typed": Email(interview_typed, follows="set"),
}
