"""POST to a reply: what the reader of a link typed, and the exact words they propose."""

from collections.abc import Iterator

from django.http import QueryDict

from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.rules.proposed_wording import reworded
from pactwork.contracts.typed import Reply
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import typed_in
from pactwork.ground.typed_numbers import number_in
from pactwork.links.codes import code_in
from pactwork.workplace.pages.plan_words import Fact, Part, parts_of


def _text(post: QueryDict, name: str) -> str:
    """One field, without what nobody can see."""
    return typed_in(post, name)


def _fields(parts: list[Part]) -> Iterator[tuple[Part, Fact]]:
    return ((part, fact) for part in parts for fact in part.facts if fact.prompt)


def reply_in(post: QueryDict, plan: Plan) -> Reply:
    """Everything that was typed, kept whole; lines left as they were are no change."""
    changes: dict[str, str] = {}
    points: list[PointSaid] = []
    wrong: dict[str, Refusal] = {}
    decision = _text(post, "decision")[:40]
    for part, fact in _fields(parts_of(plan)) if decision == "yes_change" else ():
        given = _text(post, fact.field) if fact.field in post else fact.line.text
        new = reworded(fact.prompt, fact.line, given) if fact.prompt else None
        if new is None:
            continue
        changes[fact.field] = given
        if new[1]:
            wrong[fact.field] = new[1]
        points.append(PointSaid(fact.line.label, part.key, fact.line.path, new[0]))
    return Reply(
        decision=decision,
        name=_text(post, "name"),
        code=code_in(post),
        note=_text(post, "note"),
        draft=number_in(_text(post, "draft")),
        changes=changes or typed_changes(post),
        points=tuple(points),
        right_name=_text(post, "right_name"),
        right_email=_text(post, "right_email"),
        right_once=post.get("right_for") == "once",
        unknown="unknown" in post,
        wrong=wrong,
    )


def typed_changes(post: QueryDict) -> dict[str, str]:
    """Lines as they were sent, for a page whose lines are other ones now."""
    return {name: _text(post, name) for name in post if name.startswith("change-")}
