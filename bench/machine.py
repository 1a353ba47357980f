"""What the benches share: a PostgreSQL of their own, servers as they run for real, CPU time, a client."""

import http.client
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "bench.example"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# PostgreSQL --------------------------------------------------------------------------------------


@dataclass
class Cluster:
    """A cluster on the loopback that nobody else uses; gone with the bench."""

    place: Path
    port: int

    def url(self, name: str) -> str:
        return f"postgres://pactwork@127.0.0.1:{self.port}/{name}"

    def create(self, name: str, like: str = "") -> str:
        command = [_tool("createdb"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "pactwork"]
        subprocess.run([*command, *(["-T", like] if like else []), name], check=True)
        return self.url(name)

    @property
    def pid(self) -> int:
        return int((self.place / "db" / "postmaster.pid").read_text().split()[0])


def _tool(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    tool = str(found[-1]) if found else shutil.which(name)
    if tool is None:
        raise SystemExit(f"There is no {name} here. Debian, Ubuntu: apt install postgresql")
    return tool


def _as_owner(*command: str) -> None:
    """PostgreSQL refuses to be run by root."""
    owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*owner, *command], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """As ``.ci/run`` starts it: nothing is asked of the disk, for nothing is to be kept."""
    place, port = Path(tempfile.mkdtemp(prefix="pactwork-bench-")), free_port()
    if os.getuid() == 0:
        os.chown(place, pwd.getpwnam("postgres").pw_uid, -1)
    data = str(place / "db")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place}"
    options += " -c fsync=off -c shared_buffers=512MB -c jit=off"
    try:
        _as_owner(_tool("initdb"), "-D", data, "-U", "pactwork", "--auth=trust", "-E", "UTF8", "-N")
        log = str(place / "log")
        _as_owner(_tool("pg_ctl"), "-D", data, "-w", "-l", log, "-o", options, "start")
        yield Cluster(place, port)
    finally:
        if (place / "db" / "postmaster.pid").exists():
            _as_owner(_tool("pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(place, ignore_errors=True)


# Processes ---------------------------------------------------------------------------------------


@dataclass
class Server:
    """A running web server: where it answers, and what its workers have used."""

    process: "subprocess.Popen[str]"
    port: int
    said: str

    def cpu(self) -> float:
        """Seconds of CPU that the workers have used so far; the arbiter waits, and is left out."""
        return cpu_of(children(self.process.pid))


def children(pid: int) -> list[int]:
    """The processes that one has started, from the kernel's list."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(word) for word in task.read_text().split()]
    return found


def memory_of(pids: list[int]) -> float:
    """Their share of the machine's memory in MB: pages that several processes use count in parts."""
    total = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def cpu_of(pids: list[int]) -> float:
    """Their threads' time on a core, in seconds, to the nanosecond where the kernel counts so."""
    total = 0.0
    for pid in pids:
        for task in Path(f"/proc/{pid}/task").glob("*"):
            try:
                total += int((task / "schedstat").read_text().split()[0]) / 1e9
            except (FileNotFoundError, ProcessLookupError):
                continue  # a thread that has just ended
    return total


def environment(**more: str) -> dict[str, str]:
    """For a program of the bench: this checkout's code, and nothing that was set by chance."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "TMPDIR")}
    return kept | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **more}


def product(data: Path, database: str, port: int = 0) -> dict[str, str]:
    """The environment of Pactwork in production, behind a proxy that speaks TLS."""
    return environment(
        PACTWORK_MODE="production",
        PACTWORK_URL=f"https://{HOST}",
        PACTWORK_DATA=str(data),
        DATABASE_URL=database,
        PORT=str(port),
    )


def run(*words: str, env: Mapping[str, str]) -> str:
    """A Python program to its end; what it printed."""
    done = subprocess.run(
        [sys.executable, *words], env=dict(env), cwd=ROOT, text=True, stdout=subprocess.PIPE
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout}")
    return done.stdout


@contextmanager
def serving(*words: str, env: Mapping[str, str], port: int) -> Iterator[Server]:
    """A web server from its first line of output until the block ends."""
    process = subprocess.Popen(
        [sys.executable, *words], env=dict(env), cwd=ROOT, text=True, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        said = process.stdout.readline().strip()
        if not said or process.poll() is not None:
            raise SystemExit(f"{' '.join(words)} did not start.")
        time.sleep(0.5)  # for the workers
        yield Server(process, port, said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


# A client ----------------------------------------------------------------------------------------


class Browser:
    """One kept connection, as a proxy keeps it; knows nothing but a cookie."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": cookie, "Host": HOST, "X-Forwarded-Proto": "https"}

    def get(self, address: str) -> tuple[int, bytes, float]:
        """Status, body and milliseconds."""
        return self.ask("GET", address)

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, bytes, float]:
        headers = dict(self.headers)
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"https://{HOST}/"
        start = time.perf_counter()
        self.connection.request(method, address, body or None, headers)
        answer = self.connection.getresponse()
        page = answer.read()
        return answer.status, page, 1000 * (time.perf_counter() - start)
