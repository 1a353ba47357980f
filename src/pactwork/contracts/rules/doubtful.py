"""Why it is not certain that an address is a workplace's. The yes of such a person waits. Pure.

Judged once, when somebody is named, and kept with them: what others do later lets nobody's yes lapse.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pactwork.contracts.rules.advocates import MANY, same_box
from pactwork.ground.free_mail import above, is_free_mail
from pactwork.ground.mailboxes import mailbox
from pactwork.ground.refusal import Refusal

DOUBTS = (
    "refused_before", "same_mailbox", "students_mailbox", "university_address", "same_domain",
    "free_mail", "many_name_it", "other_domain",
)  # fmt: skip


# What need not be said where another reason says it too, and more exactly.
SAID_BY = {"same_domain": "university_address", "many_name_it": "serves_many"}


def once(reasons: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Each reason to look once, in their order."""
    found = {reason.code: reason for reason in reversed(list(reasons))}
    told = reversed(found.values())
    return tuple(reason for reason in told if SAID_BY.get(reason.code) not in found)


@dataclass(frozen=True)
class Known:
    """What an institution knows where a student, or somebody who was asked, names a workplace."""

    own: Collection[str]  # every address of the student
    students: Collection[str] = ()  # addresses of other students
    staff: Collection[str] = ()
    university: Collection[str] = ()  # domains of the institution
    confirmed: Collection[str] = ()  # domains of people confirmed for the same workplace
    written: Collection[str] = ()  # domains of the addresses that the contract itself gives
    named_by: int = 1  # how many students name this mailbox, this one among them
    refused: Collection[str] = ()  # addresses that staff could not confirm for the same workplace
    vouched: bool = False  # this very person was confirmed for the same workplace before
    trusted: bool = False  # the module takes whom students name


def domain_of(email: str) -> str:
    return mailbox(email).rpartition("@")[2]


def _lies_in(domain: str, others: Collection[str]) -> bool:
    """Whether a domain is one of these, or below one of them."""
    return any(one in others for one in above(domain))


def doubts(email: str, known: Known) -> tuple[str, ...]:
    """The reasons, by code; none where it is certain enough."""
    if any(same_box(email, one) for one in known.refused):
        return ("refused_before",)
    if known.trusted:
        return ()
    found = _of_the_reader(email, known)
    if not known.vouched:
        found |= _of_the_address(email, known)
    return tuple(code for code in DOUBTS if code in found)


def _of_the_reader(email: str, known: Known) -> set[str]:
    """It is some student's: nobody's word for it elsewhere counts here."""
    if any(same_box(email, one) for one in known.own):
        return {"same_mailbox"}
    return {"students_mailbox"} if any(same_box(email, one) for one in known.students) else set()


def _of_the_address(email: str, known: Known) -> set[str]:
    domain, found = domain_of(email), set()
    ours = any(same_box(email, one) for one in known.staff)
    own_domains = {domain_of(one) for one in known.own}
    if is_free_mail(domain):
        found.add("free_mail")
    elif not ours and _lies_in(domain, known.university):
        found.add("university_address")
    elif not ours and domain in own_domains and not _lies_in(domain, known.confirmed):
        found.add("same_domain")
    if known.named_by >= MANY:
        found.add("many_name_it")
    hosts = {one for one in (*known.confirmed, *known.written) if not is_free_mail(one)}
    if hosts and not _lies_in(domain, hosts) and not any(_lies_in(h, {domain}) for h in hosts):
        found.add("other_domain")
    return found
