"""``kill -9`` of the server loses nothing it acknowledged and leaves no orphan.

A kill shows the order of writes, not that they reached the disk: what the computer's memory holds
survives a killed process. ``test_blobs`` and ``test_on_disk`` check the flushes.
"""

import hashlib
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from surefoot.model.recording import Recording
from surefoot.readers.phone_capture import MEDIA_TYPE, encode_capture, read_capture
from surefoot.store.blobs import BlobFolder
from surefoot.store.protocol import Store
from tests.unit.store.backends import DjangoBackend, django_backend
from tests.unit.store.make import ANNA, MINE, make_person, make_recording, make_token

KILLS = int(os.environ.get("SUREFOOT_KILLS", "10"))
TOKEN = "the phone's token"
SENDERS = 2
START_S = 60.0


@pytest.fixture
def house(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DjangoBackend]:
    """A house with one person and one paired phone."""
    with (
        django_db_blocker.unblock(),
        django_backend("", tmp_path, "durability") as backend,
    ):
        store = backend.again()
        store.add_person(make_person(MINE), ANNA)
        store.pair_device(MINE, "Phone", make_token(TOKEN))
        yield backend


@contextmanager
def server(home: Path) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """Run the real server on the house; give its port."""
    environment = os.environ | {"SUREFOOT_HOME": str(home), "SUREFOOT_DATABASE": ""}
    command = [sys.executable, "-m", "surefoot", "serve", "--port", "0"]
    with (
        log_of(home).open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command, env=environment, stdout=log, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        try:
            yield _port(log_of(home), process), process
        finally:
            process.kill()


def log_of(home: Path) -> Path:
    return home / "server.log"


def _port(log: Path, process: "subprocess.Popen[str]") -> int:
    last = time.monotonic() + START_S
    while time.monotonic() < last and process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text(encoding="utf-8")):
            return int(found.group(1))
        time.sleep(0.05)
    raise AssertionError("the server did not start:\n" + log.read_text(encoding="utf-8"))


class Phone(threading.Thread):
    """Sends one walk after the other until the server is gone; notes what was acknowledged."""

    def __init__(self, port: int, seed: int, warm: threading.Event) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.random = random.Random(seed)
        self.warm = warm
        self.acknowledged: list[str] = []
        self.refused: list[tuple[int, bytes]] = []

    def run(self) -> None:
        with suppress(OSError, http.client.HTTPException):
            while True:
                self._send(make_walk(self.random))

    def _send(self, recording: Recording) -> None:
        body = encode_capture(recording)
        headers = {
            "Authorization": f"Bearer {TOKEN}",
            "Content-Type": MEDIA_TYPE,
            "X-Content-SHA256": hashlib.sha256(body).hexdigest(),
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_S)
        try:
            connection.request("POST", "/api/recordings", body, headers)
            answer = connection.getresponse()
            said = answer.read()
        finally:
            connection.close()
        if answer.status == 201:
            self.acknowledged.append(recording.id)
            self.warm.set()
        else:
            self.refused.append((answer.status, said))
            raise http.client.HTTPException


def make_walk(chance: random.Random) -> Recording:
    """Return a recording of any length as a phone would send it."""
    drawn = make_recording(chance.getrandbits(32), n_samples=chance.choice([1_000, 5_000, 50_000]))
    return read_capture(encode_capture(drawn))


def kill_while_phones_send(home: Path, chance: random.Random) -> list[str]:
    """Start the server, let phones send, kill it at any moment; return what was acknowledged."""
    with server(home) as (port, process):
        warm = threading.Event()
        phones = [Phone(port, chance.getrandbits(32), warm) for _ in range(SENDERS)]
        for phone in phones:
            phone.start()
        # Mostly among many uploads; sometimes while the server still warms up for the first.
        warm.wait(START_S if chance.random() < 0.8 else chance.uniform(0.0, 2.0))
        time.sleep(chance.uniform(0.0, 0.4))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for phone in phones:
            phone.join(START_S)
        refused = [answer for phone in phones for answer in phone.refused]
        assert not refused, f"{refused[:2]}\n{log_of(home).read_text(encoding='utf-8')[-5000:]}"
    return [recording for phone in phones for recording in phone.acknowledged]


def check_nothing_is_lost(store: Store, blobs: BlobFolder, acknowledged: set[str]) -> None:
    kept = {walk.recording for walk in store.walks(MINE)}
    assert acknowledged <= kept
    assert all(blobs.is_sound(recording) for recording in kept)


def check_no_orphan(store: Store, blobs: BlobFolder) -> None:
    kept = {f"{walk.recording}.parquet" for walk in store.walks(MINE)}
    assert {file.name for file in blobs.path.iterdir()} == kept


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_server_loses_nothing_it_acknowledged(
    house: DjangoBackend, tmp_path: Path
) -> None:
    store, chance = house.again(), random.Random(11)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        acknowledged |= set(kill_while_phones_send(tmp_path, chance))
        check_nothing_is_lost(store, house.blobs, acknowledged)
    assert len(acknowledged) >= KILLS, "too little was acknowledged to test anything"
    with server(tmp_path):
        check_nothing_is_lost(store, house.blobs, acknowledged)
        check_no_orphan(store, house.blobs)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_restart_sweeps_what_a_kill_left(house: DjangoBackend, tmp_path: Path) -> None:
    orphan = make_recording(99)
    house.blobs.write(orphan)
    (house.blobs.path / f"{orphan.id}.0123.part").write_bytes(b"half")
    with server(tmp_path):
        check_no_orphan(house.again(), house.blobs)
