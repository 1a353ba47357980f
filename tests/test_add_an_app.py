"""An app is added by three files outside it, as CONTRIBUTING says: built here, tried, thrown away."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
INSIDE = {
    "__init__.py": '"""Notices on a board."""\n',
    "apps.py": '''"""The noticeboard app."""

from django.apps import AppConfig


class NoticeboardConfig(AppConfig):
    name = "pactwork.noticeboard"
    label = "noticeboard"
''',
    "urls.py": '''"""Addresses of the noticeboard."""

from django.urls import path

from pactwork.noticeboard.views import board

app_name = "noticeboard"
urlpatterns = [path("noticeboard/", board, name="board")]
''',
    "views.py": '''"""The noticeboard's page."""

from django.http import HttpRequest, HttpResponse

from pactwork.ground.refusal import Refusal
from pactwork.ground.sentences import sentence


def board(request: HttpRequest) -> HttpResponse:
    return HttpResponse(sentence(Refusal("board_full", {"most": "7"})))
''',
    "models.py": '''"""Notices."""

from django.db import models

from pactwork.people.models import Person


class Notice(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    words = models.CharField(max_length=200)
''',
    "personal_data.py": '''"""What noticeboard holds about people."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import Given, PersonalData
from pactwork.noticeboard.models import Notice

PERSONAL_DATA = PersonalData(given=(Given(_("Notices you pinned"), Notice, person=("person",)),))
''',
    "manifest.py": '''"""What noticeboard gives to the whole."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from pactwork.ground.addresses import address
from pactwork.ground.manifest import Act, Email, Job, Manifest, NavigationLink, Panel
from pactwork.noticeboard.personal_data import PERSONAL_DATA
from pactwork.people.actors import Actor


def navigation(actor: Actor) -> Iterator[NavigationLink]:
    yield NavigationLink(90, _("Noticeboard"), address("noticeboard:board"))


MANIFEST = Manifest(
    app="noticeboard",
    urls="pactwork.noticeboard.urls",
    refusals={"board_full": _("There is room for %(most)s notices.")},
    emails={"notice_pinned": Email(lambda delivery: "nobody reads it")},
    panels=(Panel("home", lambda request, **about: {}, "noticeboard/on_home.html"),),
    jobs=(Job(lambda: None),),
    acts={"notice_pinned": Act("flag", _("%(name)s pinned a notice."))},
    navigation=navigation,
    personal_data=PERSONAL_DATA,
)
''',
    "templates/noticeboard/on_home.html": "{# One line on the first page. #}<p>A notice</p>\n",
}
TESTED = '"""The board is there."""\n\n\ndef test_it_is_there() -> None:\n    pass\n'
OUTSIDE = {
    "src/pactwork/wiring/apps.py": ('    "web",\n', '    "noticeboard",\n    "web",\n'),
    "src/pactwork/wiring/manifests.py": (
        "    pactwork.web.manifest.MANIFEST,\n",
        "    pactwork.web.manifest.MANIFEST,\n    pactwork.noticeboard.manifest.MANIFEST,\n",
    ),
    "pyproject.toml": ('  "web",\n', '  "noticeboard",\n  "web",\n'),
}
WALLS = (
    "walls/test_wiring",
    "walls/test_apps",
    "walls/test_house",
    "test_allowance",
)  # they read the one list
TRIED = """
from django.test.utils import setup_test_environment
from django.core.management import call_command
from django.test import Client
call_command("makemigrations", "noticeboard", verbosity=0)
call_command("migrate", verbosity=0)
from pactwork.ground import installed
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.actors import actor_for
from pactwork.web.context import links
from pactwork.wiring.emails import EMAILS
house = found_institution("Midshire University")
grace = enter_person(house, key="grace", name="Grace Obi", email="grace@midshire.example")
setup_test_environment()
assert "notice_pinned" in EMAILS and "notice_pinned" in installed.acts()
assert any(panel.template.startswith("noticeboard/") for panel in installed.panels("home"))
assert ("Noticeboard", "/noticeboard/", True, 0) in links("/noticeboard/", actor_for(grace))
page = Client(headers={"host": "localhost"}).get("/noticeboard/")
assert page.status_code == 302, page.status_code  # closed until it is opened
from pactwork.noticeboard.models import Notice
Notice.objects.create(person=grace, words="Keys found")
from pactwork.rights.pack import gathered
from pactwork.rights.who import who_is
assert gathered(who_is(grace)).counts["noticeboard.Notice: Notices you pinned"] == 1
from pactwork.noticeboard.views import board
assert board(None).content == b"There is room for 7 notices."
print("it works")
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house, with one app more."""
    skipped = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for folder in ("src", "tests", "docs", "tools", "bench"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=skipped)
    for file in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / file, tmp_path)
    own = tmp_path / "tests" / "noticeboard"
    own.mkdir()
    (own / "test_board.py").write_text(TESTED)
    for name, words in INSIDE.items():
        path = tmp_path / "src" / "pactwork" / "noticeboard" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    for name, (before, after) in OUTSIDE.items():
        words = (tmp_path / name).read_text()
        assert words.count(before) == 1, name
        (tmp_path / name).write_text(words.replace(before, after))
    manifests = tmp_path / "src/pactwork/wiring/manifests.py"
    imported = "import pactwork.noticeboard.manifest\nimport pactwork.web.manifest\n"
    words = manifests.read_text().replace("import pactwork.web.manifest\n", imported)
    manifests.write_text(words)
    return tmp_path


def run(house: Path, *words: str, given: str = "") -> str:
    environment = os.environ | {
        "PYTHONPATH": str(house / "src"),
        "PACTWORK_DATA": str(house / "data"),
        "PACTWORK_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "pactwork.settings",
    }
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, *words],
        cwd=house,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_three_files_outside_an_app_are_touched_to_add_it(house: Path) -> None:
    assert len(OUTSIDE) <= 3
    assert "it works" in run(house, "-m", "pactwork.cli", "django", "shell", "-v0", given=TRIED)
    lint = "from importlinter.cli import lint_imports_command as run; run()"
    assert "0 broken" in run(house, "-c", lint, "--no-cache")
    run(house, "-m", "tools.docs")
    walls = [f"tests/{name}.py" for name in WALLS]
    assert " passed" in run(house, "-m", "pytest", "-q", "-p", "no:cacheprovider", *walls)
