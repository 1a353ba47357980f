"""Codes to sign in with, without a page: whose email is shared, what is counted, and where it stops."""

from datetime import timedelta

import pytest

from pactwork.ground import clock as ground_clock
from pactwork.ground.refusal import Refusal
from pactwork.history.models import SignInCode
from pactwork.links.actions import signing_in
from pactwork.links.actions.signing_in import Asked, ask_for_sign_in_code, use_sign_in_code
from pactwork.links.secrets import sealed, sign_in_code_for
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
ADA, NOBODY = "ada@midshire.example", "nobody@elsewhere.example"


@pytest.fixture(autouse=True)
def _monday(clock: Clock) -> None:
    """At nine, until moved."""


def ask(address: str = ADA, to: str = ADA, client: str = "here") -> Asked:
    asked = ask_for_sign_in_code(address, to, client)
    assert isinstance(asked, Asked)
    return asked


def use(ref: str, digits: str = "", *, by_link: bool = False) -> str:
    """Why it does not sign in, or nothing; without digits: the right ones."""
    refusal = use_sign_in_code(ref, digits or sign_in_code_for(ref), by_link=by_link)
    return refusal.code if refusal else ""


def wrong(ref: str) -> str:
    return f"{(int(sign_in_code_for(ref)) + 1) % 10**8:08d}"


def test_what_is_kept_of_who_asks() -> None:
    row = SignInCode.objects.get(ref=ask(" Ada@Midshire.example ").ref)
    assert (row.to, row.address) == (ADA, sealed("address", ADA))
    assert (row.source, row.asked_at) == (sealed("client", "here"), ground_clock.now())
    assert (row.due_at, row.stopped_at, row.stopped_why) == (row.asked_at, None, "")
    assert SignInCode.objects.get(ref=ask(client="").ref).source == ""


def test_for_nobody_the_same_is_written_down_and_never_sent() -> None:
    row = SignInCode.objects.get(ref=ask(NOBODY, "").ref)
    assert (row.to, row.address) == ("", sealed("address", NOBODY))
    assert (row.stopped_at, row.stopped_why) == (row.asked_at, "nobody here has this address")
    assert use(row.ref) == "sign_in_wrong"  # with the right digits, too
    assert [ask(NOBODY, "").shared for _ in range(3)] == [False, False, True]


# What became of the newest email, how many seconds ago it was asked for, and whether it is shared.
BECAME = [
    ({}, 0, True),
    ({"attempts": 1, "sent_at": "now"}, 0, True),
    ({"attempts": 1}, 0, True),
    ({"stopped_at": "now"}, 0, True),
    ({"attempts": 1, "stopped_at": "now"}, 0, False),
    ({"used_at": "now"}, 0, False),
    ({"to": "another@midshire.example"}, 0, False),
    ({}, 8 * 60 - 1, True),
    ({}, 8 * 60, False),
]


@pytest.mark.parametrize(("became", "ago", "shared"), BECAME)
def test_an_email_that_can_still_be_used_is_shared_once_there_are_enough(
    clock: Clock, became: dict[str, str | int], ago: int, shared: bool
) -> None:
    refs = [ask(client=f"{n}").ref for n in range(signing_in.OWN_EMAILS)]
    now = ground_clock.now()
    SignInCode.objects.update(**{k: now if v == "now" else v for k, v in became.items()})
    clock.forward(seconds=ago)
    asked = ask(client="another")
    assert (asked.shared, asked.ref == refs[-1]) == (shared, shared)


def test_after_so_many_in_a_day_each_email_is_shared_from_the_first(clock: Clock) -> None:
    for n in range(signing_in.EMAILS_A_DAY):
        assert not ask(client=f"{n}").shared
        clock.forward(minutes=10)
    assert [ask().shared for _ in range(2)] == [False, True]
    clock.forward(days=1)
    assert [ask().shared for _ in range(4)] == [False, False, False, True]


def test_one_place_waits_a_minute_and_no_other(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "PER_CLIENT", 2)
    ask("a@midshire.example")
    ask("b@midshire.example")
    assert ask_for_sign_in_code(ADA, ADA, "here") == Refusal("sign_in_wait")
    assert not ask(client="there").shared
    assert not ask(client="").shared
    clock.forward(minutes=1)
    assert not ask().shared


def test_the_right_digits_sign_in_once_and_within_their_time(clock: Clock) -> None:
    one, other = ask(client="1").ref, ask(client="2").ref
    assert (use(one), use(one)) == ("", "sign_in_old")
    assert SignInCode.objects.get(ref=one).used_at == ground_clock.now()
    assert use("no such code") == "sign_in_old"
    assert use(other, "1234567") == "sign_in_form"
    assert use(other, "123456789") == "sign_in_many"
    clock.forward(seconds=signing_in.LIFE.total_seconds())
    assert use(other) == "sign_in_old"


@pytest.mark.parametrize("by_link", [False, True])
def test_wrong_digits_are_counted_where_they_were_typed(by_link: bool) -> None:
    ref = ask().ref
    for _ in range(2):
        assert use(ref, wrong(ref), by_link=by_link) == "sign_in_wrong"
    row = SignInCode.objects.get()
    assert (row.wrong, row.wrong_by_link) == ((0, 2) if by_link else (2, 0))
    assert use(ref, by_link=by_link) == ""


@pytest.mark.parametrize(("many", "said"), [(-1, ""), (0, "sign_in_spent")])
def test_by_its_link_a_code_takes_so_many_guesses(many: int, said: str) -> None:
    ref = ask().ref
    SignInCode.objects.update(wrong_by_link=signing_in.BY_LINK + many)
    assert use(ref, by_link=True) == said


@pytest.mark.parametrize(
    ("address", "limit"), [(ADA, signing_in.PER_ADDRESS), (NOBODY, signing_in.TOGETHER)]
)
def test_past_a_days_limit_only_the_link_in_the_email_helps(
    clock: Clock, address: str, limit: int
) -> None:
    """Guesses at one's own address, or at whichever."""
    guessed = ask(address, "").ref
    SignInCode.objects.filter(ref=guessed).update(wrong=limit - 1)
    assert use(ask().ref) == ""
    SignInCode.objects.filter(ref=guessed).update(wrong=limit)
    last = ask(client="2").ref
    assert use(last) == "sign_in_guarded"
    assert use(last, by_link=True) == ""
    SignInCode.objects.update(asked_at=ground_clock.now() - timedelta(days=1))
    assert use(ask(client="3").ref) == ""


def test_a_day_later_they_are_forgotten(clock: Clock) -> None:
    ask()
    clock.forward(hours=23)
    kept = ask().ref
    clock.forward(hours=1)
    signing_in.forget_sign_in_codes()
    assert [row.ref for row in SignInCode.objects.all()] == [kept]
