"""A database from before digests had forms, made by the code of that day and put back row by row.

Ana's contract is agreed; Ben's second draft is, after one that only the workplace had agreed to; Cas's
workplace said yes with a change that no draft has yet. One line holds a no-break space: it was stored
before words were cleaned at the door.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection

from pactwork.contracts.actions import answer, ask, save_texts, share_draft
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Contract, Draft, Seat
from pactwork.contracts.visibility import joined
from pactwork.people.actors import Actor, actor_for
from pactwork.people.models import Person

ROWS = Path(__file__).parent / "files" / "before_forms.json"


def put_back() -> None:
    """The rows, and what the migrations since would have made of them."""
    rows = list(serializers.deserialize("json", ROWS.read_text(encoding="utf-8")))
    for row in rows:
        row.save()
    tables = list({type(row.object) for row in rows})
    with connection.cursor() as cursor:  # rows came with their numbers: the next ones follow
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
    import_module("pactwork.modules.migrations.0005_every_run_has_a_version").fill(apps, None)


class Old:
    """One student's old contract, and who acts on it."""

    def __init__(self, first: str) -> None:
        self.student = Person.objects.get(name__startswith=first)
        self.tutor = Person.objects.get(name="Dr Helen Marsh")

    @property
    def contract(self) -> Contract:
        return joined().get(student=self.student)

    @property
    def dossier(self) -> Dossier:
        return load_dossier(self.contract)

    def seat(self, party: str) -> Seat:
        return self.contract.seats.get(party=party)

    def states(self) -> dict[str, str]:
        return {place.party: place.state for place in self.dossier.stands.seats}

    def write(self, **changes: Mapping[str, Any]) -> None:
        """Words typed over those that were there; a section at a time, as its page saves them."""
        texts = {text.section: text for text in self.contract.texts.all()}
        values = {key: {**texts[key].value, **said} for key, said in changes.items()}
        versions = {key: texts[key].version for key in changes}
        save_texts(self.contract, values, versions=versions, by=actor_for(self.student))

    def store(self, **changes: Mapping[str, Any]) -> None:
        """The same past the door, as words were stored before there was one."""
        for key, said in changes.items():
            text = self.contract.texts.get(section=key)
            text.value = {**text.value, **said}
            text.save()

    def share(self, note: str = "What I saw.", **more: Any) -> Draft:
        return share_draft(self.contract, by=actor_for(self.student), note=note, **more)

    def ask(self, party: str) -> None:
        contract, who = self.contract, {}
        if party == "host":
            who = {"name": "Carol Benning", "email": "carol@larkmoor.example", "job": "Lead"}
        newest = contract.drafts.last()
        assert newest is not None
        seat = self.seat(party)
        ask(contract, seat.ref, by=actor_for(self.student), draft=newest.number, **who)

    def says(self, party: str, kind: str = "yes", draft: int = 0, **more: Any) -> None:
        seat, newest = self.seat(party), self.contract.drafts.last()
        assert newest is not None
        by = actor_for(self.tutor)
        if party == "host":
            holder = seat.holders.get(until_at=None)
            by = Actor(self.student.institution_id, holder.name, f"holder:{holder.pk}", via="link")
        number = draft or newest.number
        answer(self.contract, seat.ref, Said(kind, **more), by=by, draft=number)
