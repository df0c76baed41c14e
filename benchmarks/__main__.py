"""Print the median of five runs of each command after one warm-up, and the machine."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

RUNS = 5
ROOT = Path(__file__).resolve().parent.parent
WALK = "mobgap_tvs/MS_001_Test11_Trial1"


def main() -> int:
    """Time each command; a command that needs reference data is left out when there is none."""
    print(describe_machine())
    print(f"{'command':<58}{'median s':>10}{'min':>8}{'max':>8}")
    for name, command in list_commands():
        times = time_command(command)
        low, high = min(times), max(times)
        print(f"{name:<58}{statistics.median(times):>10.3f}{low:>8.3f}{high:>8.3f}")
    return 0


def describe_machine() -> str:
    """Return one line on processor, cores, load and Python."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    busy = "idle" if load < 0.5 else f"busy, load {load:.1f}"
    python = platform.python_version()
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {busy}, Python {python}"
    )


def list_commands() -> list[tuple[str, list[str]]]:
    """Return what to time: a name and the command."""
    surefoot = [sys.executable, "-m", "surefoot"]
    commands = [("surefoot --help", [*surefoot, "--help"])]
    walk = reference_data() / WALK
    if walk.is_dir():
        commands.append(
            (f"surefoot measure {walk.name} --json", [*surefoot, "measure", str(walk), "--json"])
        )
    else:
        print("Reference recordings are absent: set SUREFOOT_REFERENCE_DATA to time a real walk.")
    return commands


def reference_data() -> Path:
    """Return the folder of the reference recordings."""
    return Path(os.environ.get("SUREFOOT_REFERENCE_DATA", ROOT.parent / "shared" / "data"))


def time_command(command: Sequence[str]) -> list[float]:
    """Return wall seconds of ``RUNS`` runs after one that warms the caches."""
    return [run_once(command) for _ in range(RUNS + 1)][1:]


def run_once(command: Sequence[str]) -> float:
    """Return wall seconds of one run."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
