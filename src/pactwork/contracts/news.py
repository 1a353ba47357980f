"""What happened to contracts, in the words of their history, for whom an email of it is to.

The email was addressed to whoever reads this. What they may no longer read is left out by ``READS``;
of a party that they may not know to be asked, the line names nobody.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, Expression, OuterRef, Subquery
from django.utils.translation import gettext_lazy as later

from pactwork.contracts.models import Contract
from pactwork.contracts.rules.readers import parties_of, parties_shown, readable
from pactwork.contracts.visibility import roles_known, seen_by, seen_on
from pactwork.contracts.vocabulary import came_into_force
from pactwork.ground.addresses import address
from pactwork.ground.installed import acts
from pactwork.ground.manifest import Act
from pactwork.ground.news import News, NewsLine
from pactwork.ground.words import gettext as _
from pactwork.history.models import Delivery
from pactwork.history.names import names_of, read
from pactwork.modules.queries import template
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.post.names import in_letters

# Told as the history tells the act that they come from.
AS_ACT = (
    *("answered", "passed_on", "talk", "waived", "yes_withdrawn", "left_alone", "not_confirmed"),
    *("disputed", "dispute_settled", "left_workplace", "objected", "paused", "resumed"),
    *("void_proposed", "undelivered", "link_attacked"),
)
# Told otherwise: the act is another one, or it is said to its reader.
OWN = {
    "silence": Act("clock", later("Ten working days, and no answer yet (%(title)s).")),
    "due_soon": Act("clock", later("The day promised for an answer is near (%(title)s).")),
    "promise_missed": Act("clock", later("The day promised for an answer has passed (%(title)s).")),
    "handed_over": Act("swap", later("%(name)s handed the request over to you (%(title)s).")),
    "confirmed": Act("shield", later("%(name)s confirmed who %(of)s is: their yes now counts.")),
    "agreed": Act("check", later("It is agreed: draft %(draft)s is in force.")),
    "noticed": Act("note", later("A change that did not need your yes is agreed.")),
    "wording_kept": Act("note", later("There is new wording, and your yes still counts.")),
    "carried": Act("undo", later("Your earlier yes counts again: the wording is the same.")),
}


def seen_contract(person: Any, on: date) -> Exists:
    """Whether somebody may see the contract that a row's act was done to."""
    here = Subquery(Person.objects.filter(pk=person).values("institution"))
    return Exists(seen_on(here, person, on).filter(ref=OuterRef("entry__subject")))


def beside(person: Any, on: date) -> "dict[str, Exists | Expression]":
    return {"sees_contract": seen_contract(person, on)}


def reads(actor: Actor, kind: str, found: Mapping[str, Any]) -> bool:
    return bool(found["sees_contract"])


def thing_of(contract: Contract, actor: Actor) -> str:
    """What it is about, above its lines: one's own module, or whose contract it is."""
    if contract.student_id == actor.person_id:
        return contract.run.title
    known = {"name": in_letters(contract.student.name), "module": contract.run.title}
    return _("%(name)s, %(module)s") % known


def heard(contract: Contract, actor: Actor, party: str) -> bool:
    """Whether they may know that this party is asked; by what depends on no answer of the student's."""
    roles = roles_known(actor, contract)
    if not party or "student" in roles:
        return True
    form = template(contract.template)
    own = parties_of(form, roles)
    return party in own | parties_shown(form, readable(form, {}, roles, own))


def _words(told: Delivery, contract: Contract, said: Mapping[str, Any]) -> str:
    act = OWN.get(told.kind) or acts()[told.entry.act]
    titles = {party.key: party.title for party in template(contract.template).parties}
    agreed = (said.get("agreed") or {}).get("draft")
    known = {"name": _("Someone"), **said, "title": titles.get(said.get("party", ""), "")}
    if told.kind == "agreed":
        return act.told({**known, "draft": agreed})
    words = act.told(known)
    return f"{words} {came_into_force(agreed)}" if told.kind == "answered" and agreed else words


def _page(told: Delivery, contract: Contract, actor: Actor) -> str:
    """The page that the email leads to."""
    if contract.student_id != actor.person_id:
        return address("contracts:review", contract.ref)
    asks = told.kind == "answered" and told.entry.payload.get("kind") not in ("yes", "not_me")
    page = "contracts:points" if asks and told.entry.act == "answered" else "contracts:workspace"
    return address("contracts:agreement" if told.kind == "agreed" else page, contract.ref)


def lines(actor: Actor, rows: Sequence[Delivery]) -> dict[int, NewsLine]:
    """Two queries, however many there are."""
    refs = {told.entry.subject for told in rows}
    contracts = {one.ref: one for one in seen_by(actor).filter(ref__in=refs)} if refs else {}
    names, found = names_of([told.entry for told in rows]), {}
    for told in rows:
        contract = contracts.get(told.entry.subject)
        if contract is None:
            continue
        said = read(told.entry, names)
        act = OWN.get(told.kind) or acts()[told.entry.act]
        if not said:
            words = _("Something that has since been erased.")
        elif heard(contract, actor, said.get("party", "")):
            words = _words(told, contract, said)
        else:
            words = _("There is news about this contract.")
        thing, page = thing_of(contract, actor), _page(told, contract, actor)
        found[told.pk] = NewsLine(words, thing, page, act.icon)
    return found


NEWS = News((*AS_ACT, *OWN), beside, reads, lines)
