"""The words of emails are in templates: one for each kind, and none in Python."""

import ast
from pathlib import Path

from jinja2.ext import babel_extract

from pactwork.ground.installed import emails

SOURCE = Path(__file__).resolve().parent.parent / "src" / "pactwork"
TEMPLATES = sorted(SOURCE.glob("*/templates/emails/*.txt"))
SHARED = sorted(SOURCE.glob("*/templates/emails/shared/*.txt"))
# Kinds whose words are elsewhere, and why.
ELSEWHERE = {
    "sign_in_code": "in web/templates/account/email, where allauth looks for it",
    "signing_in_changed": "beside it",
}
OPTIONS = {"trimmed": "true", "newstyle_gettext": "true"}  # as in babel.cfg


def kind_of(path: Path) -> str:
    """agreed-by_link.txt words the kind agreed in a second way."""
    return path.stem.partition("-")[0]


def test_every_kind_has_its_template_and_every_template_its_kind() -> None:
    assert {kind_of(path) for path in TEMPLATES} == emails().keys() - ELSEWHERE.keys()
    assert emails().keys() >= ELSEWHERE.keys()
