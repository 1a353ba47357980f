"""The mail that says what was answered; to the student it begins with what there is to do, and by when."""

from django.utils.translation import gettext as _

from pactwork.contracts.conditions import holds_up, sees_to
from pactwork.contracts.models import Answer, Contract, Point
from pactwork.contracts.recorded import recorded_words
from pactwork.contracts.seen import contract_of
from pactwork.contracts.signed import signed_otherwise
from pactwork.contracts.speaking import said_by
from pactwork.contracts.whole import whole
from pactwork.emails.confirming import waits_for_staff
from pactwork.emails.people import answer_of, known_of, own, to_reader
from pactwork.ground.dates import day
from pactwork.history.models import Delivery
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.post.letter import Letter, letter
from pactwork.post.names import in_letters, quotable, unlinked

# Whose words about a contract go to its student by mail. What a reviewer of ethics or a workplace
# wrote may be private, and stays on the page.


def _subject(kind: str) -> str:
    return {
        "yes": _("%(name)s said yes"),
        "yes_suggest": _("%(name)s said yes, with suggestions"),
        "yes_conditions": _("%(name)s said yes, on conditions"),
        "yes_change": _("%(name)s said yes, with a change"),
        "revise": _("%(name)s asks for changes"),
        "not_me": _("%(name)s is not the right person to ask"),
    }[kind]


def _words(kind: str) -> str:
    return {
        "yes": _("The answer about %(whose)s is yes, to exactly the words that were asked about."),
        "yes_suggest": _("The answer about %(whose)s is yes, with suggestions."),
        "yes_conditions": _("The answer about %(whose)s is yes, on conditions."),
        "yes_change": _("The answer about %(whose)s is yes, with a change."),
        "revise": _(
            "The answer about %(whose)s is: not yet. Something would have to change first."
        ),
        "not_me": _("Somebody else has to be asked about %(whose)s."),
    }[kind]


def point_facts(point: Point) -> list[str]:
    """By when, who sees to it and what it holds up, each as a sentence to the student."""
    if point.kind != Point.CONDITION:
        return []
    return [s for s in (sees_to(point.owner), holds_up(point.blocks)) if s]


def _title(point: Point) -> str:
    if point.kind == Point.CONDITION and point.due_on:
        return _("Condition, by %(day)s") % {"day": day(point.due_on)}
    kinds = {
        Point.CONDITION: _("Condition"),
        Point.SUGGESTION: _("Suggestion"),
        Point.REVISION: _("Change asked for"),
    }
    return kinds[point.kind]


def _point(point: Point, *, quotes: bool) -> str:
    """One point as a paragraph; the words as they were said, where they may go by mail."""
    words = [_("“%(words)s”") % {"words": quotable(point.text)}] if quotes else []
    said = [*words, *point_facts(point)]
    return f"{_title(point)}: {' '.join(said)}" if said else f"{_title(point)}."


def still_to_meet(contract: Contract) -> list[str]:
    """The conditions of yeses that stand, each in full; for the mail that says it is agreed."""
    rows = Point.objects.filter(Point.UNMET, answer__seat__contract=contract)
    points = list(rows.select_related("answer__seat").order_by("due_on", "pk"))
    found = [_point(point, quotes=point.answer.seat.by in TEACHING_TEAM) for point in points]
    if any(point.answer.seat.by not in TEACHING_TEAM for point in points):
        found.append(_("What it says in full is on the page."))
    return found


def _to_do(given: Answer) -> list[str]:
    quotes = given.seat.by in TEACHING_TEAM
    found = [_point(point, quotes=quotes) for point in given.points.all()]
    if found and not quotes:
        found.append(_("What it says in full is on the page."))
    if given.note and quotes:
        known = {"name": in_letters(given.by_name), "words": quotable(given.note)}
        found.append(_("%(name)s writes: “%(words)s”") % known)
    return found


@letter
def answered(delivery: Delivery) -> Letter | str:
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    if given is None or contract is None:
        return "the answer was undone"
    mine = own(contract, delivery)
    signer = None if given.by_person_id else given.ask.holder
    known = known_of(contract, delivery) | {"name": said_by(contract, given.by_name, signer)}
    subject = _subject(given.kind) % known
    if not mine:
        subject = _("%(student)s: %(subject)s") % (known | {"subject": subject})
    words = _words(given.kind) % known
    told = unlinked(recorded_words(given))
    if told and given.kind == "yes":
        words = f"{told}. " + _("It counts. They have a working day to say that it was not so.")
    found = whole(contract)
    if waits := waits_for_staff(found, given):
        words = f"{told}." if told and given.kind == "yes" else words
        words += f" {waits}"
    other = signed_otherwise(found, given)
    words += f" {unlinked(other)}." if other else ""
    page = "contracts:points" if mine and given.kind not in ("yes", "not_me") else ""
    more = _to_do(given) if mine else []
    return to_reader(contract, delivery, subject, words, page, more)
