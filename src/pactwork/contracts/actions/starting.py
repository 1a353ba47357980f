"""A contract begins: empty, or as a new attempt with the words of an earlier one."""

from secrets import token_hex

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked, open_seats
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Contract, Text
from pactwork.contracts.rules.binding import typed_only
from pactwork.contracts.visibility import fresh
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.modules.models import Enrolment, PinnedTemplate
from pactwork.modules.queries import template, template_for
from pactwork.people.actors import Actor


@transaction.atomic
def start_contract(
    enrolment: Enrolment,
    *,
    form: PinnedTemplate,
    by: Actor,
    copy_from: Contract | None = None,
) -> Contract:
    """Open an enrolment's contract, with its template pinned and a seat for each party.

    Pressed twice at once, the second finds what the first began. ``copy_from`` is the same
    student's earlier contract, whose words this attempt begins with.
    """
    Enrolment.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(
        pk=enrolment.pk
    )
    begun = Contract.objects.filter(enrolment=enrolment).first()
    if begun:
        return begun
    if copy_from and copy_from.student_id != enrolment.person_id:
        raise Refused(Refusal("not_your_move", {"move": "copy"}))
    contract = Contract.objects.create(
        institution=enrolment.run.institution,
        run=enrolment.run,
        enrolment=enrolment,
        student=enrolment.person,
        template=form,
        copied_from=copy_from,
        title=copy_from.title if copy_from else "",
        key=token_hex(32),
        made_at=clock.now(),
    )
    payload = {
        "template": form.digest,
        "module": str(contract.run),
        "institution": contract.institution.name,
    }
    if copy_from:
        _copy_words(copy_from, contract)
        payload["copied_from"] = copy_from.ref
    open_seats(load_dossier(fresh(contract)))
    finish("contract_started", contract, by=by, payload=payload)
    return contract


@transaction.atomic
def adopt_form(contract: Contract, *, by: Actor) -> None:
    """Write on in the module's newest form. What was shared keeps its own until the next draft."""
    dossier = locked(contract)
    check("adopt_form", dossier, by)
    newest = template_for(dossier.contract.enrolment)
    if newest.digest == dossier.contract.template.digest:
        raise Refused(Refusal("newest_form"))
    Contract.objects.filter(pk=contract.pk).update(template=newest)
    payload = {"from": dossier.contract.template.digest, "to": newest.digest}
    finish("form_adopted", fresh(contract), by=by, payload=payload)


def _copy_words(earlier: Contract, contract: Contract) -> None:
    """The newest shared words, or what was being written, of every section that is still asked."""
    last = earlier.drafts.last()
    words = {text.section: text.value for text in earlier.texts.all()}
    words |= {key: typed_only(said) for key, said in (last.content if last else {}).items()}
    kinds = {s.key: s.kind for s in template(earlier.template).sections}
    Text.objects.bulk_create(
        Text(contract=contract, section=s.key, value=words[s.key], saved_at=clock.now())
        for s in template(contract.template).sections
        if words.get(s.key) and kinds.get(s.key) == s.kind
    )
