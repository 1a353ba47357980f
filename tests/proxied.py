"""Debian's nginx with the settings that we ship, in front of whatever listens; only places differ."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from pactwork.ground import clock
from tests.programs import free_port

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "deploy" / "nginx.conf"
CADDY = ROOT / "deploy" / "Caddyfile"
NAME = "contracts.example.ac.uk"
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx") or ""
# What Debian's own /etc/nginx/nginx.conf has around a site, in a folder of the test's.
AROUND = """
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 768; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site;
}}
"""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def words(self) -> str:
        return self.body.decode()


@dataclass
class Proxy:
    """Where it listens, and what it wrote."""

    folder: Path
    http: int
    https: int

    def ask(
        self,
        path: str,
        form: bytes | None = None,
        *,
        secure: bool = True,
        host: str = NAME,
        source: str = "127.0.0.1",
        patience: float = 60,
        **headers: str,
    ) -> Answer:
        """One request on a connection of its own."""
        given = {"Host": host, **{name.replace("_", "-"): v for name, v in headers.items()}}
        with self.connected(secure, source, patience) as line:
            line.request("GET" if form is None else "POST", path, form, given)
            said = line.getresponse()
            return Answer(said.status, {k.lower(): v for k, v in said.getheaders()}, said.read())

    @contextmanager
    def connected(self, secure: bool, source: str, patience: float) -> Iterator[HTTPConnection]:
        more: dict[str, Any] = {"timeout": patience, "source_address": (source, 0)}
        line = (
            HTTPSConnection("127.0.0.1", self.https, context=unchecked(), **more)
            if secure
            else HTTPConnection("127.0.0.1", self.http, **more)
        )
        try:
            yield line
        finally:
            line.close()

    def begun(self, words: bytes) -> ssl.SSLSocket:
        """A request of which only so much has come."""
        line = socket.create_connection(("127.0.0.1", self.https), timeout=60)
        wrapped = unchecked().wrap_socket(line, server_hostname=NAME)
        wrapped.sendall(words)
        return wrapped

    @property
    def wrote(self) -> str:
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("*.log"))


def unchecked() -> ssl.SSLContext:
    """The certificate is the test's own; what is looked at is what comes after."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@contextmanager
def nginx(folder: Path, webs: tuple[int, int]) -> Iterator[Proxy]:
    """The shipped file with these ports and this folder in it."""
    proxy = Proxy(folder, free_port(), free_port())
    _certificate(folder)
    site = SHIPPED.read_text()
    for shipped, here in (
        ("127.0.0.1:8000", f"127.0.0.1:{webs[0]}"),
        ("127.0.0.1:8001", f"127.0.0.1:{webs[1]}"),
        ("listen 80 ", f"listen 127.0.0.1:{proxy.http} "),
        ("listen 443 ", f"listen 127.0.0.1:{proxy.https} "),
        (f"/etc/letsencrypt/live/{NAME}/", f"{folder}/"),
        ("/var/cache/nginx-pactwork", f"{folder}/cache"),
        ("/var/log/nginx/", f"{folder}/"),
    ):
        assert shipped in site, shipped
        site = site.replace(shipped, here)
    (folder / "site").write_text(site)
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    with (folder / "said").open("w") as said:
        running = subprocess.Popen(
            [NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stdout=said, stderr=said
        )
    try:
        _wait(proxy, running)
        yield proxy
    finally:
        running.terminate()
        running.wait(timeout=30)


def _wait(proxy: Proxy, running: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", proxy.https), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((proxy.folder / "said").read_text() + proxy.wrote)


def _certificate(folder: Path) -> None:
    key, today = ec.generate_private_key(ec.SECP256R1()), clock.now()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(pem))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, form, plain))
