"""Who is to be asked, as typed; and what is wrong or odd about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from pactwork.contracts.rules.answers import note_problem
from pactwork.contracts.rules.holders import bad_holder
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import typed_in
from pactwork.ground.typed_numbers import number_in
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
        by_link = party.by == "link"
        found = bad_holder(self.name, self.email, job=self.job) if by_link else {}
        if refusal := note_problem(self.message):
            found["message"] = refusal
        return found


def typed_ask(post: QueryDict) -> TypedAsk:
    def line(name: str) -> str:
        return typed_in(post, name)

    return TypedAsk(
        draft=number_in(post.get("draft", "")) or 0,
        name=line("name"),
        email=line("email"),
        job=line("job"),
        message=line("message"),
        sure="sure" in post,
        instead="instead" in post,
    )
