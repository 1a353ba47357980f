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


def typed_comment(post: QueryDict) -> TypedComment:
    number = post.get("draft", "")
    good = number.isascii() and number.isdigit() and len(number) < 6
    return TypedComment(
        draft=int(number) if good else 0,
        about=post.get("about", ""),
        quote=post.get("quote", ""),
        text=post.get("text", "").replace("\r\n", "\n"),
    )
