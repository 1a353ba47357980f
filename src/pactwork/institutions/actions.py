"""An institution says how it presents itself."""

from typing import Any

from django.conf import settings
from django.db import transaction

from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import insist_valid
from pactwork.history.record import record
from pactwork.institutions.differing import stands_on
from pactwork.institutions.queries import described
from pactwork.institutions.rules.describing import problems
from pactwork.institutions.typed import Described, Logo
from pactwork.modules.actions.loading import stored
from pactwork.people.actors import Actor
from pactwork.people.models import Institution

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@transaction.atomic
def describe(
    institution: Institution,
    said: Described,
    *,
    by: Actor | None,
    logo: Logo = None,
    expected: str = "",
) -> bool:
    """All of it at once; whether anything is different. ``by`` nobody: a command.

    ``logo``: a picture, or that there is to be none; not said, it stays. ``expected``: what the
    page stood on, so that nobody overwrites unseen what another has saved. Raises ``Invalid`` by field.
    """
    if by and not (by.administrator and by.institution_id == institution.pk):
        raise Refused(Refusal("not_your_institution"))
    insist_valid(problems(vars(said), LANGUAGES))
    house = Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    new = _different(house, said) | _new_logo(house, logo)
    if not new:
        return False
    if expected and expected != stands_on(house):
        raise Refused(Refusal("settings_moved"))
    for name, value in new.items():
        setattr(house, name, value)
    house.save(update_fields=list(new))
    record(
        "institution_described",
        chain=house.ref,
        subject=house.ref,
        by=by.ref if by else "system",
        key=house.key,
        payload=_told(new, by),
    )
    return True


def _told(new: dict[str, Any], by: Actor | None) -> dict[str, Any]:
    """What is different; ``name`` is whoever did it, as in every entry."""
    said = {("institution" if key == "name" else key): value for key, value in new.items()}
    return {**said, "name": by.called} if by else said


def _columns(said: Described) -> dict[str, Any]:
    """As the table keeps them."""
    kept = {name: getattr(said, name) for name in Described.__dataclass_fields__}
    kept["roles"] = {kind: list(names) for kind, names in sorted(said.roles.items())}
    kept["left_out"] = list(said.left_out)
    return kept


def _different(house: Institution, said: Described) -> dict[str, Any]:
    was = _columns(described(house))
    return {name: value for name, value in _columns(said).items() if value != was[name]}


def _new_logo(house: Institution, logo: Logo) -> dict[str, str]:
    if logo is None:
        return {}
    name = stored(house, f"logo.{logo.ending}", logo.content).digest if logo else ""
    return {"logo": name} if name != house.logo else {}
