"""Yeses to an earlier attempt that count again, because the words are the same."""

from collections.abc import Mapping
from dataclasses import replace

from pactwork.contracts.actions.asking import close_ask, place_ask
from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Answer, Draft, Holder, Seat
from pactwork.contracts.rules.carrying import carries
from pactwork.contracts.rules.moves import answers_for
from pactwork.contracts.visibility import fresh
from pactwork.ground import clock
from pactwork.history.record import Notice
from pactwork.links.queries import is_left_alone
from pactwork.modules.queries import staff_of


def carry_yeses(dossier: Dossier, draft: Draft) -> list[Notice]:
    """Write the yeses that carry over into the first draft of a new attempt; their letters."""
    first = dossier.contract.copied_from
    if first is None:
        return []
    earlier = load_dossier(fresh(first))
    given = {a.id: a for a in earlier.facts_anew().answers}
    fact = next(d for d in dossier.facts.drafts if d.number == draft.number)
    letters = []
    for seat in dossier.seats:
        places = [p for p in earlier.stands.seats if (p.party, p.n) == (seat.party, seat.n)]
        place = places[0] if places else None
        if place is None or place.answer is None:
            continue
        yes = given[place.answer.id]
        if not carries(replace(place, answer=yes), dossier.facts, fact):
            continue
        said = next(a for a in earlier.answers if a.pk == yes.id)
        if _still_there(dossier, seat, said):
            letters += _carry(dossier, seat, draft, said, yes.covered)
    return letters


def _still_there(dossier: Dossier, seat: Seat, said: Answer) -> bool:
    """Staff who still hold the role here; at work, whoever held the seat to the end."""
    if seat.by != "link":
        team = staff_of(dossier.contract.run, seat.by).filter(person=said.by_person_id)
        return team.exists() and _theirs(dossier, seat, said)
    holder = said.ask.holder
    if holder is None or holder.until_at or not holder.email:
        return False
    return not is_left_alone(dossier.contract.institution, holder.email)


def _theirs(dossier: Dossier, seat: Seat, said: Answer) -> bool:
    """Whether whoever said yes answers for this seat here: another run may name somebody else."""
    by = person_ref(said.by_person.ref) if said.by_person else ""
    return answers_for(dossier.facts, seat.party, frozenset({seat.by}), by)


def _carry(
    dossier: Dossier, seat: Seat, draft: Draft, said: Answer, covered: Mapping[str, str]
) -> list[Notice]:
    holder = said.ask.holder
    here = None
    if holder:
        here = Holder.objects.create(
            seat=seat,
            name=holder.name,
            email=holder.email,
            job=holder.job,
            from_at=clock.now(),
            vouched_by=holder.vouched_by,
            vouched_at=holder.vouched_at,
            doubts=holder.doubts,
            looked_how=holder.looked_how,
        )
    ask = place_ask(dossier, seat, here, "")
    close_ask(ask, "answered")
    given = Answer.objects.create(
        ask=ask,
        seat=seat,
        draft=draft,
        kind="yes",
        covered=covered,
        digest_form=draft.digest_form,
        at=clock.now(),
        by_person=said.by_person,
        by_name=said.by_name,
        deputy_for=said.deputy_for,
        method="carried",
    )
    to = here.email if here else (said.by_person.email if said.by_person else "")
    return [Notice("receipt" if here else "carried", to, given.ref)] if to else []
