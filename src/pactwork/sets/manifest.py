"""What sets gives to the whole."""

from pactwork.ground.manifest import Chapter, Job, Manifest, Pace, Panel
from pactwork.sets.actions import work_out_proposals
from pactwork.sets.demo import sets
from pactwork.sets.owed import owed, owed_rows
from pactwork.sets.personal_data import PERSONAL_DATA
from pactwork.sets.queries.panels import beside_set, for_leaders, on_brief
from pactwork.sets.refusals import REFUSALS

MANIFEST = Manifest(
    app="sets",
    urls="pactwork.sets.urls",
    refusals=REFUSALS,
    panels=(
        Panel("brief", on_brief, "sets/on_brief.html", order=1),
        Panel("brief.leads", for_leaders, "sets/for_leaders.html"),
        Panel("set.right", beside_set, "sets/on_set.html"),
    ),
    owed=owed,
    owed_rows=owed_rows,
    jobs=(Job(work_out_proposals, Pace.SLOW),),
    chapters=(Chapter(sets, order=30),),
    personal_data=PERSONAL_DATA,
)
