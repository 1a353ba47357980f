"""What `deploy/` says is what the program knows: commands, variables, limits, places."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.urls import get_resolver

from pactwork import cli
from pactwork.commands.patience import MOST_BYTES
from pactwork.files import scans
from pactwork.web.scrub import scrub
from tools.diagrams import patterns

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if one["image"] == "pactwork"}
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
READ = re.compile(r"""(?:os\.environ\.get|os\.environ|words|number)[(\[]\s*"([A-Z][A-Z_]+)\"""")
DOCS = ROOT / "docs" / "how-to"
FOR_PROXIES = {"PACTWORK_NAME", "PACTWORK_WEB"}
INSIDE = {"PACTWORK_MODE", "PACTWORK_DEBUG", "DJANGO_SETTINGS_MODULE"}  # for developers


def known() -> set[str]:
    """Every variable that the program reads."""
    sources = (path.read_text() for path in (ROOT / "src").rglob("*.py"))
    return {name for source in sources for name in READ.findall(source)}


def told(where: str) -> set[str]:
    return set(re.findall(r"\b(?:PACTWORK_[A-Z_]+|DATABASE_URL|WEB_CONCURRENCY)\b", where))


def understood(words: list[str]) -> None:
    """As it would be typed: the program takes it."""
    assert words[0].rpartition("/")[2] == "pactwork", words
    cli.parser().parse_args(words[1:])


def test_the_program_reads_variables() -> None:
    assert {
        "PACTWORK_URL",
        "DATABASE_URL",
        "PORT",
        "WEB_CONCURRENCY",
        "PACTWORK_PROXIES",
    } <= known()


def test_every_variable_is_told_of_and_no_other() -> None:
    guide = "".join(path.read_text() for path in DOCS.glob("*.md"))
    assert known() - INSIDE - told(guide) - {"PORT", "DJANGO_SETTINGS_MODULE"} == set()
    assert told(guide) - known() - FOR_PROXIES == set()


@pytest.mark.parametrize("name", OURS)
def test_a_service_runs_a_command_that_is_there_with_variables_that_are_read(name: str) -> None:
    service = OURS[name]
    assert set(service["environment"]) <= known()
    command = service["command"]
    if command[0] != "sh":
        understood(command)
        return
    for part in re.sub(r"\$\$\([^)]*\)", "now", command[-1]).split("&&"):
        understood(part.split())


def test_the_whole_comes_up_in_order() -> None:
    """What needs a thing is started after it; two answer, one works, one hands on."""
    commands = [service["command"][1] for service in OURS.values()]
    assert sorted(commands) == sorted(["migrate", "serve", "serve", "work", "-c"])
    assert {"proxy", "db", "mail", "scanner"} == set(SERVICES) - set(OURS)
    for name, service in SERVICES.items():
        for other in service.get("depends_on", {}):
            assert other in SERVICES, name
    for name in ("web-1", "web-2", "work"):
        wanted = {"migrate": {"condition": "service_completed_successfully"}}
        assert OURS[name]["depends_on"] == wanted
    assert SERVICES["proxy"]["environment"]["PACTWORK_WEB"] == "web-1:8000 web-2:8000"
    assert [name for name, one in SERVICES.items() for port in one.get("ports", []) if "80" in port]
    volumes = [v.split(":")[0] for one in SERVICES.values() for v in one.get("volumes", [])]
    assert {v for v in volumes if not v.startswith(".")} == set(COMPOSE["volumes"])
    assert (DEPLOY / "Caddyfile").exists()


@pytest.mark.asvs("V13.2.2")
@pytest.mark.parametrize("name", OURS)
def test_a_service_of_ours_can_do_no_more_than_it_must(name: str) -> None:
    service = OURS[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "ports" not in service


def test_whatever_compose_asks_for_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text()))
    example = (DEPLOY / ".env.example").read_text()
    assert {name for name in asked if name not in example} == set()
    must = set(re.findall(r"\$\{([A-Z_]+):\?", (DEPLOY / "compose.yaml").read_text()))
    assert must == set(re.findall(r"(?m)^([A-Z_]+)=.", example))


def test_every_setting_of_the_guide_reaches_what_runs_in_containers() -> None:
    ours = [
        one for one in COMPOSE["services"].values() if one.get("command", [""])[0] == "pactwork"
    ]
    assert len(ours) > 3
    assert {one["env_file"] for one in ours} == {".env"}


def test_the_image_holds_what_runs_it_and_no_tools_for_tests() -> None:
    written = (DEPLOY / "Dockerfile").read_text()
    assert "--require-hashes -r requirements.lock" in written
    assert "requirements-dev" not in written
    assert "USER pactwork" in written
    server = re.search(r"postgres:(\d+)", (DEPLOY / "compose.yaml").read_text())
    client = re.search(r"postgresql-client-(\d+)", written)
    assert server
    assert client
    assert int(client[1]) >= int(server[1])


def test_the_proxies_take_every_file_that_we_take_and_little_more() -> None:
    for name in ("nginx.conf", "Caddyfile"):
        text = (DEPLOY / name).read_text()
        found = re.search(r"(?:client_max_body_size |max_size )(\d+)(?:m;|MB)", text)
        assert found
        assert scans.MOST_BYTES < int(found[1]) * 1_000_000 < MOST_BYTES


HARD = {
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "NoNewPrivileges": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "UMask": "0077",
    "StateDirectoryMode": "0700",
    "CapabilityBoundingSet": "",
    "User": "pactwork",
}


@pytest.mark.asvs("V13.2.2")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_hardened_and_starts_commands_that_are_there(unit: Path) -> None:
    lines = dict(re.findall(r"(?m)^(\w+)=(.*)$", unit.read_text()))
    assert {name: lines.get(name) for name in HARD} == HARD
    for command in re.findall(r"(?m)^ExecStart=(.*)$", unit.read_text()):
        inner = re.search(r"sh -c 'exec (.*)'", command)
        understood(re.sub(r"\$\$\([^)]*\)", "now", inner[1] if inner else command).split())


def test_the_environment_of_the_units_is_read() -> None:
    lines = (DEPLOY / "systemd" / "environment.example").read_text()
    assert set(re.findall(r"(?m)^(?:# )?([A-Z_]+)=", lines)) <= known()


SHELLS = [shell for shell in ("dash", "bash") if shutil.which(shell)]
RUNUSER = """#!/bin/sh
env -0 > "$0.seen"
echo "$@"
"""
# A line of /etc/pactwork/environment, and what systemd (man systemd.exec, EnvironmentFile=) makes of it.
TAKEN = {
    "PACTWORK_MAIL=smtp://user:pa$word@mail.example:587": "smtp://user:pa$word@mail.example:587",
    'PACTWORK_MAIL="smtp://user:pa$word@mail.example"': "smtp://user:pa$word@mail.example",
    "PACTWORK_MAIL='smtp://user:p$$x@mail.example'": "smtp://user:p$$x@mail.example",
    "PACTWORK_MAIL=smtp://user:p$$x@mail.example": "smtp://user:p$$x@mail.example",
    "PACTWORK_MAIL=smtp://user:$(id)`id`@mail.example": "smtp://user:$(id)`id`@mail.example",
    'PACTWORK_MAIL="smtp://user:$(id)`id`${HOME}@mail.example"': (
        "smtp://user:$(id)`id`${HOME}@mail.example"
    ),
    "PACTWORK_MAIL=smtp://u:a;b&c|d#e!f*g?h(i)<j>~@mail.example": (
        "smtp://u:a;b&c|d#e!f*g?h(i)<j>~@mail.example"
    ),
    "PACTWORK_MAIL=smtp://u:it'sa\"quote@mail.example": "smtp://u:it'sa\"quote@mail.example",
    "PACTWORK_MAIL='a \"b\" c'": 'a "b" c',
    'PACTWORK_MAIL="it\'s"': "it's",
    "PACTWORK_MAIL=Midshire University <c@example.ac.uk>": "Midshire University <c@example.ac.uk>",
    "PACTWORK_MAIL=two  blanks   ": "two  blanks",
    "  PACTWORK_MAIL=in from the edge": "in from the edge",
    'PACTWORK_MAIL=" at both ends "': " at both ends ",
    "PACTWORK_MAIL=a=b=c": "a=b=c",
    "PACTWORK_MAIL=": "",
    'PACTWORK_MAIL=""': "",
    "PACTWORK_MAIL=Åbo": "Åbo",
    "PACTWORK_MAIL=dos\r": "dos",
}
REFUSED = [
    "PACTWORK_MAIL=back\\slash",
    'PACTWORK_MAIL="an \\"escape\\""',
    'PACTWORK_MAIL="a"b"',
    "PACTWORK_MAIL='a'b'",
    'PACTWORK_MAIL="not closed',
    "PACTWORK_MAIL='",
    "PACTWORK_MAIL='a' b",
    "PACTWORK_MAIL= a",
    "PACTWORK MAIL=a",
    "PACTWORK_MAIL =a",
    "export PACTWORK_MAIL=a",
    "PACTWORK_MAIL",
    "$(touch here)=a",
]


def typed(shell: str, line: str, folder: Path) -> tuple[subprocess.CompletedProcess[str], Path]:
    """`pactwork doctor "two words"`, with a file of this line, and what would become another user."""
    kept, runuser, script = folder / "environment", folder / "runuser", folder / "pactwork"
    kept.write_text(f"# for all\n\n; too\nPACTWORK_PROXIES=1\n{line}\nPORT=8001", newline="")
    runuser.write_text(RUNUSER)
    runuser.chmod(0o755)
    written = (DEPLOY / "systemd" / "pactwork").read_text()
    script.write_text(written.replace("/etc/pactwork/environment", str(kept)))
    done = subprocess.run(
        [shutil.which(shell) or shell, str(script), "doctor", "two words"],
        env={"PATH": f"{folder}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    return done, folder / "runuser.seen"


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", TAKEN)
def test_commands_read_the_settings_as_the_services_do(
    shell: str, line: str, tmp_path: Path
) -> None:
    done, seen = typed(shell, line, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "-u pactwork -- /opt/pactwork/bin/pactwork doctor two words\n"
    found = dict(one.split("=", 1) for one in seen.read_text().split("\0") if one)
    assert found["PACTWORK_MAIL"] == TAKEN[line]
    assert (found["PACTWORK_PROXIES"], found["PORT"]) == ("1", "8001")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", REFUSED)
def test_what_the_two_would_read_otherwise_is_refused(
    shell: str, line: str, tmp_path: Path
) -> None:
    done, seen = typed(shell, line, tmp_path)
    assert done.returncode == 1
    assert "is not as it has to be" in done.stderr
    value = line.partition("=")[2]
    assert len(value) < 3 or value not in done.stderr  # it may be a password
    assert not seen.exists()
    assert not Path("here").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_example_is_taken_as_it_stands(shell: str, tmp_path: Path) -> None:
    example = (DEPLOY / "systemd" / "environment.example").read_text()
    done, seen = typed(shell, example.replace("# DATABASE_URL", "DATABASE_URL"), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = dict(one.split("=", 1) for one in seen.read_text().split("\0") if one)
    assert found["PACTWORK_FROM"] == "Midshire University <contracts@example.ac.uk>"
    assert found["DATABASE_URL"] == "postgres:///pactwork?host=/run/postgresql"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for unit in (DEPLOY / "systemd").iterdir():
        text = unit.read_text().replace("/opt/pactwork/bin/pactwork", shutil.which("true") or "")
        (tmp_path / unit.name).write_text(text)
    units = [str(path) for path in tmp_path.iterdir() if path.suffix in (".service", ".timer")]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy is not installed here")
def test_caddy_takes_its_file() -> None:
    words = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_door_with_a_secret_in_its_address_is_logged_whole() -> None:
    """Every address that has a ref and what opens it: nginx's log and our own leave the latter out."""
    written = (DEPLOY / "nginx.conf").read_text()
    [masked] = re.findall(r'"~\^\(\?<kept>(.*?)\)\\\."', written)
    doors = {route.split("<")[0] for route, _ in patterns(get_resolver()) if ">.<" in route}
    assert doors >= {"plan/", "guest/", "sign-in/by/"}
    for door in doors:
        assert re.match(masked, f"/{door}bcdfg.SECRET/"), door
        assert "SECRET" not in scrub(f"GET /{door}bcdfg.SECRET/")


def test_nothing_that_an_earlier_version_left_is_installed_again() -> None:
    done = subprocess.run(
        ["make", "-n", "install", "TO=/opt/pactwork"], cwd=ROOT, capture_output=True, text=True
    )
    steps = [line for line in done.stdout.splitlines() if "build" in line or line.endswith(" .")]
    assert steps[0].split()[:3] == ["rm", "-rf", "build"]
    assert steps[1].endswith("--no-deps .")


GUIDES = ("administrator.md", "keeping-it-safe.md")
# Of a command, what names a file that it reads or writes.
FILES = re.compile(r"[\w./$-]*\.(?:tar|zip|txt|jsonl|csv|yaml)(?:\.gz)?\b|(?<= )[\w-]+/(?= |$)")


def commands() -> list[str]:
    """Every line of a guide that begins with the program's name."""
    blocks = [
        block
        for guide in GUIDES
        for block in re.findall(r"(?s)```\n(.*?)```", (DOCS / guide).read_text())
    ]
    lines = [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [part for line in lines for part in line.split(" && ") if part.startswith("pactwork ")]


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_a_command_of_the_guides_is_taken_and_names_files_by_their_whole_path(command: str) -> None:
    understood(shlex.split(command))
    named = FILES.findall(re.sub(r'"[^"]*"', lambda found: found[0].replace(" ", "_"), command))
    assert [name for name in named if not name.startswith(("/", "$PWD"))] == []


def test_the_guides_have_no_chapter_without_words() -> None:
    for guide in DOCS.glob("*.md"):
        assert not re.search(r"(?m)^#+ [^\n]*\n+(?=#|\Z)", guide.read_text()), guide.name
