"""One listening port, and visitors of every kind."""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from cheroot.wsgi import Server

from surefoot.app.serve.certificates import prepare_certificates
from surefoot.app.serve.listener import NoFreePort, is_free, listen, port_of, run_in_thread

BODY_BYTES = 1000
_GREETING = b"hello"


def greet(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    if environ["PATH_INFO"] == "/broken":
        raise RuntimeError("7 of 10 in the left leg")
    body = _GREETING + environ["wsgi.url_scheme"].encode()
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    secure = getattr(request, "param", False)
    certificates = (
        prepare_certificates(tmp_path, [], [ipaddress.ip_address("10.0.0.1")]) if secure else None
    )
    server = listen("127.0.0.1", 0, greet, BODY_BYTES, certificates)
    thread = run_in_thread(server)
    yield server
    server.stop()
    thread.join(timeout=10)
    assert not thread.is_alive()


def ask(server: Server, path: str = "/", **wish: Any) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=10)) as visitor:
        visitor.request(wish.pop("method", "GET"), path, **wish)
        answer = visitor.getresponse()
        return answer.status, answer.read()


def test_it_answers(served: Server) -> None:
    assert ask(served) == (200, b"hellohttp")


def test_a_body_that_is_too_large_is_refused(served: Server) -> None:
    assert ask(served, method="POST", body=b"x" * BODY_BYTES)[0] == 200
    assert ask(served, method="POST", body=b"x" * (BODY_BYTES + 1))[0] == 413


def test_headers_that_are_too_large_are_refused(served: Server) -> None:
    assert ask(served, headers={"X-Much": "x" * 70_000})[0] in (413, 414)


def test_a_mistake_tells_nothing_of_what_it_was_about(
    served: Server, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    status, body = ask(served, "/broken")
    said = body.decode() + "".join(capfd.readouterr()) + caplog.text
    assert status == 500
    assert "RuntimeError" in caplog.text
    assert "left leg" not in said


@pytest.mark.parametrize("served", [True], indirect=True)
def test_https(served: Server, tmp_path: Path) -> None:
    trust = ssl.create_default_context(cafile=str(tmp_path / "tls" / "authority.pem"))
    port = port_of(served)
    with closing(http.client.HTTPSConnection("127.0.0.1", port, context=trust)) as visitor:
        visitor.request("GET", "/")
        assert visitor.getresponse().read() == b"hellohttps"


@pytest.mark.parametrize("served", [True], indirect=True)
def test_old_tls_is_refused(served: Server, tmp_path: Path) -> None:
    old = ssl.create_default_context(cafile=str(tmp_path / "tls" / "authority.pem"))
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match=r"TLSv1_1 is deprecated"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("127.0.0.1", port_of(served)), timeout=10) as plain,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        old.wrap_socket(plain, server_hostname="127.0.0.1")


@pytest.mark.parametrize("served", [False, True], indirect=True)
def test_silent_visitors_stop_nobody(served: Server, tmp_path: Path) -> None:
    """Browsers open connections ahead of need; more of them than there are threads."""
    port = port_of(served)
    with ExitStack() as visitors:
        for _ in range(40):
            visitor = socket.create_connection(("127.0.0.1", port), timeout=5)
            visitors.enter_context(closing(visitor))
        if served.ssl_adapter is None:
            assert ask(served)[0] == 200
            return
        trust = ssl.create_default_context(cafile=str(tmp_path / "tls" / "authority.pem"))
        speaker = http.client.HTTPSConnection("127.0.0.1", port, timeout=5, context=trust)
        visitors.enter_context(closing(speaker))
        speaker.request("GET", "/")
        assert speaker.getresponse().status == 200


@pytest.mark.parametrize("served", [True], indirect=True)
def test_plain_words_on_the_https_port_end_there(served: Server) -> None:
    with socket.create_connection(("127.0.0.1", port_of(served)), timeout=5) as visitor:
        visitor.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"hello" not in visitor.recv(1000)


def test_the_next_free_port_is_taken(served: Server) -> None:
    taken = port_of(served)
    assert not is_free("127.0.0.1", taken)
    other = listen("127.0.0.1", taken, greet, BODY_BYTES)
    try:
        assert taken < port_of(other) < taken + 50
    finally:
        other.stop()


def test_no_free_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surefoot.app.serve.listener.is_free", lambda *_: False)
    with pytest.raises(NoFreePort):
        listen("127.0.0.1", 8765, greet, BODY_BYTES)


def test_an_address_of_another_machine_is_a_problem() -> None:
    with pytest.raises(OSError, match="assign"):
        listen("203.0.113.1", 0, greet, BODY_BYTES)


def test_many_visitors_at_once(served: Server) -> None:
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(served)[0])) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 50
