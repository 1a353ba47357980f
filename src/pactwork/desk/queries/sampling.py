"""What an external examiner is shown: drawn across the stages, and listed for them and for the leader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import HttpRequest

from pactwork.contracts.memberships import memberships
from pactwork.contracts.models import Agreement, Contract, Draft, Sampled, Turn
from pactwork.contracts.rules.drafts import title_of
from pactwork.contracts.rules.readers import parties_of, readable
from pactwork.contracts.vocabulary import stage_words
from pactwork.ground import clock
from pactwork.ground.addresses import address
from pactwork.modules.models import Role, Run
from pactwork.modules.queries import staff_of, template
from pactwork.modules.queries.brief import Brief
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.people.requests import actor_of

EXAMINER = frozenset({"examiner"})


@dataclass(frozen=True)
class Shown:
    """One contract in a sample, with its stage in the cached turns; its title as it was last shared."""

    contract: Contract
    stage: str
    to: int  # the examiner's person
    until: Any
    newest: int  # the draft to read where nothing has been agreed
    agreed: bool  # something is, or was, in force
    title: str = ""

    @property
    def state(self) -> tuple[str, str]:
        """The stage as a state (shape and colour) and a word."""
        return stage_words()[self.stage or "drafting"]

    @property
    def href(self) -> str:
        """Always a page with something to read: what was agreed, or else the newest draft."""
        if self.agreed or not self.newest:
            return address("contracts:agreement", self.contract.ref)
        return address("contracts:draft", self.contract.ref, self.newest)


def _order(turn: Turn) -> tuple[str, str]:
    """By stage, and within one as chance has it, though every time the same."""
    return turn.stage, sha256(turn.contract.ref.encode()).hexdigest()


def drawn(run: Run, count: int, to: Person) -> list[Contract]:
    """So many shared contracts, spread evenly over the stages; those they have already are left out."""
    rows = Turn.objects.filter(
        ~Q(contract__samples__person=to),
        contract__run=run,
        seat=None,
        contract__drafts__isnull=False,
    )
    found = sorted(rows.select_related("contract").distinct(), key=_order)
    step = max(1.0, len(found) / max(count, 1))
    return [found[int(n * step)].contract for n in range(min(count, len(found)))]


def _shown(rows: Any) -> list[Shown]:
    drafts = Draft.objects.filter(contract=OuterRef("contract")).order_by("-number")
    in_force = Agreement.objects.filter(contract=OuterRef("contract"), undone_at=None)
    told = rows.annotate(newest=Subquery(drafts.values("number")[:1]), agreed=Exists(in_force))
    found = list(told.select_related("contract__student", "contract__run"))
    turns = Turn.objects.filter(contract__in=[s.contract_id for s in found], seat=None)
    stages = dict(turns.values_list("contract_id", "stage"))
    return [
        Shown(
            contract=s.contract,
            stage=stages.get(s.contract_id, ""),
            to=s.person_id,
            until=s.until_on,
            newest=s.newest or 0,
            agreed=s.agreed,
        )
        for s in found
    ]


def sample_page(run: Run) -> dict[str, Any]:
    """Each examiner of the run with what they are shown; a fixed number of queries."""
    examiners: list[Role] = list(staff_of(run, "examiner"))
    rows = Sampled.objects.filter(contract__run=run).order_by("contract__student__name")
    by_person: dict[int, list[Shown]] = {}
    for one in _shown(rows):
        by_person.setdefault(one.to, []).append(one)
    return {
        "run": run,
        "examiners": [(r.person, by_person.get(r.person_id, [])) for r in examiners],
    }


def samples_of(actor: Actor) -> list[Shown]:
    """What this examiner is shown today."""
    day = clock.today(actor.zone)
    runs = [r.run_id for r in memberships(actor).roles if r.kind == "examiner"]
    rows = Sampled.objects.filter(
        person=actor.person_id or 0,
        contract__run__in=runs,
        contract__institution=actor.institution_id,
        from_on__lte=day,
        until_on__gte=day,
    )
    found = _shown(rows.order_by("contract__run__title", "contract__student__name"))
    titles = _titles([one.contract.pk for one in found])
    return [replace(one, title=titles.get(one.contract.pk, "")) for one in found]


def _titles(contracts: Sequence[int]) -> dict[int, str]:
    """Of the newest shared drafts, where examiners read what gives the title; never of working words."""
    drafts = Draft.objects.filter(contract__in=contracts).select_related("template")
    found = {}
    for draft in drafts.order_by("number"):
        form = template(draft.template)
        reads = readable(form, draft.content, EXAMINER, parties_of(form, EXAMINER))
        shown = (form.title_prompt or "").partition(".")[0] in reads
        found[draft.contract_id] = title_of(form, draft.content) if shown else ""
    return found


def samples_on_brief(request: HttpRequest, *, brief: Brief) -> Mapping[str, Any] | None:
    """A way to the samples, for whoever leads the module."""
    held = memberships(actor_of(request)).roles
    leads = any(r.kind == "module_leader" and r.run_id == brief.run.pk for r in held)
    return {"run": brief.run} if leads else None


def samples_on_home(request: HttpRequest, *, person: Person) -> Mapping[str, Any] | None:
    """For external examiners only; nobody else pays a query for it."""
    actor = actor_of(request)
    if not any(r.kind == "examiner" for r in memberships(actor).roles):
        return None
    return {"samples": samples_of(actor)}
