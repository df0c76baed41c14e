"""Trials of one's own: the section of docs/validation.md, and the long run behind it.

``python -m validation.trials --trials 1000`` runs every cell and keeps the result in
``validation/trial_results.json``; the section shows what is kept beside a quick run of a few cells.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from validation.trial_cells import (
    AS_DONE,
    AVERAGED,
    CELLS,
    DAILY,
    DRAWN,
    METHODS,
    PAIRED,
    SEED,
    SHORT,
    VERDICT,
    Cell,
    CellTally,
    Tally,
    tally,
)
from validation.trial_series import series_text

RESULTS = Path(__file__).with_name("trial_results.json")
QUICK_TRIALS = 60
#: The cells run anew when the page is written: no effect, an effect, and one that carries over.
QUICK = (CELLS[4], CELLS[10], CELLS[13])
_HEADS = {
    AVERAGED: "model, carry-over averaged",
    SHORT: "model, carry-over known short",
    VERDICT: "what is said",
    DRAWN: "randomisation test",
    DAILY: "t-test of days",
    PAIRED: "paired t-test",
    AS_DONE: "model, as done",
}

TEXT = """
## Trials of one's own

Simulated trials of one person, 56 days each, {trials} a cell (seed {seed}): 60 % of the variance
fluctuates with correlation phi from day to day, 40 % is white, one day in ten is missing, the trend
is over the whole trial; sizes are in standard deviations of a day. Each figure is the share of
trials in which an analysis sees an effect (that is its error where there is none, its power where
there is one), then the share of 95 % intervals that hold the truth, then their mean width. "What is
said" is the verdict the person reads: the model with carry-over averaged, silent where the
randomisation test contradicts it. "Known short" is the analysis of strategies whose effect is gone
in hours. The daily t-test is what other trial apps compute. Nothing was tuned on these trials,
except that a verdict needs a probability of 0.975 (0.95 before gave errors near 0.08 in 40 trials
of one cell).
"""
MUSTS = """
Against what was asked: the largest error of the model for phi up to 0.8 is {error:.3f} (at most
0.06 asked) with carry-over averaged and {short_error:.3f} where it is known short; of what is
said {said_error:.3f}. An error over 1,000 trials is itself uncertain by 0.015. Coverage
lies between {low:.3f} and {high:.3f} with carry-over averaged (0.93 to
0.98 asked), with and without a carry-over of 1.5 days. Power at 1 SD with 2 + 2 days is {power:.2f}
averaged (0.80 asked) and {short_power:.2f} where it is known short (0.90 asked). The model known
short and the randomisation test agree in {agree:.0%} of trials, over all cells.
"""
NONE_KEPT = "No long run is kept; `python -m validation.trials --trials 1000` makes it."
QUICK_HEAD = "Run anew with this page, {trials} trials a cell:"


def trials_section(knowledge: Knowledge) -> str:
    """Return the section.

    Raises:
        FileNotFoundError: the series of others are not there.
    """
    kept = read()
    quick = [tally(cell, QUICK_TRIALS, knowledge) for cell in QUICK]
    n = max((t.n for one in kept for t in one.tallies.values()), default=0)
    parts = [TEXT.format(trials=n or QUICK_TRIALS, seed=SEED).strip("\n")]
    parts += [_table(kept), _musts(kept)] if kept else [NONE_KEPT]
    parts += [QUICK_HEAD.format(trials=QUICK_TRIALS), _table(quick), series_text(knowledge)]
    return "\n\n".join(parts)


def read() -> list[CellTally]:
    """Return the long run, nothing where there is none."""
    if not RESULTS.exists():
        return []
    return msgspec.json.decode(RESULTS.read_bytes(), type=list[CellTally])


def cell_name(cell: Cell) -> str:
    """Return a cell in words."""
    said = [f"{cell.pairs} pairs of {cell.block} + {cell.block}", f"phi {cell.phi:g}"]
    said.append(f"effect {cell.size:g}" if cell.size else "no effect")
    if cell.trend:
        said.append(f"trend {cell.trend:g}")
    if cell.half_life_d:
        said.append(f"carry-over {cell.half_life_d:g} d")
    if cell.bad_days_missing:
        said.append("bad days go missing")
    if cell.not_kept:
        said.append("one day in five not as asked")
    return ", ".join(said)


def _shown(found: Tally | None) -> str:
    if found is None:
        return "–"
    if found.covers is None or found.width is None:
        return f"{found.rejects:.3f}"
    return f"{found.rejects:.3f} / {found.covers:.3f} / {found.width:.2f}"


def _table(rows: Sequence[CellTally]) -> str:
    heads = ["trial", *(_HEADS[name] for name in METHODS), "agree"]
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    for one in rows:
        cells = [_shown(one.tallies.get(name)) for name in METHODS]
        lines.append("| " + " | ".join([cell_name(one.cell), *cells, f"{one.agree:.2f}"]) + " |")
    return "\n".join(lines)


def _musts(kept: Sequence[CellTally]) -> str:
    nothing = [one for one in kept if one.cell.size == 0.0]
    as_asked = [one for one in kept if not one.cell.not_kept]
    covers = [one.tallies[AVERAGED].covers or 0.0 for one in as_asked]
    power = [
        one
        for one in as_asked
        if one.cell.size and one.cell.block == 2 and not one.cell.half_life_d
    ]
    if not (nothing and power):
        return ""
    return MUSTS.format(
        error=max(one.tallies[AVERAGED].rejects for one in nothing),
        short_error=max(one.tallies[SHORT].rejects for one in nothing),
        said_error=max(one.tallies[VERDICT].rejects for one in nothing),
        low=min(covers),
        high=max(covers),
        power=min(one.tallies[AVERAGED].rejects for one in power),
        short_power=min(one.tallies[SHORT].rejects for one in power),
        agree=float(np.mean([one.agree for one in kept])),
    ).strip("\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every cell, keeping each as soon as it is done."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=1000)
    trials = parser.parse_args(arguments).trials
    knowledge = load_knowledge()
    done: list[CellTally] = []
    for cell in CELLS:
        done.append(tally(cell, trials, knowledge))
        RESULTS.write_bytes(msgspec.json.format(msgspec.json.encode(done), indent=1) + b"\n")
        print(_table(done[-1:]).splitlines()[-1], flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
