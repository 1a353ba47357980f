"""Signed with another name than that of the person asked: pointed out, and never to the same person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts import actions
from pactwork.contracts.models import Holder
from pactwork.contracts.rules.signatures import same_name
from pactwork.documents.queries.evidence import evidence
from pactwork.emails.manifest import EMAILS
from pactwork.history.models import Delivery
from tests.conftest import Clock
from tests.contracts.plans import asked, text_of
from tests.contracts.test_recording import written
from tests.stories import World

SAME = [
    ("Trudy Example", "trudy example"),
    ("Trudy Example", "  TRUDY   EXAMPLE "),
    ("Trudy Example", "Example, Trudy"),
    ("Trudy Example", "T. Example"),
    ("Trudy Example", "Trudy E."),
    ("Trudy Example", "Ms Trudy Example"),
    ("Trudy Example", "Trudy Jane Example"),
    ("Trudy Jane Example", "Trudy J Example"),
    ("T. J. Example", "Trudy Jane Example"),
    ("Trudy Example", "Trudy Example (she/her)"),
    ("Trudy Example", "Trudy"),
    ("Trudy Example", "Trudy Example-Smith"),
    ("Dr Trudy Example", "Trudy Example PhD"),
    ("Siân O’Brien", "Sian O'Brien"),
    ("Siân O'Brien", "Sian OBrien"),
    ("Jürgen Müller", "Juergen Mueller"),
    ("Jürgen Müller", "Jurgen Muller"),
    ("Straße", "Strasse"),
    ("Søren Ångström", "Soren Angstrom"),
    ("Łukasz Żółty", "Lukasz Zolty"),
    ("Nguyễn Thị Hoa", "Nguyen Thi Hoa"),
    ("Семён Петров", "СЕМЕН ПЕТРОВ"),
    ("Ελένη Παπαδοπούλου", "ΕΛΕΝΗ ΠΑΠΑΔΟΠΟΥΛΟΥ"),
    ("山田 太郎", "山田太郎"),
    ("山田　太郎", "太郎 山田"),
    ("أحمد علي", "احمد على"),
    ("مُحَمَّد", "محمد"),
    ("דָּוִד כהן", "דוד כהן"),
    ("राम कुमार", "राम  कुमार"),
    ("김 민준", "김민준"),
    ("Trudy\u200b Example", "Trudy Example"),
    ("Jean-Luc Picard", "Jean Luc Picard"),
    ("An Mai Ng", "Ng Anmai"),
    ("山田 太郎 一", "山田太 郎一"),
    ("Prof. Dr. Trudy Example", "Trudy Example, Ph.D."),
    ("Trudy Example MSc", "Trudy J. Example PhD"),
    ("Trudy Example Jr.", "Sr. Trudy Example"),
    ("Marsh, Dr Helen", "Helen Marsh"),
    ("Marsh Dr Helen", "Helen Marsh"),
    ("Señora María López", "Maria Lopez"),
    ("Lord, Ian", "Ian Lord"),
    ("Mr Ian Lord", "LORD Ian"),
    ("Dr.Helen Marsh", "Helen Marsh"),
]
OTHER = [
    ("Trudy Example", "Somebody Else"),
    ("Trudy Example", "John Example"),
    ("Trudy Example", "J. Example"),
    ("Trudy Example", "Trudy Sample"),
    ("Trudy Example", "T. E."),
    ("J. J. Example", "Jane Tom Example"),
    ("Jo Example", "Joanna Example"),
    ("太郎 山", "太郎 山田"),  # no initials where there are no capitals
    ("Trudy Jane Example", "Trudy Jane Other"),
    ("Siân O’Brien", "Sean O’Brien"),
    ("山田 太郎", "山田 花子"),
    ("राम कुमार", "रोम कुमार"),
    ("김 민준", "김 서연"),
    ("Семён Петров", "Иван Петров"),
    ("أحمد علي", "محمود علي"),
    ("Ms", "Somebody Else"),
    ("Ian Lord", "Ian Smith"),
    ("Carol Miss", "Carol Smith"),
    ("Ruth Sister", "Ruth Baker"),
    ("Lord, Ian", "Smith, Ian"),
    ("Jack Ma", "Jack Smith"),
    ("Ann Jane Senior", "Ann Jane Smith"),
    ("Ann Jane Junior", "Ann Jane Smith"),
    ("Mr Ian Lord", "Mr Ian Smith"),
    ("Thomas Dame", "Thomas Lady"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_person_however_they_write_themselves(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_person(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


@given(st.text(max_size=60), st.text(max_size=60))
def test_it_reads_both_ways_and_knows_everybody_by_their_own_name(one: str, other: str) -> None:
    assert same_name(one, one)
    assert same_name(one, other) == same_name(other, one)


SAID = "Asked: Carol Benning; signed: Somebody Else"


def test_a_yes_signed_with_another_name_is_pointed_out_to_staff_and_student(
    world: World, clock: Clock
) -> None:
    """case-32."""
    carol = asked(world)
    actions.vouch(
        world.contract(),
        world.seat("workplace").ref,
        by=world.actor("grace"),
        how="I rang the firm.",
    )
    clock.forward(minutes=5)
    carol.answer("yes", name="Somebody Else")
    ref, seat = world.contract().ref, world.seat("workplace").ref
    assert SAID in text_of(world.client("nadine").get(f"/contracts/{ref}/ask/{seat}/"))
    for who in ("grace", "helen"):
        assert SAID in text_of(world.client(who).get(f"/contracts/{ref}/review/"))
    queue = text_of(world.client("grace").get("/queue/?show=advocates"))
    assert "Confirm the workplace advocate" in queue
    for who in ("nadine", "helen"):
        page = text_of(world.client(who).get(f"/contracts/{ref}/evidence/"))
        assert SAID in page
        assert "Who was asked Carol Benning" in page
    plain = world.client("helen").get(f"/contracts/{ref}/drafts/1/paper.txt").content.decode()
    assert SAID in " ".join(plain.split())
    kept = evidence(world.contract())["answers"][0]
    assert (kept["asked_of"], kept["sealed"]["name"]) == ("Carol Benning", "Somebody Else")
    for sent in Delivery.objects.filter(kind="answered"):
        assert SAID in " ".join(str(EMAILS["answered"].build(sent).body).split())  # type: ignore[union-attr]


def test_once_somebody_has_looked_again_it_no_longer_waits_for_them(
    world: World, clock: Clock
) -> None:
    carol = asked(world)
    seat = world.seat("workplace").ref
    actions.vouch(world.contract(), seat, by=world.actor("grace"), how="I rang the firm.")
    clock.forward(minutes=5)
    carol.answer("yes", name="Somebody Else")
    clock.forward(minutes=5)
    page = text_of(world.client("grace").get(f"/contracts/{world.contract().ref}/review/"))
    assert "I have checked: Carol Benning is the right person" in page
    actions.vouch(world.contract(), seat, by=world.actor("grace"), how="I rang the firm.")
    assert Holder.objects.get(until_at=None).vouched_at is not None
    assert "Confirm the workplace advocate" not in text_of(
        world.client("grace").get("/queue/?show=advocates")
    )


def test_their_own_name_in_another_spelling_is_not_pointed_out(world: World) -> None:
    asked(world).answer("yes", name="BENNING, Carol J.")
    ref, seat = world.contract().ref, world.seat("workplace").ref
    for where in (f"ask/{seat}/", "evidence/"):
        assert "signed:" not in text_of(world.client("nadine").get(f"/contracts/{ref}/{where}"))


def test_a_yes_written_down_for_somebody_else_than_the_one_asked(world: World) -> None:
    asked(world)
    written(world, "helen", name="Somebody Else")
    ref = world.contract().ref
    assert SAID in text_of(world.client("grace").get(f"/contracts/{ref}/review/"))
    assert SAID in text_of(world.client("nadine").get(f"/contracts/{ref}/evidence/"))
