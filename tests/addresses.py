"""Every address of the site about Nadine's contract, guessed by somebody who knows its refs."""

import re

from django.urls import get_resolver

from pactwork.contracts.models import Answer, Point, SavedNote, Seat, UnsentPoint
from pactwork.conversations.models import Clarification, Post, Thread
from pactwork.hotseats.models import Answer as Said
from pactwork.hotseats.models import Hotseat, Question, Topic
from pactwork.modules.models import Blob, ModuleDraft, SpecVersion
from pactwork.reviews.models import Comment, Idea, Interview, Review
from tests.crawl import AWAY
from tests.planted import Planted
from tests.test_closed_doors import patterns


def refs(planted: Planted) -> dict[str, list[str]]:
    """What an address may name: the part before a ref says of what."""
    contract = planted.world.contract()
    of = {"seat__contract": contract}
    seats, answers = Seat.objects.filter(contract=contract), Answer.objects.filter(**of)
    return {
        "contracts/<ref>": [contract.ref],
        "set/<ref>": [contract.ref],
        "institutions/<ref>": [planted.world.institution.ref],
        "modules/<ref>": [planted.world.run.ref],
        "drafts/<ref>": list(ModuleDraft.objects.values_list("ref", flat=True)),
        "<version>": list(SpecVersion.objects.values_list("ref", flat=True)[:1]),
        "files/<ref>": list(Blob.objects.values_list("ref", flat=True)),
        "topics/<ref>": list(Topic.objects.values_list("ref", flat=True)),
        "hotseats/<ref>": list(Hotseat.objects.values_list("ref", flat=True)),
        "asked/<ref>": list(Question.objects.values_list("ref", flat=True)),
        "said/<ref>": list(Said.objects.values_list("ref", flat=True)),
        "interviews/<ref>": list(Interview.objects.values_list("ref", flat=True)),
        "comments/<ref>": list(Comment.objects.values_list("ref", flat=True)[:1]),
        "talk/<ref>": list(Thread.objects.values_list("ref", flat=True)),
        "posts/<ref>": list(Post.objects.values_list("ref", flat=True)),
        "clarifications/<ref>": list(Clarification.objects.values_list("ref", flat=True)),
        "reviews/<ref>": list(Review.objects.values_list("ref", flat=True)[:1]),
        "ideas/<ref>": list(Idea.objects.values_list("ref", flat=True)[:1]),
        "<review>": list(Review.objects.values_list("ref", flat=True)[:1]),
        "<pk>": ["1"],
        "<look>": ["x"],
        "<digest>": ["0" * 64],  # of no logo
        "<part>": ["dates", "brief-when"],
        "<work>": list(seats.filter(by="link").values_list("ref", flat=True)),
        "<seat>": list(seats.exclude(party="university").values_list("ref", flat=True)),
        "<answer>": list(answers.values_list("ref", flat=True)[:1]),
        "<written>": list(answers.values_list("ref", flat=True)[:1]),
        "<point>": list(Point.objects.values_list("ref", flat=True)[:1]),
        "<number>": ["1", "2"],
        "<form>": ["pdf", "docx", "txt"],
        "<move>": ["pause"],
        "<key>": ["triage", "helps"],  # the student's own links lead to the others
        "<waiting>": list(UnsentPoint.objects.values_list("ref", flat=True)),
        "<note>": list(SavedNote.objects.values_list("ref", flat=True)),
    }


def addresses(planted: Planted) -> list[str]:
    """Every address of the site about Nadine's contract, guessed by somebody who knows its refs."""
    known, found = refs(planted), []
    for route, _ in patterns(get_resolver()):
        path = "/" + re.sub(r"<\w+:", "<", route).removesuffix(r"\Z")
        if path.startswith(("/plan/", "/guest/", "/demo/", *AWAY)):
            continue
        made = [path]
        for name, values in known.items():
            made = [
                one.replace(name, name.partition("<")[0] + value)
                for one in made
                for value in (values if name in one else [""])
            ]
        assert not any("<" in one for one in made), f"what is named in {path}?"
        found += made
    return found
