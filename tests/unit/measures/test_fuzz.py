"""Whatever a file holds, ``surefoot measure`` says what it shows or why it cannot be read.

``SUREFOOT_FUZZ_SECONDS`` says how long to look (10 by default; ``dev.py prove`` looks longer) and
``SUREFOOT_FUZZ_SEED`` where to begin. No traceback, no hang, no memory without bound.
"""

import collections
import os
import random
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from click.testing import CliRunner, Result

from surefoot.app.cli import main
from surefoot.app.cli.menu import EXIT_BAD_INPUT
from surefoot.model.codes import Placement, Protocol
from tests.unit.measures.broken import (
    Table,
    damaged_file,
    real_files,
    real_tables,
    simulated_tables,
)

#: No file of half a minute may take longer, nor need so much more memory (KiB).
LONGEST_S = 30.0
MOST_KIB = 1 << 20


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError when the block takes longer."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def measure(path: Path, protocol: Protocol, placement: Placement) -> Result:
    words = ["measure", str(path), "--protocol", protocol.value, "--json"]
    if placement is not Placement.UNKNOWN:
        words += ["--placement", placement.value]
    with at_most(LONGEST_S):
        return CliRunner(env={"SUREFOOT_TRACE": "1"}).invoke(main, words)


def outcome(result: Result) -> str:
    """Return "measured", "nothing" or "refused"; anything else fails."""
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.stderr
    if result.exit_code == 0:
        assert "NaN" not in result.stdout
        return "measured" if '"low"' in result.stdout else "nothing"
    assert result.exit_code == EXIT_BAD_INPUT
    assert result.stderr.strip()
    assert "Usage:" not in result.stderr
    assert not result.stdout
    return "refused"


@pytest.fixture(scope="module")
def tables() -> list[Table]:
    return simulated_tables()


def look(seconds: float, tables: list[Table], files: dict[str, bytes], folder: Path) -> set[str]:
    """Measure damaged files for a while; return which outcomes were seen."""
    seed = int(os.environ.get("SUREFOOT_FUZZ_SEED", "0"))
    seen: collections.Counter[str] = collections.Counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        rng = random.Random(seed)
        name, data = damaged_file(rng, tables, files)
        path = folder / name
        path.write_bytes(data)
        protocol, placement = rng.choice(list(Protocol)), rng.choice(list(Placement))
        try:
            seen[outcome(measure(path, protocol, placement))] += 1
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            assert grown < MOST_KIB, f"{grown} KiB more"
        except Exception as error:
            raise AssertionError(f"SUREFOOT_FUZZ_SEED={seed} ({name}, {protocol})") from error
        path.unlink()
        seed += 1
    return set(seen)


def test_damaged_simulated_recordings(tables: list[Table], tmp_path: Path) -> None:
    seconds = float(os.environ.get("SUREFOOT_FUZZ_SECONDS", "10")) / 2
    assert look(seconds, tables, {}, tmp_path) == {"measured", "nothing", "refused"}


def test_damaged_real_recordings(reference_data: Path, tmp_path: Path) -> None:
    seconds = float(os.environ.get("SUREFOOT_FUZZ_SECONDS", "10")) / 2
    tables, files = list(real_tables(reference_data)), real_files(reference_data)
    assert look(seconds, tables, files, tmp_path) == {"measured", "nothing", "refused"}


def test_a_hang_is_noticed() -> None:
    with pytest.raises(TimeoutError), at_most(0.05):
        time.sleep(5.0)


def test_an_error_is_no_outcome() -> None:
    broken = Result(CliRunner(), b"", b"", b"", None, 1, ValueError("shape"), None)
    with pytest.raises(ValueError, match="shape"):
        outcome(broken)
