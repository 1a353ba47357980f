"""A posted comment as typed values; nothing typed is ever thrown away."""

from dataclasses import dataclass

from django.http import QueryDict

from pactwork.ground.typed import typed_in
from pactwork.ground.typed_numbers import number_in
from pactwork.reviews.rules.verdicts import QUESTIONS, Verdict


@dataclass(frozen=True)
class TypedComment:
    """``about`` is a section, or a section and one of its lines with a dot between."""

    draft: int
    about: str
    quote: str
    text: str
    kind: str = ""
    wording: str = ""
    please_answer: bool = False

    @property
    def section(self) -> str:
        return self.about.partition(".")[0]

    @property
    def path(self) -> str:
        return self.about.partition(".")[2]


def typed_reply(post: QueryDict) -> str:
    return typed_in(post, "text")


def typed_comment(post: QueryDict) -> TypedComment:
    return TypedComment(
        draft=typed_number(post.get("draft", "")),
        about=post.get("about", ""),
        quote=typed_in(post, "quote"),
        text=typed_in(post, "text"),
        kind=post.get("kind", ""),
        wording=typed_in(post, "wording"),
        please_answer="please_answer" in post,
    )


def typed_number(given: str) -> int:
    """Nought for whatever is none."""
    return number_in(given) or 0


def typed_verdicts(post: QueryDict) -> dict[str, Verdict]:
    return {
        question: Verdict(typed_number(post.get(question, "")), typed_in(post, f"{question}_line"))
        for question in QUESTIONS
    }


def typed_words(post: QueryDict, name: str) -> str:
    return typed_in(post, name)


def typed_interview(post: QueryDict, keys: list[str]) -> dict[str, str]:
    """What was heard, by prompt; nothing that was not asked."""
    return {key: typed_in(post, f"heard-{key}") for key in keys}


def typed_version(post: QueryDict) -> int:
    """Which saving the page was made from; -1 where the page did not say."""
    number = number_in(post.get("version", ""))
    return -1 if number is None else number
