"""Guards behind which another stands: deleted alone, nobody is where they should not be."""

IN_DEPTH: dict[str, str] = {
    "contracts.seen.seen_on: filter(institution_id=)": (
        "every role, set and sample that lets somebody in is of a run of their own institution"
    ),
    "contracts.seen.seen_by: if actor.person_id is None": "no row is of a person that is none",
    "contracts.seen.one_seen_by: if actor.person_id is None": "no row is of a person that is none",
    "contracts.seen.roles_among: if actor.person_id is None": (
        "roles_of gives whoever comes by link no more than their own letter; memberships are empty"
    ),
    "contracts.seen.seen_on: & Q(run__in=runs('examiner'))": (
        "roles_among: a sample without a role on the run gives no role, and so nothing to read"
    ),
    "contracts.seen.roles_among: for if role.run_id == contract.run_id": (
        "seen_on: the contract of another run is not found at all"
    ),
}
