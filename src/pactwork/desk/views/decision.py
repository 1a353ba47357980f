"""What a decision form carries: kept whole, so that nothing typed is ever lost, and read as an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict

from pactwork.contracts.actions.answering import Said
from pactwork.contracts.models import Answer
from pactwork.contracts.rules.answers import BLOCKS, MOST_POINTS, OWNERS, POINT_OF, PointSaid
from pactwork.contracts.rules.facts import YES
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import typed_in
from pactwork.ground.typed_days import day_in
from pactwork.ground.typed_numbers import number_in


@dataclass(frozen=True)
class PointTyped:
    """One point as it was typed."""

    text: str = ""
    section: str = ""
    due_on: str = ""
    owner: str = "student"
    blocks: str = ""

    @property
    def blank(self) -> bool:
        return not (self.text.strip() or self.due_on.strip())


@dataclass(frozen=True)
class Decision:
    """Everything in the form. ``wants`` is the button: answer, add-point, insert-note, ..."""

    kind: str = ""
    note: str = ""
    points: tuple[PointTyped, ...] = ()
    draft: int = 0
    wants: str = "answer"
    pick: str = ""
    back: str = ""
    seat: str = ""  # whose answer this is
    in_place_of: str = (
        ""  # the colleague it was handed to, by ref: that they decide anyway is meant
    )
    wording: bool = False  # other words, the same meaning
    problems: Mapping[str, Refusal] = field(default_factory=dict)

    @property
    def shown_points(self) -> tuple[PointTyped, ...]:
        """What was typed, with room for at least one."""
        return self.points or (PointTyped(),)

    def said(self) -> Said:
        points = tuple(
            PointSaid(
                text=point.text,
                section=point.section,
                due_on=_date(point.due_on),
                owner=point.owner,
                blocks=point.blocks,
            )
            for point in self.points
        )
        return Said(self.kind, self.note, points, wording=self.wording and self.kind in YES)

    def with_room(self) -> "Decision":
        """One more empty point."""
        return replace(self, points=(*self.shown_points, PointTyped())[:MOST_POINTS])


def decision_again(given: Answer) -> Decision:
    """The form as it was before an answer that was taken back."""
    points = tuple(
        PointTyped(
            text=point.text,
            section=point.section,
            due_on=point.due_on.isoformat() if point.due_on else "",
            owner=point.owner,
            blocks=point.blocks,
        )
        for point in given.points.all()
    )
    return Decision(given.kind, given.note, points, seat=given.seat.ref)


def _date(text: str) -> date | None:
    return day if isinstance(day := day_in(text), date) else None


def _point(post: QueryDict, number: int, kind: str) -> PointTyped:
    def given(name: str) -> str:
        return typed_in(post, f"point-{number}-{name}")

    dated = kind == "yes_conditions"
    return PointTyped(
        text=given("text"),
        section=given("section"),
        due_on=given("due_on"),
        owner=given("owner") if given("owner") in OWNERS else "student",
        blocks=given("blocks") if dated and given("blocks") in BLOCKS else "",
    )


def decision_of(post: QueryDict, seat: str) -> Decision:
    """Read a posted form; points without words or date are left out."""
    kind, wants = post.get("kind", ""), post.get("do", "answer")
    points = [_point(post, number, kind) for number in range(MOST_POINTS)]
    drop = wants.removeprefix("drop-point-") if wants.startswith("drop-point-") else ""
    kept = [p for n, p in enumerate(points) if str(n) != drop and not p.blank]
    found = Decision(
        kind="revise" if wants == "revise" else kind,
        note=typed_in(post, "note"),
        points=tuple(kept),
        draft=number_in(post.get("draft", "")) or 0,
        wants=wants,
        pick=post.get("pick", ""),
        back=post.get("back", "")[:500],
        seat=seat,
        in_place_of=post.get("in_place_of", "")[:20],
        wording=post.get("wording") == "yes",
    )
    return replace(found, problems=_problems(found)) if wants == "answer" else found


def _problems(found: Decision) -> dict[str, Refusal]:
    """What the law of answers cannot see: a date that is none, points beside an answer without any."""
    wrong = {
        f"point-{n}-due_on": day
        for n, p in enumerate(found.points)
        if found.kind == "yes_conditions" and p.due_on.strip()
        if isinstance(day := day_in(p.due_on), Refusal)
    }
    if found.points and found.kind and found.kind not in POINT_OF:
        wrong["kind"] = Refusal("points_unwanted")
    return wrong
