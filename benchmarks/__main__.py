"""Print the median of five runs of each command after one warm-up, and the machine."""

import argparse
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.document import Bench, read_stages, write_page
from benchmarks.explaining import time_explaining
from benchmarks.following import time_following
from benchmarks.long_recording import made_recording, time_peers, time_surefoot

RUNS = 5
ROOT = Path(__file__).resolve().parent.parent
WALK = "mobgap_tvs/MS_001_Test11_Trial1"


def main() -> int:
    """Time each command and a long recording; what needs reference data is left out without it."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one day instead of seven")
    parser.add_argument("--peers", action="store_true", help="run other open libraries, too")
    parser.add_argument("--only-long", action="store_true", help="no single commands")
    wanted = parser.parse_args()
    machine = describe_machine()
    print(machine)
    rows = [] if wanted.only_long else time_commands()
    benches = time_long([1.0] if wanted.quick else [1.0, 7.0], wanted.peers)
    write_page(ROOT / "docs" / "benchmarks.md", machine, rows, benches)
    return 0


def time_commands() -> list[str]:
    """Return a row for each command that people wait for."""
    rows = [show(f"{'command':<58}{'median s':>10}{'min':>8}{'max':>8}")]
    for name, command in list_commands():
        rows.append(show_row(name, [run_once(command) for _ in range(RUNS + 1)][1:]))
    rows += [show_row(name, seconds) for name, seconds in time_explaining(RUNS).items()]
    rows += [show_row(name, seconds) for name, seconds in time_following(RUNS).items()]
    with tempfile.TemporaryDirectory() as home:
        starts = [start_server(Path(home)) for _ in range(RUNS + 1)][1:]
    printed = [start.printed_s for start in starts]
    rows.append(show_row("dev.py run: until the address is printed", printed))
    first = [start.page_s for start in starts]
    return [*rows, show_row("dev.py run: until the first page is there", first)]


def time_long(days: Sequence[float], peers: bool) -> list[Bench]:
    """Return what recordings of so many days take; none without reference data."""
    if not (reference_data() / "mobgap_tvs").is_dir():
        return []
    benches = []
    for length in days:
        file = made_recording(length, reference_data())
        time_surefoot(file)  # once for the compiler's and the disk's caches
        costs = [time_surefoot(file), *(time_peers(file) if peers else [])]
        for cost in costs:
            show(
                f"{length:g} days, {cost.name}: {cost.wall_s:.1f} s, "
                f"processors {cost.cpu_s:.1f} s, {cost.peak_mb:.0f} MB"
            )
        benches.append(Bench(length, costs, read_stages(file)))
    return benches


def show(row: str) -> str:
    """Print a row and return it."""
    print(row, flush=True)
    return row


def show_row(name: str, times: Sequence[float]) -> str:
    """Print and return median, least and most of some times in seconds."""
    return show(f"{name:<58}{statistics.median(times):>10.3f}{min(times):>8.3f}{max(times):>8.3f}")


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


def run_once(command: Sequence[str]) -> float:
    """Return wall seconds of one run."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


@dataclass(frozen=True)
class Start:
    """Seconds from the command to its printed address, and to the first page."""

    printed_s: float
    page_s: float


def start_server(home: Path) -> Start:
    """Start Surefoot as a person does, open its first page, and stop it."""
    command = [sys.executable, str(ROOT / "dev.py"), "run", "--", "serve", "--port", "0"]
    environment = os.environ | {"SUREFOOT_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    start = time.perf_counter()
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        address = next(word for word in words(server.stdout) if "/open/" in word)
        printed = time.perf_counter() - start
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        browser.open(address).read()
        return Start(printed, time.perf_counter() - start)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def words(lines: Iterable[str] | None) -> Iterator[str]:
    """Yield the words that are printed."""
    for line in lines or ():
        yield from line.split()


if __name__ == "__main__":
    sys.exit(main())
