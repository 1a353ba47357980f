"""What is handed in by whom and when: one answer for every page, email and digest."""

from datetime import date

from pactwork.ground.installed import manifests
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import group, specification, variant
from pactwork.modules.rules.calendar import Due
from pactwork.modules.rules.dated import Own
from pactwork.modules.rules.due import Dates, HandIn, dates_of


def dates_for(enrolment: Enrolment, agreed_on: date | None) -> Dates:
    """The dates of one student. ``agreed_on``: when their contract was first agreed, if it is."""
    return dates_on(enrolment.run, enrolment.group, enrolment.own, agreed_on)


def agreed_on(enrolment: Enrolment) -> date | None:
    """Since when what they take is agreed, as the app that keeps contracts knows it."""
    asked = [app.agreed_on for app in manifests() if app.agreed_on]
    return next((found for ask in asked if (found := ask(enrolment))), None)


def dates_on(run: Run, group_key: str, own: Own, agreed_on: date | None = None) -> Dates:
    return dates_of(specification(run), group(run, group_key), agreed_on, own)


def contract_by(run: Run, group_key: str, own: Own) -> Due | None:
    """Until when a contract has to be agreed, where the module says it."""
    by = specification(run).calendar.contract_by
    return dates_on(run, group_key, own).due(by) if by else None


def owed_in(enrolment: Enrolment, agreed_on: date | None) -> list[HandIn]:
    """What is owed to the module of one student, by them and by others, the soonest first."""
    pieces = specification(enrolment.run).pieces(variant(enrolment.run, enrolment.code))
    return dates_for(enrolment, agreed_on).hand_ins(pieces)


def hand_ins_of(enrolment: Enrolment, agreed_on: date | None) -> list[HandIn]:
    """What the student hands in. What carries no mark is needed too; what others owe is none of it."""
    return [one for one in owed_in(enrolment, agreed_on) if one.component.of_student]
