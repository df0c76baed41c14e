"""Addresses, cookies, the page that hands out the certificate, and which migrations are missing."""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder

from surefoot.app.serve import addresses
from surefoot.app.serve.certificates import prepare_certificates
from surefoot.app.serve.migrate import bring_up_to_date, known_steps, missing_steps
from surefoot.app.serve.secure_cookies import with_secure_cookies
from surefoot.app.serve.trust_page import trust_page


@pytest.mark.parametrize(
    ("address", "at_home"),
    [
        ("192.168.178.20", True),
        ("10.1.2.3", True),
        ("172.31.0.1", True),
        ("172.32.0.1", False),
        ("8.8.8.8", False),
        ("127.0.0.1", False),
        ("fd00::1", True),
        ("2001:db8::1", False),
    ],
)
def test_which_addresses_are_of_a_home(address: str, at_home: bool) -> None:
    assert addresses.is_at_home(ipaddress.ip_address(address)) is at_home


def test_a_machine_without_a_network_has_no_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(socket.socket, "connect", nowhere)
    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    assert addresses.lan_addresses() == ()


@pytest.mark.parametrize(
    ("name", "found"), [("Desk.home.arpa", "desk.local"), ("", "surefoot.local")]
)
def test_the_name_of_this_machine(monkeypatch: pytest.MonkeyPatch, name: str, found: str) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: name)
    assert addresses.host_name() == found


def _cookies(scheme: str, *cookies: str) -> list[str]:
    def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        del environ
        start("200 OK", [("Content-Length", "0"), *(("Set-Cookie", c) for c in cookies)])
        return []

    got: list[tuple[str, str]] = []
    with_secure_cookies(app)({"wsgi.url_scheme": scheme}, lambda _, headers: got.extend(headers))
    return [value for name, value in got if name == "Set-Cookie"]


def test_cookies_are_marked_over_https_only() -> None:
    given = ("a=1; HttpOnly", "secure=2", "b=3; Secure")
    assert _cookies("http", *given) == list(given)
    assert _cookies("https", *given) == ["a=1; HttpOnly; Secure", "secure=2; Secure", "b=3; Secure"]


def _visit(home: Path, path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    page = trust_page(prepare_certificates(home, [], []))
    said: list[Any] = []
    body = page({"PATH_INFO": path, "REQUEST_METHOD": method}, lambda *head: said.extend(head))
    return said[0], dict(said[1]), b"".join(body)


def test_the_helper_page_explains_and_says_the_fingerprint(tmp_path: Path) -> None:
    status, headers, body = _visit(tmp_path, "/")
    assert status == "200 OK"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert prepare_certificates(tmp_path, [], []).fingerprint().encode() in body
    for phone in (b"iPhone", b"Android"):
        assert phone in body


@pytest.mark.parametrize(
    ("path", "method"),
    [("/server.key", "GET"), ("/tls/authority.key", "GET"), ("/", "POST"), ("//", "GET")],
)
def test_the_helper_page_has_nothing_else(tmp_path: Path, path: str, method: str) -> None:
    status, _, body = _visit(tmp_path, path, method)
    assert status == "404 Not Found"
    assert body == b""


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


@pytest.mark.django_db
def test_nothing_is_missing_after_migrating(home: None) -> None:
    assert ("store", "0001_initial") in known_steps()
    assert missing_steps() == frozenset()
    assert bring_up_to_date() is False


@pytest.mark.django_db
def test_a_missing_step_is_seen(home: None) -> None:
    step = sorted(name for app, name in known_steps() if app == "store")[-1]
    MigrationRecorder.Migration.objects.filter(app="store", name=step).delete()
    assert missing_steps() == {("store", step)}
