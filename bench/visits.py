"""The pages that are measured, as the people whom they are for, and how many queries each costs."""

from dataclasses import asdict, dataclass
from typing import Any

from bench.machine import HOST


@dataclass
class Visit:
    """One page and its reader: a cookie, an address, and what the page costs the database."""

    page: str
    cookie: str
    address: str
    queries: int = 0


def found(number: int) -> list[dict[str, Any]]:
    """Everybody is the clone of this number, so that nobody is first in any table."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)  # as serving does
    visits = [*_student(number), _set(number), _advocate(number), _cohort(number), _crowd()]
    for visit in visits:
        visit.queries = _queries(visit)
    return [asdict(visit) for visit in visits]


def _session(person: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from pactwork.web.sessions import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.account.pk)
    session[BACKEND_SESSION_KEY] = "pactwork.web.signin.Backend"
    session[HASH_SESSION_KEY] = person.account.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _cloned(row: Any, number: int) -> Any:
    from bench.clones import STRIDE

    return type(row)._base_manager.get(pk=row.pk + number * STRIDE)


def _drafts(least: int) -> Any:
    """Contracts that are going on, of people in a set, with so many drafts; oldest first."""
    from django.db.models import Count

    from bench.clones import STRIDE
    from pactwork.contracts.models import Contract

    played = Contract.objects.filter(pk__lt=STRIDE, enrolment__learning_set__isnull=False)
    going = played.filter(turns__seat=None, turns__stage__in=("asking", "drafting", "amending"))
    return going.annotate(n=Count("drafts", distinct=True)).filter(n__gte=least).order_by("pk")


def _student(number: int) -> list[Visit]:
    """Home and compare of somebody with two drafts; the step that Nadine has still to finish."""
    contract, writer = _cloned(_drafts(2)[0], number), _cloned(_drafts(1)[0], number)
    cookie, pen = _session(contract.student), _session(writer.student)
    step = f"/contracts/{writer.ref}/steps/stops/"
    return [
        Visit("home", cookie, "/"),
        Visit("workspace", pen, step),
        Visit("compare", cookie, f"/contracts/{contract.ref}/compare/"),
    ]


def _set(number: int) -> Visit:
    from django.urls import reverse

    contract = _cloned(_drafts(2)[0], number)
    return Visit("set", _session(contract.student), reverse("reviews:set"))


def _advocate(number: int) -> Visit:
    from bench.clones import STRIDE
    from pactwork.contracts.models import Ask
    from pactwork.links.tickets import cookie_name, new_client, ticket

    played = Ask.objects.filter(pk__lt=STRIDE, ended_at=None, link__isnull=False)
    ask = _cloned(played.filter(answers=None).order_by("pk")[0], number)
    ref = ask.link.ref
    cookie = f"{cookie_name(ref)}={ticket(ref, new_client(), 'cookie')}"
    return Visit("advocate's page", cookie, f"/plan/{ref}/")


def _facilitator(run: Any) -> Any:
    from pactwork.modules.models import Role

    return Role.objects.filter(run=run, kind="facilitator").order_by("pk")[0].person


def _cohort(number: int) -> Visit:
    """Everybody of the cohort of 47, whatever they wait for."""
    from django.db.models import Count

    from bench.clones import STRIDE
    from bench.people import COHORT
    from pactwork.modules.models import Cohort

    sizes = Cohort.objects.filter(pk__lt=STRIDE).annotate(n=Count("enrolment"))
    cohort = _cloned(min(sizes, key=lambda c: abs(c.n - COHORT)), number)
    query = f"run={cohort.run.ref}&cohort={cohort.ref}&show=all"
    return Visit("queue of 47", _session(_facilitator(cohort.run)), f"/queue/?{query}")


def _crowd() -> Visit:
    from pactwork.modules.models import Run

    run = Run.objects.get(name="Crowded")
    return Visit("queue of 250", _session(_facilitator(run)), "/queue/?show=ours")


def storm_cast(students: int) -> dict[str, Any]:
    """A step with questions in prose for each of so many students; a part of a module to edit."""
    from pactwork.contracts.dossier import load_dossier
    from pactwork.contracts.models import Contract
    from pactwork.contracts.rules.section_words import fields
    from pactwork.modules.models import Role

    going = Contract.objects.filter(turns__seat=None, turns__stage__in=("drafting", "asking"))
    found = []
    for contract in going.select_related("student__account", "run", "enrolment", "template"):
        mine = load_dossier(contract)
        prose = next(s for s in mine.writing.sections if s.kind == "prose" and s.prompts)
        text = next((t for t in contract.texts.all() if t.section == prose.key), None)
        said = fields(text.value) if text else {}
        asked = next((p.key for p in prose.prompts if " " in str(said.get(p.key, ""))), "")
        if not asked:
            continue
        found.append(
            {
                "cookie": _session(contract.student),
                "ref": contract.ref,
                "section": prose.key,
                "prompt": asked,
                "fields": said,
                "version": text.version if text else 0,
            }
        )
        if len(found) == students:
            break
    role = Role.objects.filter(kind="module_leader").order_by("pk")[0]
    leader = {"cookie": _session(role.person), "ref": role.run.ref, "part": _part(role.run)}
    return {"students": found, "leader": leader}


def _part(run: Any) -> str:
    """The first page of a module's editor."""
    from pactwork.modules.editing.parts import parts
    from pactwork.modules.queries import specification

    return next(iter(parts(specification(run))))


def _queries(visit: Visit) -> int:
    """Counted in this process, by the same settings; a second look, when parsed files are known."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    name, _, value = visit.cookie.partition("=")
    client = Client(HTTP_HOST=HOST)
    client.cookies[name] = value
    for _look in range(2):
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(visit.address, secure=True)
        assert answer.status_code == 200, (visit, answer.status_code, answer.get("Location"))
    return len(seen)
