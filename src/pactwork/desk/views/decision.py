"""What a decision form carries: kept whole, so that nothing typed is ever lost, and read as an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict

from pactwork.contracts.actions.answering import Said
from pactwork.contracts.models import Answer, UnsentPoint
from pactwork.contracts.rules.answers import BLOCKS, MOST_POINTS, OWNERS, POINT_OF, PointSaid
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.unsent import BECOMES, parted
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
    quote: str = ""
    unsent: str = ""  # the ref of the unsent point that it was written as

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
    unsent: str = ""  # with a yes: what becomes of points not sent
    posted: bool = False  # else it has whatever waits to be sent
    dropped: str = ""  # the unsent point that was taken out of the form
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
                quote=point.quote,
                unsent=point.unsent,
            )
            for point in self.points
            if self.kind != "yes"
        )
        means = self.wording and self.kind in YES
        return Said(self.kind, self.note, points, wording=means, unsent=self.unsent)

    def with_unsent(self, waiting: Sequence[UnsentPoint]) -> "Decision":
        """With the points that wait to be sent; once posted, the form itself says which."""
        if self.posted:
            return self
        left, points = list(waiting), []
        for one in self.points:
            same = next((w for w in left if (w.section, w.text) == (one.section, one.text)), None)
            if same:
                left.remove(same)
            points.append(replace(one, unsent=same.ref) if same else one)
        more = [PointTyped(w.text, w.section, quote=w.quote, unsent=w.ref) for w in left]
        return replace(self, points=(*points, *more))

    def with_points(self, points: Sequence[PointTyped]) -> "Decision":
        """Those with words or a date, without the one that was taken out."""
        out = self.wants.removeprefix("drop-point-") if "drop-point-" in self.wants else ""
        dropped = next((p.unsent for n, p in enumerate(points) if str(n) == out), "")
        kept = [p for n, p in enumerate(points) if str(n) != out and not p.blank]
        return replace(self, points=tuple(kept), dropped=dropped)

    def with_point(self, text: str) -> "Decision":
        """One more point with these words, in the first that is empty."""
        points = [*self.points, PointTyped(text)][:MOST_POINTS]
        return replace(self, points=tuple(points))

    def with_room(self) -> "Decision":
        """One more empty point."""
        return replace(self, points=(*self.shown_points, PointTyped())[:MOST_POINTS])


def decision_again(given: Answer) -> Decision:
    """The form as it was before an answer that was taken back."""
    points = tuple(
        PointTyped(
            quote=parted(point.text)[0],
            text=parted(point.text)[1],
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
        quote=given("quote"),
        unsent=given("unsent")[:20],
    )


def decision_of(post: QueryDict, seat: str) -> Decision:
    """Read a posted form; points without words or date are left out."""
    wants, becomes = post.get("do", "answer"), typed_in(post, "unsent")
    kind = "revise" if wants == "revise" else post.get("kind", "")
    points = [_point(post, number, kind) for number in range(MOST_POINTS)]
    found = Decision(
        kind="yes_suggest" if (kind, becomes) == ("yes", "suggest") else kind,
        note=typed_in(post, "note"),
        draft=number_in(post.get("draft", "")) or 0,
        wants=wants,
        pick=post.get("pick", ""),
        back=post.get("back", "")[:500],
        seat=seat,
        in_place_of=post.get("in_place_of", "")[:20],
        wording=post.get("wording") == "yes",
        unsent=becomes if becomes in BECOMES else "",
        posted=True,
    ).with_points(points)
    return replace(found, problems=_problems(found)) if wants == "answer" else found


def _problems(found: Decision) -> dict[str, Refusal]:
    """What the law of answers cannot see: a date that is none, points beside an answer without any."""
    wrong = {
        f"point-{n}-due_on": day
        for n, p in enumerate(found.points)
        if found.kind == "yes_conditions" and p.due_on.strip()
        if isinstance(day := day_in(p.due_on), Refusal)
    }
    unwanted = [p for p in found.points if not p.unsent]
    if unwanted and found.kind and found.kind not in POINT_OF:
        wrong["kind"] = Refusal("points_unwanted")
    return wrong
