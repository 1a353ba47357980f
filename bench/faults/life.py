"""A student's life in single acts: what comes next follows from what is in the database."""

from collections import Counter

from bench.faults.scene import one_more
from pactwork.contracts.actions import save_text, share_draft
from pactwork.contracts.models import Agreement, Answer, Ask, Contract, Draft, Text
from pactwork.contracts.visibility import joined
from pactwork.people.models import Person
from tests.stories import World


def alive(world: World, name: str) -> str:
    """The student of this name whose life is not over; the next one is entered when it is."""
    newest = Person.objects.filter(key__startswith=f"{name}-").order_by("key").last()
    key = newest.key if newest else f"{name}-00000"
    if newest and Agreement.objects.filter(contract__student=newest).exists():
        key = f"{name}-{int(key.rpartition('-')[2]) + 1:05}"
    # Another process may be between the two: a person is there, their place on the run is not yet.
    if key not in world.people or key not in world.enrolments:
        one_more(world, key)
    return key


def one_act(world: World, key: str) -> str:
    """The next act of a student or of whoever they asked; what it left, once it is committed."""
    contract = joined().filter(student=world.people[key]).first()
    if contract is None:
        return f"contract {world.contract(key).ref}"
    newest = Draft.objects.filter(contract=contract).last()
    texts = Text.objects.filter(contract=contract)
    if not texts:
        world.write(key)
        return f"text {contract.ref} card 1"
    if newest is None or texts.filter(saved_at__gt=newest.shared_at).exists():
        made = share_draft(contract, by=world.actor(key))
        return f"draft {contract.ref} {made.number}"
    return _after_sharing(world, key, contract, newest)


def _after_sharing(world: World, key: str, contract: Contract, newest: Draft) -> str:
    """The workplace wants a change in the first draft; both say yes to the second."""
    answers = Answer.objects.filter(seat__contract=contract).count()
    party = "university" if answers > 1 else "workplace"
    if Ask.objects.filter(seat__contract=contract, ended_at=None).exists():
        given = world.answer(party, "yes" if newest.number > 1 else "revise", name=key)
        return f"answer {given.ref}"
    if newest.number > 1 or not answers:
        # Many who name one address are doubted, so that a yes waits for staff: each has their own.
        own = {"email": f"{key}@larkmoor.example"} if party == "workplace" else {}
        world.ask(party, key, **own)
        return f"ask {Ask.objects.filter(seat__contract=contract).latest('pk').ref}"
    text = Text.objects.get(contract=contract, section="card")
    value = {**text.value, "gets": "One page in May on what worked."}
    saved = save_text(contract, "card", value, version=text.version, by=world.actor(key))
    return f"text {contract.ref} card {saved.version}"


def lost(acknowledged: set[str]) -> list[str]:
    """Which of the acts that were acknowledged have left nothing."""
    kept = {f"contract {ref}" for ref in Contract.objects.values_list("ref", flat=True)}
    kept |= {f"ask {ref}" for ref in Ask.objects.values_list("ref", flat=True)}
    kept |= {f"answer {ref}" for ref in Answer.objects.values_list("ref", flat=True)}
    drafts = Draft.objects.values_list("contract__ref", "number")
    kept |= {f"draft {ref} {number}" for ref, number in drafts}
    asks = Counter(Ask.objects.values_list("seat__contract__ref", flat=True))
    kept |= {f"asks {ref} {n}" for ref, most in asks.items() for n in range(1, most + 1)}
    texts = Text.objects.values_list("contract__ref", "section", "version")
    kept |= {
        f"text {ref} {section} {version}"
        for ref, section, newest in texts
        for version in range(1, newest + 1)
    }
    return sorted(acknowledged - kept)
