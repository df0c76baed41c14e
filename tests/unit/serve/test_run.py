"""The whole server as a process: its address, its end and its log.

What a kill leaves behind is in ``tests/house/test_durability.py``.
"""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from surefoot.readers.phone_capture import MEDIA_TYPE
from tests.browser.household import TOKEN, Household
from tests.unit.readers.make import capture_bytes

_ANALYSES = "SELECT count(*) FROM store_noun WHERE kind = 'analysis' AND current"


@pytest.fixture
def household(tmp_path: Path) -> Iterator[Household]:
    made = Household(tmp_path / "home")
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def test_the_address_opens_the_door_once(household: Household) -> None:
    household.start()
    where = household.doorway.removeprefix(household.address)
    for status in (302, 403):
        with closing(http.client.HTTPConnection("127.0.0.1", household.port)) as browser:
            browser.request("GET", where)
            assert browser.getresponse().status == status
    assert household.stop() == 0
    assert "Surefoot has stopped" in "".join(household.lines)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_every_polite_end_is_clean(household: Household, name: str) -> None:
    household.start()
    assert household.process is not None
    household.process.send_signal(getattr(signal, name))
    assert household.process.wait(timeout=30) == 0
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", household.port))


def test_a_taken_port_is_said_and_another_used(household: Household) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = household.port = other.getsockname()[1]
        household.start()
        assert household.port != taken
        assert f"Port {taken} is in use" in "".join(household.lines)


def test_a_start_measures_what_was_kept_and_not_measured(household: Household) -> None:
    household.start()
    body = capture_bytes(seconds=30.0)
    told = {"X-Content-SHA256": sha256(body).hexdigest(), "Content-Type": MEDIA_TYPE}
    status, _ = household.ask("/api/recordings", body, told)
    assert status == 201
    household.stop()
    with closing(sqlite3.connect(household.home / "surefoot.sqlite3")) as database:
        assert database.execute(_ANALYSES).fetchone() == (1,)
        database.execute("DELETE FROM store_noun WHERE kind IN ('analysis', 'measurement')")
        database.commit()
        household.start()
        end = time.monotonic() + 60
        while database.execute(_ANALYSES).fetchone() == (0,) and time.monotonic() < end:
            time.sleep(0.1)
        assert database.execute(_ANALYSES).fetchone() == (1,)


def test_the_command_line_starts_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "surefoot", "serve", "--port", "0"]
    environment = os.environ | {"SUREFOOT_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    environment.pop("SUREFOOT_DATABASE", None)
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(3)]
        process.terminate()
        process.stdout.read()
    assert any("http://127.0.0.1:" in line and "/open/" in line for line in said)


def test_the_log_holds_no_token_and_no_value(household: Household) -> None:
    household.start()
    paths = ("/api/recordings/0123456789", "/people/anna-secret/walks/7/", "/open/guessed-token/")
    for path, token in ((path, token) for path in paths for token in (TOKEN, "wrong-token")):
        with closing(http.client.HTTPConnection("127.0.0.1", household.port)) as visitor:
            visitor.request("GET", path, headers={"Authorization": f"Bearer {token}"})
            assert visitor.getresponse().status in (401, 403, 404)
    household.stop()
    log = "".join(line for line in household.lines if "/open/" not in line or "http://" not in line)
    assert "404" in log, "it does log"
    for private in (TOKEN, "wrong-token", "guessed-token", "anna-secret", "0123456789"):
        assert private not in log
