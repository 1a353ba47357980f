"""What the sections of a contract need to know of its run: credits, hours, outcomes, weeks."""

from collections.abc import Mapping
from dataclasses import replace

from pactwork.contracts.models import Contract
from pactwork.contracts.rules.kinds import Context
from pactwork.ground.process_cache import Known
from pactwork.modules.queries import is_named, specification, variant, weeks_of
from pactwork.modules.rules.dated import Own
from pactwork.modules.rules.facts import Said, facts_of, facts_of_student
from pactwork.modules.rules.workload import workload

# By the file's digest, the code, the group and the student's own days, which are all that it depends on.
_contexts: Known[tuple[str, str, str, Own], Context] = Known(1_000)


def context_of(contract: Contract) -> Context:
    """What the sections need of run, code and calendar; nearly all worked out once per process."""
    run, enrolment = contract.run, contract.enrolment
    key = run.digest, enrolment.code, enrolment.group, enrolment.own
    known = _contexts.get(key)
    if known is None:
        known = _context(contract)
        if is_named(run):
            _contexts.keep(key, known)
    return (
        replace(known, of_student=lambda: _of_student(contract)) if contract.student_id else known
    )


def _of_student(contract: Contract) -> Mapping[str, Said]:
    student = contract.student
    return facts_of_student(student.key, student.organisation.name if student.organisation else "")


def _context(contract: Contract) -> Context:
    spec = specification(contract.run)
    own = variant(contract.run, contract.enrolment.code)
    weeks = weeks_of(contract.enrolment)
    return Context(
        size=workload(spec, own),
        hours=tuple(spec.hours),
        outcomes=tuple(own.outcomes) if own else (),
        weeks=weeks,
        components=tuple(one for one in spec.assessment if one.of_student),
        facts=facts_of(spec, own, weeks, spec.title),
    )
