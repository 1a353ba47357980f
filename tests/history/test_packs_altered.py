"""Every edit of a pack and every omission is found, whoever made it; or its README says what is not.

``python -m bench.tampering`` does the same with more of each.
"""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import LazySettings

from bench.pack_changes import TOLD
from bench.tampering_packs import opened, packs_altered
from pactwork.history.actions import make_checkpoint
from pactwork.history.checkpoints import seen
from pactwork.history.models import Checkpoint
from tests.history.test_evidence import own_folder, run
from tests.stories import World
from tests.test_commands import Run

__all__ = ["own_folder", "run"]
pytestmark = pytest.mark.django_db


def test_every_edit_and_every_omission_is_found(
    world: World, run: Run, tmp_path: Path, settings: LazySettings
) -> None:
    settings.CHECKPOINT_KEY = "ab" * 32
    private = Ed25519PrivateKey.from_private_bytes(b"\xab" * 32)
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
        assert all(f'"{word}"' in pack["README.txt"].decode() for word in TOLD)
        tallies, missed = packs_altered(pack, mailed, private, most=12)
        assert missed == []
        assert len(tallies) > 20
        assert sum(tally.tried for tally in tallies.values()) > 200
        for kind, tally in tallies.items():
            assert tally.found == (tally.tried, tally.tried, tally.tried - tally.told), kind
        for kind in ("value altered", "part left out", "words forged, and what seals them"):
            assert tallies[kind].found[2] > 0.8 * tallies[kind].tried
