"""What people read of a contract is what was sealed: every column of every row that is shown."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Model, QuerySet

from bench.tampering_rows import SHOWN, alter_all, undone
from pactwork.contracts import actions
from pactwork.contracts.actions.base import finish
from pactwork.contracts.actions.sealing import seal_older, settle_altered
from pactwork.contracts.inconsistencies import amiss, unsealed
from pactwork.contracts.models import (
    Agreement,
    Answer,
    Ask,
    Draft,
    Ending,
    Holder,
    Objection,
    Voiding,
    Waiver,
)
from pactwork.contracts.rows import in_doubt
from pactwork.ground import clock as the_clock
from pactwork.ground.refusal import Refused
from pactwork.history import sealed
from pactwork.history.models import Entry
from pactwork.modules.models import PinnedTemplate
from pactwork.people.models import Person
from tests.conftest import Clock
from tests.contracts.plans import Reader, asked, text_of
from tests.contracts.states_read import WORDING
from tests.contracts.test_letters_facts import both, to_carol
from tests.contracts.test_recording import written
from tests.history.tampering import past_the_lock
from tests.stories import World

DOUBT = "Do not rely on this page: something was changed outside Pactwork after it was sealed"


def fill(world: World) -> None:
    """Nadine's contract with a row of every kind that can stand beside the others."""
    written_by_hand(world)
    world.ask("university")
    actions.propose_talk(
        world.contract(),
        world.seat("university").ref,
        by=world.actor("helen"),
        message="On Friday?",
    )
    world.answer("university", "yes_conditions")
    actions.pause(world.contract(), by=world.actor("nadine"), reason="I am away for a week.")


def written_by_hand(world: World) -> None:
    world.share()
    world.ask("workplace")
    written(world)


def test_every_column_of_every_row_that_is_shown_is_sealed(world: World) -> None:
    fill(world)
    assert list(amiss()) == []
    tried = list(alter_all())
    assert [one for one in tried if not one[2]] == []
    assert len(tried) > 110
    # the tests below
    missing = {model.__name__ for model in SHOWN} - {name for name, _column, _found in tried}
    assert missing == {"Ending", "Objection", "Voiding", "Waiver"}


def test_the_rows_of_an_ending_a_waiver_an_objection_are_sealed(world: World, clock: Clock) -> None:
    world.agreed()
    clock.forward(minutes=1)
    contract, reason = world.contract(), "It has changed here."
    world.share(wording_only=True, card=WORDING)
    clock.forward(minutes=1)
    world.answer("university", wording=True)
    actions.object_to_wording(
        contract, world.seat("workplace").ref, by=world.carol(), reason=reason
    )
    actions.waive(contract, world.seat("workplace").ref, by=world.actor("ruth"), reason=reason)
    actions.void_contract(contract, by=world.actor("nadine"), reason=reason)
    assert list(amiss()) == []
    forged(Objection, reason="Nothing")
    forged(Waiver, reason="Nothing")
    forged(Voiding, reason="Nothing")
    actions.void_contract(contract, by=world.actor("ruth"), reason=reason)
    assert list(amiss()) == []
    forged(Ending, kind="completed")


def test_whom_rows_point_to_is_sealed_and_told(world: World) -> None:
    """Who confirmed, who refused, for whom somebody stands in, to whom a question went on and who not."""
    world.agreed()
    lena = Person.objects.get(name="Prof. Lena Fischer")
    other = Holder.objects.latest("pk")
    assert list(amiss()) == []
    forged(Holder, vouched_by=lena)
    forged(Holder, refused_by=lena)
    forged(Holder, stands_in_for=other)
    forged(Ask.objects.filter(pk=Ask.objects.latest("pk").pk), handed_to=lena)
    forged(Ask.objects.filter(pk=Ask.objects.latest("pk").pk), not_by=lena)
    Holder.objects.update(vouched_by=lena)
    page = text_of(world.client("nadine").get(f"/contracts/{world.contract().ref}/"))
    assert f"{DOUBT} (who confirmed someone, or who a substitute stands in for)" in page


def test_seals_of_before_hold_and_their_people_are_sealed_as_they_are(world: World) -> None:
    world.agreed()
    with past_the_lock():
        for entry in Entry.objects.filter(payload__has_key="rows"):
            entry.payload["rows"].pop("people")
            entry.save()
    assert list(amiss()) == []
    assert [contract.ref for contract in unsealed()] == [world.contract().ref]
    assert (seal_older(), seal_older()) == (1, 0)
    forged(Holder, vouched_by=Person.objects.get(name="Prof. Lena Fischer"))


def forged(rows: type[Model] | QuerySet[Any], **change: Any) -> None:
    with undone():
        found = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
        assert found.update(**change) == 1
        assert list(amiss())


def test_a_row_left_out_or_put_in_is_named(world: World) -> None:
    world.agreed()
    with undone():
        Agreement.objects.all().delete()
        assert "agreements are not as entry" in next(amiss()).why
    with undone():
        Agreement.objects.create(
            contract=world.contract(), draft=Draft.objects.get(), from_at=the_clock.now(), yeses=[]
        )
        assert "agreements are not as entry" in next(amiss()).why
    with undone():
        form = PinnedTemplate.objects.get(pk=world.contract().template_id)
        PinnedTemplate.objects.filter(pk=form.pk).update(body={**form.body, "calls_it": "treaty"})
        assert "its words are not those it was pinned with" in next(amiss()).why


def test_who_reads_it_is_told_on_page_by_link_and_on_paper(world: World) -> None:
    world.agreed()
    link = Ask.objects.exclude(link=None).get().link
    assert link is not None
    reader = Reader(link)
    addresses = [
        f"/contracts/{world.contract().ref}/",
        f"/contracts/{world.contract().ref}/agreement/",
    ]
    pages = [text_of(world.client("nadine").get(address)) for address in addresses]
    assert not [page for page in [*pages, text_of(reader.open())] if DOUBT in page]
    draft = Draft.objects.get()
    Draft.objects.update(
        content={**draft.content, "card": {**draft.content["card"], "hours": "99"}}
    )
    for address in addresses:
        page = text_of(world.client("nadine").get(address))
        assert f"{DOUBT} (the text of a draft)" in page
    assert DOUBT in text_of(reader.open())


def test_whoever_is_asked_is_told_before_anything_is_agreed(world: World) -> None:
    reader = asked(world)
    assert DOUBT not in text_of(reader.open())
    draft = Draft.objects.get()
    Draft.objects.update(
        content={**draft.content, "card": {**draft.content["card"], "hours": "99"}}
    )
    assert f"{DOUBT} (the text of a draft)" in text_of(reader.open())
    reader.answer("revise", note="Not in March, please.")
    assert DOUBT in text_of(reader.open())


def test_the_email_that_asks_says_so_too(world: World) -> None:
    """Altered between the asking and the sending."""
    world.share()
    world.ask("workplace")
    draft = Draft.objects.get()
    Draft.objects.update(content={**draft.content, "title": "Something I never wrote"})
    (email,) = to_carol()
    assert str(email["Subject"]) == "Something was changed in Nadine Brooks’s contract"
    for words in both(email):
        assert DOUBT.replace("page", "email") in words


def test_an_entry_added_with_the_digests_of_what_was_forged_does_not_make_it_good(
    world: World,
) -> None:
    """By somebody with the database's password, who also writes history: earlier entries stay."""
    world.share()
    world.ask("university")
    world.answer("university", "revise", note="Not in March, please.")
    answer, draft, by = Answer.objects.get(), Draft.objects.get(), world.actor("helen")
    for change in ({"note": "In March."}, {"kind": "yes", "covered": draft.digests, "note": ""}):
        with undone():
            Answer.objects.filter(pk=answer.pk).update(**change)
            finish("draft_read", world.contract(), by=by, payload={})
            assert f"its answer {answer.ref} is not as entry" in next(amiss()).why
    with undone():
        Draft.objects.filter(pk=draft.pk).update(digest="0" * 64)
        finish("draft_read", world.contract(), by=by, payload={})
        assert "its draft 1 is not as entry" in next(amiss()).why
        looked = {"reason": "A clerk.", "kinds": ["drafts"]}
        finish("altered_settled", world.contract(), by=by, payload=looked)
        assert list(amiss()) == []


def test_an_act_on_altered_rows_does_not_make_them_good(world: World) -> None:
    world.agreed()
    Answer.objects.filter(seat__party="university").update(by_name="Somebody Else")
    actions.pause(world.contract(), by=world.actor("nadine"), reason="I am away for a week.")
    actions.resume(world.contract(), by=world.actor("nadine"))
    assert [a.why for a in amiss()] == [
        "its answers were found altered, and nobody has looked into it"
    ]
    assert Entry.objects.filter(act="rows_altered").count() == 1
    assert in_doubt(world.dossier()) == ("answers",)
    history = text_of(world.client("nadine").get(f"/contracts/{world.contract().ref}/history/"))
    assert "Pactwork found that something had been changed after it was sealed." in history


def test_a_second_alteration_is_found_beside_the_first(world: World) -> None:
    world.agreed()
    Answer.objects.filter(seat__party="university").update(by_name="Somebody Else")
    actions.pause(world.contract(), by=world.actor("nadine"), reason="I am away for a week.")
    Holder.objects.update(name="Somebody Else")
    actions.resume(world.contract(), by=world.actor("nadine"))
    assert set(in_doubt(world.dossier())) == {"answers", "holders"}


def test_somebody_who_has_looked_into_it_settles_it_with_a_reason(world: World) -> None:
    world.agreed()
    with pytest.raises(Refused):
        settle_altered(world.contract(), reason="Nothing is wrong here.")
    Answer.objects.filter(seat__party="university").update(by_name="Dr H. Marsh")
    with pytest.raises(Refused):
        settle_altered(world.contract(), reason=" ")
    settle_altered(world.contract(), reason="A clerk mended a name by hand.")
    assert list(amiss()) == []
    actions.pause(world.contract(), by=world.actor("nadine"), reason="I am away for a week.")
    assert list(amiss()) == []


def test_contracts_of_before_are_sealed_as_they_are(world: World) -> None:
    world.agreed()
    ref = world.contract().ref
    with past_the_lock():
        for entry in Entry.objects.filter(subject=ref):
            entry.payload.pop("rows", None)
            entry.save()
    assert [contract.ref for contract in unsealed()] == [ref]
    assert list(amiss()) == []
    assert (seal_older(), seal_older()) == (1, 0)
    Answer.objects.update(by_name="Somebody Else")
    assert list(amiss())


def test_a_row_that_cannot_be_read_is_named_and_stops_nothing(world: World) -> None:
    world.agreed()
    Draft.objects.update(content=["nothing"])
    assert [a.why for a in amiss()] == ["it cannot be read (AttributeError)"]


WEAKENED = {
    "sqlite": (
        'CREATE TRIGGER "history_entry_no_update" BEFORE UPDATE ON "history_entry" WHEN 0 '
        f"BEGIN SELECT RAISE(ABORT, '{sealed.REFUSAL}'); END",
        'CREATE TRIGGER "history_entry_no_update" BEFORE UPDATE ON "history_entry" '
        f"WHEN NOT ({sealed.BLANKED} OR 1) BEGIN SELECT RAISE(ABORT, '{sealed.REFUSAL}'); END",
        'CREATE TRIGGER "history_entry_no_update" BEFORE UPDATE ON "history_entry" BEGIN SELECT 1; END',
        'CREATE TRIGGER "history_entry_no_update" BEFORE UPDATE ON "history_head" '
        f"BEGIN SELECT RAISE(ABORT, '{sealed.REFUSAL}'); END",
    ),
    "postgresql": (
        "CREATE TRIGGER history_entry_no_update BEFORE UPDATE ON history_entry FOR EACH ROW "
        "WHEN (false) EXECUTE FUNCTION history_entry_locked()",
        "CREATE TRIGGER history_entry_no_update BEFORE UPDATE ON history_entry FOR EACH ROW "
        f"WHEN (NOT ({sealed.BLANKED}) AND NEW.act <> OLD.act) EXECUTE FUNCTION history_entry_locked()",
        "CREATE TRIGGER history_entry_no_update AFTER UPDATE ON history_entry FOR EACH STATEMENT "
        "EXECUTE FUNCTION history_entry_locked()",
        "CREATE TRIGGER history_entry_no_update BEFORE UPDATE ON history_head FOR EACH ROW "
        "EXECUTE FUNCTION history_entry_locked()",
    ),
}


@pytest.mark.parametrize("which", range(4))
def test_a_lock_of_the_same_name_that_locks_less_is_noticed(db: None, which: int) -> None:
    with undone(), connection.cursor() as cursor:
        cursor.execute(sealed.unlocks(connection.vendor, "history_entry")[0])
        cursor.execute(WEAKENED[connection.vendor][which])
        assert sealed.lacking(connection) == ["history_entry_no_update"]
    assert sealed.lacking(connection) == []


@pytest.mark.skipif(connection.vendor == "sqlite", reason="there a trigger is all that it does")
def test_a_lock_that_calls_another_function_or_fires_elsewhere_only_is_noticed(db: None) -> None:
    names = [f"history_entry_no_{verb}" for verb in ("delete", "truncate", "update")]
    with undone(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION history_entry_locked() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN COALESCE(NEW, OLD); END $$"
        )
        assert sealed.lacking(connection) == names
    for how in ("REPLICA", None):
        with undone(), connection.cursor() as cursor:
            verb = f"ENABLE {how}" if how else "DISABLE"
            cursor.execute(f"ALTER TABLE history_entry {verb} TRIGGER history_entry_no_update")
            assert sealed.lacking(connection) == ["history_entry_no_update"]


def test_a_lock_that_is_missing_is_noticed(db: None) -> None:
    assert sealed.lacking(connection) == []
    with past_the_lock():
        assert "history_entry_no_update" in sealed.lacking(connection)
