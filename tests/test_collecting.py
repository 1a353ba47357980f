"""Two web processes start at once: the second leaves alone what the first has collected."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from pactwork.commands import serve


def test_what_is_collected_is_collected_once(
    tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    manifest, times = tmp_path / "static" / "staticfiles.json", []

    def collected(*_words: str, **_more: object) -> None:
        manifest.parent.mkdir(exist_ok=True)
        manifest.write_text("{}")
        times.append(1)

    monkeypatch.setattr(serve, "call_command", collected)
    for _ in range(3):
        serve._collect()
    assert len(times) == 1
    manifest.unlink()  # somebody emptied the folder
    serve._collect()
    assert len(times) == 2
    (tmp_path / ".static.lock").write_text("of another release")
    serve._collect()
    serve._collect()
    assert len(times) == 3
