"""Nothing half done: rows, cached turns, history and outbox of every contract say the same."""

from collections import Counter
from collections.abc import Iterator

from pactwork.contracts.models import Answer, Ask, Contract, Draft
from pactwork.contracts.soundness import faults
from pactwork.history.models import Delivery, Entry


def half_done() -> list[str]:
    """Whatever does not fit together, in words."""
    return list(faults()) + list(_rows_without_entries()) + list(_entries_without_letters())


def _rows_without_entries() -> Iterator[str]:
    """Each row that an act wrote has its one entry, and each entry its row."""
    rows: dict[str, Counter[object]] = {
        "contract_started": Counter(Contract.objects.values_list("ref", flat=True)),
        "draft_shared": Counter(Draft.objects.values_list("contract__ref", "number")),
        "asked": Counter(Ask.objects.values_list("seat__contract__ref", flat=True)),
        "answered": Counter(Answer.objects.values_list("ref", flat=True)),
    }
    told: dict[str, Counter[object]] = {act: Counter() for act in rows}
    acts = Entry.objects.filter(act__in=[*rows, "yes_recorded"])
    for act, subject, payload in acts.values_list("act", "subject", "payload"):
        if act in ("answered", "yes_recorded"):
            told["answered"][payload["answer"]] += 1
        if act in ("asked", "yes_recorded"):  # what is recorded was asked by word of mouth
            told["asked"][subject] += 1
        if act == "draft_shared":
            told[act][(subject, payload["draft"])] += 1
        if act == "contract_started":
            told[act][subject] += 1
    for act, counted in rows.items():
        if counted != told[act]:
            unlike = (counted - told[act]) + (told[act] - counted)
            yield f"{act}: rows and history differ at {list(unlike)[:3]}"


def _entries_without_letters() -> Iterator[str]:
    """An ask by link owes one letter, an answer at least one."""
    owed = Counter(Delivery.objects.values_list("entry_id", flat=True))
    acts = Entry.objects.filter(act__in=("asked", "answered"))
    for pk, act, payload in acts.values_list("pk", "act", "payload"):
        if (act == "answered" or "of" in payload) and not owed[pk]:
            yield f"entry {pk} ({act}) owes no letter"
