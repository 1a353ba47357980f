"""A posted comment as typed values; nothing typed is ever thrown away."""

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True)
class TypedComment:
    """``about`` is a section, or a section and one of its lines with a dot between."""

    draft: int
    about: str
    quote: str
    text: str

    @property
    def section(self) -> str:
        return self.about.partition(".")[0]

    @property
    def path(self) -> str:
        return self.about.partition(".")[2]


def _clean(text: str) -> str:
    """Line ends as we keep them. A null character is no text, and no database keeps it."""
    return text.replace("\r\n", "\n").replace("\x00", "")


def typed_reply(post: QueryDict) -> str:
    return _clean(post.get("text", ""))


def typed_comment(post: QueryDict) -> TypedComment:
    number = post.get("draft", "")
    good = number.isascii() and number.isdigit() and len(number) < 6
    return TypedComment(
        draft=int(number) if good else 0,
        about=post.get("about", ""),
        quote=_clean(post.get("quote", "")),
        text=_clean(post.get("text", "")),
    )
