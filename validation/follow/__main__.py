"""Follow many made-up years and keep the counts: ``python -m validation.follow --years 1000``.

It goes on where it stopped; ``--only`` names rows by a part of their name; ``--seed`` draws other
people, for choosing a threshold. Other tables: ``calibration``, ``rules``, ``exactness``.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from surefoot.knowledge.load import load_knowledge
from validation.follow.calibration import calibration_table
from validation.follow.results import (
    PROOF_SEED,
    Kept,
    facts_for,
    read,
    with_table,
    with_tally,
    write,
)
from validation.follow.rows import ROWS, Row
from validation.follow.rules import rules_table
from validation.follow.watch import Tally, nobody, tally

AT_ONCE = 25
TABLES: dict[str, Callable[[int], object]] = {
    "calibration": calibration_table,
    "rules": rules_table,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run what was asked."""
    parser = argparse.ArgumentParser(prog="python -m validation.follow", description=__doc__)
    parser.add_argument("tables", nargs="*", choices=[*TABLES, []], help="these, and no rows")
    parser.add_argument("--years", type=int, default=1000, help="years a row is to have")
    parser.add_argument("--only", default="", help="rows whose name holds this")
    parser.add_argument("--main", action="store_true", help="rows of the musts and goals alone")
    parser.add_argument("--seed", type=int, default=PROOF_SEED)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args(words)
    for name in asked.tables:
        table = TABLES[name](asked.years)
        write(with_table(read(facts_for(load_knowledge())), name, table))
    if not asked.tables:
        rows = [row for row in ROWS if asked.only in row.name and (row.main or not asked.main)]
        _run_rows(rows, asked.years, asked.seed, asked.processes)
    return 0


def _run_rows(rows: Sequence[Row], years: int, seed: int, processes: int) -> None:
    kept = read(facts_for(load_knowledge()))
    with ProcessPoolExecutor(processes) as pool:
        jobs = list(_missing(kept, rows, years, seed))
        for (row, _), part in zip(jobs, pool.map(_one_job, jobs_with(seed, jobs)), strict=True):
            # Read anew: another run may have kept something meanwhile.
            kept = read(facts_for(load_knowledge()))
            before = kept.of(seed, row)
            total = part if before is None else before + part
            write(with_tally(kept, seed, row, total))
            print(f"{row.truth}: {row.name}: {total.years} years", flush=True)


def _missing(kept: Kept, rows: Sequence[Row], years: int, seed: int) -> Iterator[tuple[Row, range]]:
    """Yield rows and the people still to be followed, the first of every row first."""
    done = {row.name + row.truth: (kept.of(seed, row) or nobody(row)).years for row in rows}
    for start in range(0, years, AT_ONCE):
        for row in rows:
            people = range(max(start, done[row.name + row.truth]), min(start + AT_ONCE, years))
            if people:
                yield row, people


def jobs_with(seed: int, jobs: Sequence[tuple[Row, range]]) -> list[tuple[int, int, range]]:
    """Return what a process is told: the seed, the row's place, and the people."""
    return [(seed, list(ROWS).index(row), people) for row, people in jobs]


def _one_job(job: tuple[int, int, range]) -> Tally:
    seed, place, people = job
    return tally(ROWS[place], facts_for(load_knowledge()), seed, people)


if __name__ == "__main__":
    sys.exit(main())
