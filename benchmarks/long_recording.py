"""Time a long recording from the file to the results, by Surefoot and by its peers."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import PEERS, cache_folder, peer_command
from benchmarks.week import write_table, write_week


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds on the clock, of all processors, and the most memory at once."""

    name: str
    wall_s: float
    cpu_s: float
    peak_mb: float


def made_recording(days: float, data: Path) -> Path:
    """Return an AX6 file of so many days; it is made once and kept in the cache folder."""
    file = cache_folder() / f"{days:g}-days-1.cwa"
    if not file.exists():
        print(f"Making {days:g} days of walks and rest ...", flush=True)
        half = file.with_suffix(".part")
        write_week(half, days, data)
        half.replace(file)
    return file


def time_surefoot(file: Path) -> Cost:
    """Return what ``surefoot measure`` takes, start of Python and reading of the file included."""
    said = ["--placement", "lower-back", "--height-m", "1.7", "--json"]
    return run("Surefoot", [sys.executable, "-m", "surefoot", "measure", str(file), *said])


def time_peers(file: Path) -> list[Cost]:
    """Return what each peer takes for its whole gait pipeline, reading included."""
    table = file.with_suffix(".parquet")
    if not table.exists():
        write_table(file, table)
    return [run(peer.name, peer_command(peer, file, table)) for peer in PEERS]


def run(name: str, command: Sequence[str]) -> Cost:
    """Run a command and return what it took; its words go nowhere.

    Raises:
        RuntimeError: it failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{name} failed: {' '.join(command)}")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(name, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)
