"""A household on a real server, in a process of its own (run as a module), and the way to it."""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.browser.moved_clock import CLOCK_FILE, follow

PERSON = "anna"
OTHER = "ben"
TOKEN = "a-token-of-a-phone-that-only-tests-know"
_PATIENCE_S = 60.0


@dataclass
class Household:
    """A running server with two people; Anna has a connected phone."""

    home: Path
    hosts: str = ""
    lan: bool = False
    port: int = 0
    doorway: str = ""
    process: subprocess.Popen[str] | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it answers. A name, not a number: browsers take it for a safe origin, too."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Start the server, on the port it had before if it had one."""
        module = [sys.executable, "-m", "tests.browser.household"]
        command = [*module, str(self.home), str(self.port), *(["lan"] if self.lan else [])]
        environment = os.environ | {"PYTHONUNBUFFERED": "1", "SUREFOOT_HOME": str(self.home)}
        environment["SUREFOOT_HOSTS"] = self.hosts
        environment.pop("SUREFOOT_DATABASE", None)
        # In a process of its own: the server must be the first to read Django's settings.
        subprocess.run([*module, "people"], env=environment, check=True)
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines.clear()
        threading.Thread(target=self._collect, args=(self.process,), daemon=True).start()
        self._wait_for_doorway()

    def _collect(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as said:
            for line in said:
                self.lines.append(line)

    def _wait_for_doorway(self) -> None:
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            for line in list(self.lines):
                if "/open/" in line and (not self.lan or self._said("/pair/#")):
                    port, _, path = line.strip().removeprefix("http://127.0.0.1:").partition("/")
                    self.port, self.doorway = int(port), f"http://localhost:{port}/{path}"
                    return
            assert self.process is not None
            assert self.process.poll() is None, "".join(self.lines)
            time.sleep(0.05)
        raise AssertionError("the server printed no address: " + "".join(self.lines))

    def _said(self, part: str) -> bool:
        return any(part in line for line in self.lines)

    def said(self, part: str, but: str = "\0") -> str:
        """Return the first word with this part, without that one, that the server printed."""
        words = " ".join(self.lines).split()
        return next(word for word in words if part in word and but not in word)

    def stop(self) -> int:
        """Ask the server to end, and return its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(timeout=30)

    def kill(self) -> None:
        """End the server as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(timeout=30)

    def ask(
        self, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """Return status and JSON of an API answer, asked with the phone's token."""
        request = urllib.request.Request(self.address + path, data=body)
        for name, value in ({"Authorization": f"Bearer {TOKEN}"} | (headers or {})).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read())


def _prepare_people() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surefoot.app.settings")
    django.setup()
    from surefoot.app.door import HOUSEHOLD
    from surefoot.app.serve.migrate import bring_up_to_date
    from surefoot.app.workspace import workspace
    from surefoot.model.check import utc_now
    from surefoot.model.people import Access, Person, PersonId

    bring_up_to_date()
    store = workspace().store
    if store.people(HOUSEHOLD):
        return
    for name in (PERSON, OTHER):
        person = Person(PersonId(name), name.title(), "DE", utc_now(), height_m=1.68)
        store.add_person(person, HOUSEHOLD)
    owner = Access(PersonId(PERSON), HOUSEHOLD)
    store.pair_device(owner, "Test phone", sha256(TOKEN.encode()).hexdigest())


def _main(home: str, port: str, lan: str = "") -> None:
    if clock := os.environ.get(CLOCK_FILE):
        follow(Path(clock))
    from surefoot.app.serve.run import serve

    serve(port=int(port), lan=bool(lan), home=Path(home))


if __name__ == "__main__":
    if sys.argv[1:] == ["people"]:
        _prepare_people()
    else:
        _main(*sys.argv[1:])
