"""The page with the figures, written from what was measured."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.long_recording import Cost

HEAD = """# Benchmarks

`python3 dev.py bench` writes this page: a made recording from the file to the results, the start of
Python and the reading of the file included. `--peers` runs open libraries that do the same on the
same samples in the same session (installed once into a folder of their own); `--quick` takes one
day instead of seven. Seconds on the clock depend on what else the machine does; seconds of all
processors do so less, so both stand here.
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """What was measured of one recording."""

    days: float
    costs: Sequence[Cost]
    stages: dict[str, dict[str, float]]


def read_stages(file: Path) -> dict[str, dict[str, float]]:
    """Return where the time goes, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.stages", str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def write_page(page: Path, machine: str, commands: Sequence[str], benches: Sequence[Bench]) -> None:
    """Write the page of figures."""
    today = datetime.now(UTC).date()
    parts = [HEAD, f"Measured on {today}: {machine}.\n"]
    if commands:
        rows = "\n".join(commands)
        parts.append(f"## Commands (median of five, seconds)\n\n```text\n{rows}\n```\n")
    parts += [*(_section(bench) for bench in benches), NOTE.lstrip()]
    page.write_text("\n".join(parts), encoding="utf-8")


def _section(bench: Bench) -> str:
    amounts, took = bench.stages["amounts"], bench.stages["took"]
    own = bench.costs[0]
    lines = [
        f"## AX6 at 100 Hz, lower back: days {bench.days:g}\n",
        f"{amounts['megabytes']:.0f} MB, {amounts['samples'] / 1e6:.1f} million samples of six "
        f"channels; movement with its margins in {amounts['movement']:.1%} of the time "
        f"({amounts['windows']:.0f} stretches), walking in {amounts['walking']:.1%} "
        f"({amounts['walks']:.0f} walks).\n",
        "| | s on the clock | s of all processors | most memory, MB | clock, times Surefoot "
        "| processors, times Surefoot |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {cost.name} | {cost.wall_s:.1f} | {cost.cpu_s:.1f} | {cost.peak_mb:.0f} "
        f"| {cost.wall_s / own.wall_s:.1f} | {cost.cpu_s / own.cpu_s:.1f} |"
        for cost in bench.costs
    ]
    lines += ["\nWhere Surefoot's time goes, seconds on the clock in a warm process:\n"]
    lines += [f"- {words}: {took[key]:.2f}" for key, words in _STAGES]
    return "\n".join(lines) + "\n"


NOTE = """
What is near its bound: opening a file and the first pass read every byte three times and are near
the speed of hashing. What is not: the walking methods, some forty filters for each stretch of
movement, take nine tenths of the time and of the processors; they are the next thing to make
quicker. Memory of the first process is told; the two that share the walks hold about as much each.
"""

_STAGES = (
    ("read", "only reading the bytes of the file, the bound of any method"),
    ("index", "opening it: every checksum and clock, and the id of all samples"),
    ("id", "of that the id, SHA-256 of every sample on two threads"),
    ("gate", "the first pass over all samples: where does the person move"),
    ("measure", "everything measured, that pass included"),
)
