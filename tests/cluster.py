"""A PostgreSQL cluster of our own for tests: started in a temporary folder, gone afterwards.

    python -m tests.cluster -- COMMAND ...

runs COMMAND with ``SUREFOOT_DATABASE`` naming a database in it. Without PostgreSQL's programs on
the machine it says so and succeeds, or fails when ``CI`` is set.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

#: Names the address of a cluster that is running already, for tests inside ``tests.cluster``.
RUNNING = "SUREFOOT_TEST_CLUSTER"
NONE_FOUND = "PostgreSQL's initdb and postgres are neither on PATH nor under /usr/lib/postgresql"

_START_S = 30.0
_UNPRIVILEGED = ("postgres", "nobody")
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


def find_programs() -> Path | None:
    """Return the folder of ``initdb`` and ``postgres``, the newest version first."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("[0-9]*/bin"), key=lambda p: -float(p.parent.name)
    )
    on_path = shutil.which("initdb")
    candidates = [*installed, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((p for p in candidates if (p / "initdb").exists() and _runs(p / "postgres")), None)


def _runs(program: Path) -> bool:
    return os.access(program, os.X_OK)


@contextmanager
def running_cluster(programs: Path) -> Iterator[str]:
    """Start a cluster that listens on a socket in its own folder only; yield its address."""
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="surefoot-pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        _init(programs, folder, user)
        with _serving(programs, folder, user):
            _create_database(folder)
            yield f"postgresql://surefoot@/surefoot?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> str | None:
    """Return whom to become: PostgreSQL refuses to run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in known)


def _init(programs: Path, folder: Path, user: str | None) -> None:
    data = str(folder / "data")
    options = ["-U", "surefoot", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    subprocess.run(
        [str(programs / "initdb"), "-D", data, *options],
        user=user,
        cwd=folder,
        check=True,
        capture_output=True,
    )


@contextmanager
def _serving(programs: Path, folder: Path, user: str | None) -> Iterator[None]:
    settings = [word for setting in _FAST for word in ("-c", setting)]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    # If we are killed, the server should not outlive us.
    setpriv = shutil.which("setpriv")
    guard = [setpriv, "--pdeathsig", "INT"] if setpriv else []
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [*guard, *command],
            user=user,
            cwd=folder,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        ) as server,
    ):
        try:
            _wait_until_ready(folder, server)
            yield
        finally:
            server.send_signal(2)  # SIGINT: PostgreSQL's fast shutdown
            server.wait(_START_S)


def _wait_until_ready(folder: Path, server: "subprocess.Popen[bytes]") -> None:
    last = time.monotonic() + _START_S
    while True:
        try:
            psycopg.connect(dbname="postgres", user="surefoot", host=str(folder)).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > last:
                raise RuntimeError((folder / "log").read_text(errors="replace")) from None
            time.sleep(0.05)


def _create_database(folder: Path) -> None:
    with psycopg.connect(
        dbname="postgres", user="surefoot", host=str(folder), autocommit=True
    ) as connection:
        connection.execute("CREATE DATABASE surefoot")


def main(arguments: Sequence[str]) -> int:
    """Run the command after ``--`` beside a cluster; return its exit code."""
    if arguments[:1] != ["--"] or len(arguments) < 2:
        sys.stderr.write(__doc__ or "")
        return 2
    programs = find_programs()
    if programs is None:
        sys.stderr.write(f"Skipped: {NONE_FOUND}\n")
        return 1 if os.environ.get("CI") else 0
    with running_cluster(programs) as address:
        environment = os.environ | {"SUREFOOT_DATABASE": address, RUNNING: address}
        return subprocess.call(list(arguments[1:]), env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
