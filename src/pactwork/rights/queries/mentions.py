"""Where somebody's name or address still stands, in words of other people's or of before."""

import json
from collections import Counter
from collections.abc import Iterable

from django.db.models import CharField, EmailField, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from pactwork.ground.installed import personal_data
from pactwork.ground.personal_data import DataSubject
from pactwork.history.models import Entry
from pactwork.rights.queries.holds import own

TEXTS = (CharField, TextField, EmailField)


def mentions(words: Iterable[str]) -> dict[str, int]:
    """Table and column -> in how many rows. Every column that can hold words is looked through."""
    wanted = sorted({word for word in words if len(word) > 2})
    found: Counter[str] = Counter()
    held = personal_data()
    models = [part.model for one in held for part in one.given]
    for model in dict.fromkeys([*models, *(model for one in held for model in one.not_given)]):
        for name, count in _in(model, wanted):
            found[f"{model._meta.label}.{name}"] = count
    return {place: count for place, count in found.items() if count}


def older_entries(who: DataSubject, words: Iterable[str]) -> int:
    """Entries that hold the name itself, from before names were kept beside, and that would stay."""
    gone = own(who).values("ref")
    rows = Entry.objects.filter(chain=who.house.ref).exclude(subject__in=gone)
    said = rows.annotate(said=Cast("payload", TextField()))
    return said.filter(_any_of(words)).count()


def _any_of(words: Iterable[str]) -> Q:
    """In a text, or as some databases spell one in JSON."""
    found = Q(pk__in=[])
    for word in words:
        found |= Q(said__icontains=word) | Q(said__icontains=json.dumps(word)[1:-1])
    return found


def _in(model: type[Model], wanted: list[str]) -> Iterable[tuple[str, int]]:
    for field in model._meta.concrete_fields:
        if not isinstance(field, (*TEXTS, JSONField)):
            continue
        rows = model._base_manager.annotate(said=Cast(field.name, TextField()))
        yield field.name, rows.filter(_any_of(wanted)).count()
