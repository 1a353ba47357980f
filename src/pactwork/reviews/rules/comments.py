"""What makes a comment sound, who may read one, and who may close it. Pure."""

from collections.abc import Mapping, Sequence

from pactwork.contracts.rules.drafts import title_of
from pactwork.contracts.rules.kinds import Line
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.modules.rules.specification import Template
from pactwork.reviews.rules.anchors import find

MOST, QUOTE_MOST = 3_000, 600
KINDS = ("question", "praise", "concern", "suggestion")
PLEAS = 2  # "please answer", for each reviewer of a draft
# Comments are between the set and those who help them learn; nobody else at the table reads them.
READERS = TEACHING_TEAM | {"student", "peer"}


def comment_problem(text: str) -> Refusal | None:
    """What is wrong with the words of a comment or a reply."""
    return words_problem(text, MOST, missing="comment_empty")


def reason_problem(text: str) -> Refusal | None:
    """Of why a review is waived, or a suggestion declined."""
    return words_problem(text, MOST, missing="reason_missing")


def problems(text: str, path: str, quote: str, lines: Sequence[Line]) -> Mapping[str, Refusal]:
    """What is wrong with a comment on a section with these lines, by field."""
    found: dict[str, Refusal] = {}
    if wrong := comment_problem(text):
        found["text"] = wrong
    if path and path not in {line.path for line in lines}:
        found["about"] = Refusal("no_line")
    elif wrong := words_problem(quote, QUOTE_MOST):
        found["quote"] = wrong
    elif quote.strip() and line_with(quote, path, lines) is None:
        found["quote"] = Refusal("quote_not_there")
    return found


def kind_problems(kind: str, wording: str, *, please: bool, pleas: int) -> dict[str, Refusal]:
    """What is wrong with the kind of a comment, and with what comes with it, by field."""
    found: dict[str, Refusal] = {}
    if kind not in ("", *KINDS):
        found["kind"] = Refusal("choose_kind")
    if kind == "suggestion" and not wording.strip():
        found["wording"] = Refusal("wording_missing")
    if kind != "suggestion" and wording.strip():
        found["kind"] = Refusal("wording_is_suggestion")
    if wrong := words_problem(wording, MOST):
        found["wording"] = wrong
    if please and pleas >= PLEAS:
        found["please_answer"] = Refusal("two_pleas", {"most": PLEAS})
    return found


def line_with(quote: str, path: str, lines: Sequence[Line]) -> Line | None:
    """The line that holds the quoted words; only the named one, where one is named."""
    asked = [line for line in lines if path in ("", line.path)]
    return next((line for line in asked if find(quote, line.text)), None)


def where_now(quote: str, path: str, lines: Sequence[Line]) -> Line | None:
    """The line a comment is about in another draft: where its words are, or its old place."""
    if not quote:
        return next((line for line in lines if line.path == path), None)
    return line_with(quote, path, lines) or line_with(quote, "", lines)


def why_not_close(
    roles: frozenset[str], *, own: bool, undecided: bool = False, owed: bool = False
) -> Refusal | None:
    """A thread is closed or opened again by the student, whoever began it, or a facilitator.

    ``undecided``: a suggestion; its author decides it, and only whoever made it takes it back.
    ``owed``: an answer was asked for and has not come; the student gives it first.
    """
    if own:
        return None
    if not roles & {"student", "facilitator"}:
        return Refusal("not_your_comment")
    if undecided:
        return Refusal("decide_suggestion")
    return Refusal("answer_first") if owed and "student" in roles else None


def title_shown(template: Template, content: Mapping[str, object], keys: frozenset[str]) -> str:
    """A draft's title for somebody who reads these sections; empty when it is not for them."""
    section = (template.title_prompt or "").partition(".")[0]
    return title_of(template, content) if section in keys else ""
