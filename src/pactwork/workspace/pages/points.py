"""What answers asked for and suggested, newest first, with where each point stands."""

from dataclasses import dataclass
from datetime import date

from pactwork.contracts.conditions import to_be_done_by
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Point
from pactwork.contracts.queries.reading import in_words
from pactwork.contracts.rules.drafts import lines_of
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.kinds import Line
from pactwork.contracts.rules.proposed_wording import has_place
from pactwork.contracts.vocabulary import kind_words
from pactwork.ground import clock
from pactwork.ground.redline import Run, redline
from pactwork.modules.rules.specification import Section


@dataclass(frozen=True)
class PointRow:
    """One point; ``runs`` compare the student's words as they are now with those proposed."""

    point: Point
    section: Section | None
    label: str
    runs: list[Run]
    may_use: bool
    done_by: str
    overdue: bool

    @property
    def ref(self) -> str:
        return self.point.ref


@dataclass(frozen=True)
class AnswerRow:
    answer: Answer
    party: str
    words: str
    draft: int
    latest: bool  # this seat has not answered since
    points: list[PointRow]

    @property
    def yes(self) -> bool:
        return self.answer.kind in YES

    @property
    def open(self) -> int:
        return sum(row.point.open for row in self.points)


@dataclass
class _Desk:
    dossier: Dossier
    today: date

    def _line(self, section: Section | None, path: str) -> Line | None:
        if section is None or not path:
            return None
        lines = lines_of(section, self.dossier.working, self.dossier.context)
        return next((line for line in lines if line.path == path), None)

    def row(self, point: Point) -> PointRow:
        dossier = self.dossier
        section = dossier.template.section(point.section) if point.section else None
        line = self._line(section, point.prompt)
        runs = redline(line.text if line else "", point.wording) if point.wording else []
        usable = section is not None and bool(point.wording) and not point.met_at
        return PointRow(
            point=point,
            section=section,
            label=in_words(line).label if line else "",
            runs=runs,
            may_use=bool(
                usable
                and section
                and has_place(section, dossier.working, dossier.context, point.prompt)
                and any(op != "=" for op, _ in runs)
            ),
            done_by=to_be_done_by(point.owner),
            overdue=point.overdue(self.today),
        )


def answers_with_points(dossier: Dossier) -> list[AnswerRow]:
    """Every answer that says more than yes, newest first. All its rows are loaded already."""
    today = clock.today(dossier.contract.institution.time_zone)
    numbers = {d.pk: d.number for d in dossier.drafts}
    latest = {a.seat_id: a.pk for a in dossier.answers}
    desk, words = _Desk(dossier, today), kind_words()
    found = []
    for answer in reversed(dossier.answers):
        points = [desk.row(point) for point in answer.points.all()]
        if not points and not answer.note and not answer.withdrawn_at:
            continue
        party = dossier.template.party(dossier.seat(answer.seat_id).party)
        found.append(
            AnswerRow(
                answer=answer,
                party=party.title if party else "",
                words=words.get(answer.kind, answer.kind),
                draft=numbers[answer.draft_id],
                latest=latest[answer.seat_id] == answer.pk,
                points=points,
            )
        )
    return found


def open_count(rows: list[AnswerRow]) -> int:
    return sum(row.open for row in rows)
