"""The results of long runs, kept beside the code: what was counted, with seeds, facts and day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import sqrt
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from surefoot.course.change import posterior, several, shapes
from surefoot.course.change.facts import Scale, read_facts
from surefoot.knowledge.knowledge import Knowledge
from validation.follow.rows import ROWS, Row
from validation.follow.watch import THRESHOLDS, Facts, Tally

FILE = Path(__file__).with_name("results.json")
#: The seed of the tables, and that of the people a threshold is chosen on.
PROOF_SEED, CHOICE_SEED = 20261121, 777
_NORMAL_95 = 1.959964


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval (Wilson 1927, J Am Stat Assoc 22:209)."""

    hits: int
    n: int

    @property
    def value(self) -> float:
        """The share."""
        return self.hits / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """Its lower and upper end."""
        z, p, n = _NORMAL_95, self.value, self.n
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(middle - half, 0.0), min(middle + half, 1.0)

    def __str__(self) -> str:
        """Two digits, with the interval in brackets."""
        low, high = self.interval
        return f"{self.value:.3f} ({low:.3f} to {high:.3f})"


def facts_for(knowledge: Knowledge) -> Facts:
    """Return the facts of both scales."""
    return {scale: read_facts(knowledge, scale) for scale in Scale}


def fingerprint(facts: Facts) -> int:
    """Return a number that changes when a fact changes on which probabilities rest, or a constant.

    The thresholds from which something is said do not count: every one is tallied.
    """
    constants = (
        (posterior.PHI, posterior.PHI_WEIGHT, posterior.WHITE, posterior.FLUCTUATION),
        (several.TOUCHES, several.LEAST_ALIKE, shapes.RISES_D, shapes.RESIDUALS),
    )
    bare = [
        replace(one, rules=replace(one.rules, different=0.0, real=0.0)) for one in facts.values()
    ]
    return crc32(repr((bare, constants)).encode())


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file holds: tallies by seed and row, other tables, and which facts they rest on."""

    facts: int
    day: str
    tallies: Mapping[tuple[int, str], Tally]
    tables: Mapping[str, Any]

    def of(self, seed: int, row: Row) -> Tally | None:
        """Return the tally of a row, or None."""
        return self.tallies.get((seed, key(row)))


def key(row: Row) -> str:
    """Return the row's name in the file."""
    return f"{row.truth}: {row.name}"


def read(facts: Facts, file: Path = FILE) -> Kept:
    """Return what was kept for these facts; nothing where the facts have changed since."""
    now, today = fingerprint(facts), _today()
    raw = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    if raw.get("facts") != now:
        return Kept(now, today, {}, raw.get("tables", {}))
    tallies = {
        (int(seed), name): _read_tally(one)
        for seed, rows in raw["tallies"].items()
        for name, one in rows.items()
    }
    return Kept(now, raw["day"], tallies, raw.get("tables", {}))


def _read_tally(raw: Mapping[str, Any]) -> Tally:
    return Tally(raw["years"], np.array(raw["spoke"]), np.array(raw["alarms"]))


def write(kept: Kept, file: Path = FILE) -> None:
    """Write the file, whole or not at all."""
    seeds = sorted({seed for seed, _ in kept.tallies})
    lines = {
        str(seed): {name: _raw(kept.tallies[s, name]) for s, name in kept.tallies if s == seed}
        for seed in seeds
    }
    raw = {
        "facts": kept.facts,
        "day": kept.day,
        "thresholds": list(THRESHOLDS),
        "tallies": lines,
        "tables": dict(kept.tables),
    }
    text = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    text = text.replace('"years"', '\n"years"').replace('"tables"', '\n"tables"')
    new = file.with_suffix(".new")
    new.write_text(text + "\n", encoding="utf-8")
    new.replace(file)


def _raw(tally: Tally) -> dict[str, Any]:
    return {
        "years": tally.years,
        "spoke": tally.spoke.tolist(),
        "alarms": tally.alarms.tolist(),
    }


def with_tally(kept: Kept, seed: int, row: Row, tally: Tally) -> Kept:
    """Return what is kept with a row's tally renewed, dated today."""
    tallies = {**kept.tallies, (seed, key(row)): tally}
    return replace(kept, tallies=tallies, day=_today())


def with_table(kept: Kept, name: str, table: Any) -> Kept:
    """Return what is kept with another table, dated today."""
    return replace(kept, tables={**kept.tables, name: table}, day=_today())


def years_of(kept: Kept, seed: int) -> list[int]:
    """Return how many years each row has, in order of the rows."""
    found = (kept.of(seed, row) for row in ROWS)
    return [one.years if one is not None else 0 for one in found]
