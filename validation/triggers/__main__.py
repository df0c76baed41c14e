"""Draw all rows anew: ``python -m validation.triggers --people 300``."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from surefoot.knowledge.load import load_knowledge
from validation.triggers.run import SEED, Results, Row, run_row
from validation.triggers.worlds import ROWS

RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    """Run every row and keep it as soon as it is there; a row that is there already is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--rows", type=int, nargs="*", default=list(range(len(ROWS))))
    said = parser.parse_args()
    knowledge = load_knowledge()
    for place in said.rows:
        row = run_row(place, said.people, knowledge)
        keep(row)
        print(
            place, row.world, {rule: count.false for rule, count in row.rules.items()}, flush=True
        )
    return 0


def keep(row: Row) -> None:
    """Write a row into the file of results, in the order of the table."""
    known = list(load().rows) if RESULTS.exists() else []
    worlds = {one.world: one for one in [*known, row]}
    rows = tuple(worlds[world] for world in ROWS if world in worlds)
    results = Results(SEED, f"{datetime.now(UTC):%Y-%m-%d}", rows)
    text = msgspec.json.format(msgspec.json.encode(results), indent=1)
    RESULTS.write_bytes(text + b"\n")


def load() -> Results:
    """Return the results that are kept."""
    return msgspec.json.decode(RESULTS.read_bytes(), type=Results)


if __name__ == "__main__":
    sys.exit(main())
