"""A module whose file says what reviewers are asked."""

from django.urls import reverse

from pactwork.modules.actions import load_module
from pactwork.modules.queries import specification
from pactwork.modules.rules.specification import Specification
from pactwork.reviews.actions import ask_reviewers
from pactwork.reviews.rules.verdicts import Verdict
from tests.reviews.test_asking import asked, give
from tests.reviews.test_review_pages import page
from tests.stories import FILES, World

OWN = [
    {"ask": "Is it safe?", "low": "not yet", "high": "entirely"},
    {"ask": "Is it yours?", "low": "anybody’s", "high": "only yours"},
    {"ask": "Is it enough?", "low": "too little", "high": "plenty"},
]


def test_reviewers_answer_the_modules_own_questions(world: World) -> None:
    body = specification(world.run).model_dump(mode="json")
    body["reviews"] = {"questions": OWN}
    spec = Specification.model_validate(body)
    world.run = load_module(world.institution, spec, folder=FILES / "action-inquiry")
    world.share()
    ask_reviewers()
    first, second, _late = sorted(asked(world))
    told = page(world, first)
    for question in OWN:
        assert all(words in told for words in question.values())
    assert "Is it real?" not in told
    give(world, first, real=Verdict(1, "Not safe."))
    give(world, second, real=Verdict(5, "Very safe."))
    review = reverse("contracts:review", args=[world.contract().ref])
    assert (
        "They are far apart on “Is it safe?”" in world.client("helen").get(review).content.decode()
    )
