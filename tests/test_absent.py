"""What is not there, and has to be missed: passwords, other ways in, fetching, unpacking, weak hashes.

Rows of OWASP ASVS about such things are met by their absence; whoever brings one in finds its rows here.
"""

import ast
import re
import tarfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as in_force
from django.test import Client

import pactwork.settings
from pactwork.commands.copies import Wrong
from pactwork.commands.restore import unpacked
from pactwork.people.models import Account
from tests.stories import World
from tests.test_closed_doors import ALL

SOURCE = Path(pactwork.settings.__file__).parent

# Ways in ----------------------------------------------------------------------------------------


@pytest.mark.asvs("V6.3.2")
def test_a_new_house_has_no_accounts(db: None) -> None:
    assert not Account.objects.exists()


@pytest.mark.asvs("V6.1.2", "V6.2.1", "V6.2.2", "V6.2.3", "V6.2.4", "V6.2.5", "V6.2.6", "V6.2.7")
@pytest.mark.asvs("V6.2.8", "V6.2.9", "V6.2.10", "V6.2.11", "V6.2.12", "V6.4.1", "V6.4.2", "V6.4.3")
@pytest.mark.asvs("V6.6.1", "V11.4.2", "V11.4.4")
def test_nobody_has_a_password_and_no_page_asks_for_one(world: World, client: Client) -> None:
    assert {one.password for one in Account.objects.all()} == {""}  # which is no hash of anything
    assert not any(one.check_password("") for one in Account.objects.all())
    assert not client.login(email="nadine@midshire.example", password="")
    for path in SOURCE.rglob("templates/**/*.html"):
        assert not re.search(r"type=.?(password|tel)|[Ss]ecret question", path.read_text()), path
    routes = " ".join(route for route, _ in ALL)
    assert not re.search(r"password|reset|signup|phone|sms", routes)


@pytest.mark.asvs("V6.8.1", "V6.8.2", "V6.8.3", "V6.8.4", "V7.1.3", "V7.6.1", "V7.6.2", "V12.1.3")
@pytest.mark.asvs("V10.1.1", "V10.1.2", "V10.2.1", "V10.2.2")
@pytest.mark.asvs("V10.5.1", "V10.5.2", "V10.5.3", "V10.5.4", "V10.5.5")
def test_nobody_signs_in_through_another_system(settings: Any) -> None:
    assert settings.AUTHENTICATION_BACKENDS == ["pactwork.web.signin.Backend"]
    others = re.compile(r"socialaccount|saml|oauth|openid|oidc|idp|headless")
    assert not [app for app in settings.INSTALLED_APPS if others.search(app)]
    assert not [name for name in imported() if others.search(name) or name in ("jwt", "jose")]
    assert not re.search(r"REMOTE_USER|SSL_CLIENT|X_CLIENT_CERT", all_source())


# What is not there ------------------------------------------------------------------------------


@cache
def trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text())) for path in sorted(SOURCE.rglob("*.py"))]


def all_source() -> str:
    return "".join(path.read_text() for path in sorted(SOURCE.rglob("*.py")))


@cache
def imported() -> set[str]:
    """Every module that the program names in an import."""
    found = set()
    for _path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {f"{node.module}", *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield str(path.relative_to(SOURCE)), ast.unparse(node.func), node


@pytest.mark.asvs("V1.3.6", "V13.2.4", "V15.3.2")
def test_the_program_fetches_nothing() -> None:
    fetchers = (
        "urllib.request",
        "urllib3",
        "http.client",
        "requests",
        "httpx",
        "aiohttp",
        "ftplib",
    )
    assert not [name for name in imported() if name.startswith(fetchers)]


@pytest.mark.asvs("V1.5.1", "V1.5.2")
def test_nothing_is_read_as_xml_or_unpickled() -> None:
    readers = ("xml", "lxml", "pickle", "marshal", "shelve", "dill", "jsonpickle")
    assert not [name for name in imported() if name.split(".")[0] in readers]
    loads = [
        (where, name) for where, name, _ in calls() if re.search(r"yaml\.(unsafe_|full_)", name)
    ]
    assert not loads
    assert in_force.SESSION_SERIALIZER.endswith("JSONSerializer")


@pytest.mark.asvs("V1.2.5", "V1.3.2")
def test_nothing_typed_is_run() -> None:
    never = {"eval", "exec", "compile", "os.system", "os.popen", "subprocess.getoutput"}
    assert not [(where, name) for where, name, _ in calls() if name in never]
    for where, name, call in calls():
        assert not [one for one in call.keywords if one.arg == "shell"], where
        if name.startswith("subprocess."):
            assert not isinstance(call.args[0], ast.Constant | ast.JoinedStr), where


@pytest.mark.asvs("V5.2.3")
def test_nothing_is_unpacked_but_a_backup_that_an_administrator_names() -> None:
    openers = re.compile(r"(tarfile\.open|ZipFile|gzip|bz2|lzma|zlib\.decompress|extractall)")
    found = {where for where, name, _ in calls() if openers.search(name)}
    assert (
        {where for where in found if not where.startswith("commands/")}
        <= {
            "modules/packing.py",  # writes an archive
            "modules/reading/dropped.py",  # reads one in memory, with bounds; tests/modules/test_dropped.py
            "rights/pack.py",  # writes one
            "documents/paper/word.py",  # sets the clock of the file that it has just made
            "history/files/check_evidence.py",  # runs on somebody else's machine
        }
    )


@pytest.mark.asvs("V1.2.10")
def test_the_only_spreadsheet_that_is_written_is_the_example_of_a_roster() -> None:
    writers = re.compile(r"csv\.(writer|DictWriter)$|openpyxl|xlsxwriter")
    assert {where for where, name, _ in calls() if writers.search(name)} == {
        "modules/roster/columns.py"
    }
    assert not [name for name in imported() if re.search("openpyxl|xlsx|odf", name)]


@pytest.mark.asvs("V5.3.3")
@pytest.mark.parametrize(
    "kind", [tarfile.REGTYPE, tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE]
)
@pytest.mark.parametrize("name", ["../evil", "uploads/../../evil", "/etc/evil"])
def test_a_backup_puts_nothing_outside_its_folder(tmp_path: Path, name: str, kind: bytes) -> None:
    made, inside = tmp_path / "backup.tar", tmp_path / "in" / "side"
    with tarfile.open(made, "w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size, entry.type = 4 if kind == tarfile.REGTYPE else 0, kind
        entry.linkname = "/etc/passwd"
        archive.addfile(entry, BytesIO(b"evil"))
    with pytest.raises(Wrong):
        unpacked(made, inside)
    assert [path for path in tmp_path.rglob("*evil") if not path.is_relative_to(inside)] == []
    assert not Path("/etc/evil").exists()


@pytest.mark.asvs("V11.3.1", "V11.3.2", "V11.4.1", "V11.5.1", "V6.5.3")
def test_no_weak_hash_one_cipher_and_no_chance_that_can_be_guessed() -> None:
    ciphers = re.compile(r"ciphers|fernet|Fernet|nacl|Crypto\b")
    weak = re.compile(r"\b(md5|sha1|DES|TripleDES|ARC4|ECB|PKCS1v15)\b")
    aead = "cryptography.hazmat.primitives.ciphers.aead"  # AES-GCM: nothing passes that was altered
    found = {name for name in imported() if weak.search(name) or ciphers.search(name)}
    assert found == {aead, f"{aead}.AESGCM"}
    assert not [
        (where, name) for where, name, _ in calls() if re.search(r"\b(md5|sha1|crypt)$", name)
    ]
    dice = {
        str(path.relative_to(SOURCE))
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom | ast.Import)
        and "random" in (getattr(node, "module", None), *(one.name for one in node.names))
    }
    assert {where.split("/")[0] for where in dice} <= {"solving"}  # who sits with whom


SCRIPTS = sorted((SOURCE / "web/static/web/js").glob("*.js"))


@pytest.mark.asvs("V3.2.2", "V3.5.5")
@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_our_scripts_put_words_in_as_text_and_listen_to_no_window(path: Path) -> None:
    found = re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
        r"|srcdoc|postMessage|\"message\"|importScripts",
        path.read_text(),
    )
    assert not found


@pytest.mark.asvs("V1.3.9")
def test_counters_are_rows_and_there_is_no_memcache() -> None:
    assert in_force.CACHES.keys() == {"default"}
    assert in_force.CACHES["default"]["BACKEND"] == "pactwork.web.counters.Counters"
    assert not [name for name in imported() if re.search("memcache|redis", name)]
