"""Every edit of a pack and every omission is found, whoever made it; or its README says what is not.

``python -m bench.tampering`` does the same with more of each.
"""

from pathlib import Path

import pytest

from bench.tampering_packs import HANDS, opened, packs_altered
from pactwork.history.actions import make_checkpoint
from pactwork.history.checkpoints import seen
from pactwork.history.models import Checkpoint
from pactwork.history.signing import _private
from tests.history.test_evidence import own_folder, run
from tests.stories import World
from tests.test_commands import Run

__all__ = ["own_folder", "run"]
pytestmark = pytest.mark.django_db


def test_every_edit_and_every_omission_is_found(world: World, run: Run, tmp_path: Path) -> None:
    world.agreed()
    world.share("tomasz")
    for name, said in (
        ("one", ("--contract", world.contract().ref)),
        ("all", ("--institution", world.institution.ref)),
    ):
        make_checkpoint(world.institution.ref)
        mailed = seen(Checkpoint.objects.latest("length")).line
        assert run("export", *said, str(tmp_path / name))[0] == 0
        pack = opened(tmp_path / name)
        tallies, missed = packs_altered(pack, mailed, _private(), most=6)
        assert missed == []
        assert len(tallies) > 15
        assert sum(t.tried for t in tallies.values()) > 250
        for kind, tally in tallies.items():
            assert tally.found[:2] == (tally.tried, tally.tried), (kind, HANDS)
        assert sum(t.told for t in tallies.values()) < sum(t.found[2] for t in tallies.values()) / 2
