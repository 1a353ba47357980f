"""Who is to be asked, as typed; and what is wrong or odd about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from pactwork.contracts.rules.answers import MOST
from pactwork.contracts.rules.holders import bad_holder
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import typed_in
from pactwork.modules.rules.specification import Party


@dataclass(frozen=True)
class TypedAsk:
    """``sure``: the student has been asked whether this is the right person, and says it is."""

    draft: int = 0
    name: str = ""
    email: str = ""
    job: str = ""
    message: str = ""
    sure: bool = False
    instead: bool = False  # somebody else than the one who is asked now

    def problems(self, party: Party) -> Mapping[str, Refusal]:
        found = bad_holder(self.name, self.email) if party.by == "link" else {}
        if len(self.job) > 200:
            found["job"] = Refusal("too_long", {"most": 200, "length": len(self.job)})
        if len(self.message) > MOST:
            found["message"] = Refusal("too_long", {"most": MOST, "length": len(self.message)})
        return found


def number_in(text: str) -> int:
    """A draft's number from a form; nought for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def typed_ask(post: QueryDict) -> TypedAsk:
    def line(name: str) -> str:
        return typed_in(post, name)

    return TypedAsk(
        draft=number_in(post.get("draft", "")),
        name=line("name"),
        email=line("email"),
        job=line("job"),
        message=line("message"),
        sure="sure" in post,
        instead="instead" in post,
    )
