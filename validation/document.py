"""The page docs/validation.md: tables, how each number is computed, and what each set is."""

from collections.abc import Sequence

import numpy as np

from surefoot.model.codes import Measure
from validation.cases import WIDE_S, Score
from validation.summary import STATISTICS, bootstrap, mean_signed, summed

DIGITS = {
    "bout F1": 2,
    "contact F1 ±0.25 s": 2,
    "contact F1 ±0.10 s": 2,
    "stride length error (m)": 3,
    "speed error (m/s)": 3,
    "cadence error (steps/min)": 1,
    "coverage": 2,
}

HELD = {
    Measure.STRIDE_LENGTH: "stride length",
    Measure.WALKING_SPEED: "speed",
    Measure.CADENCE: "cadence",
}


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _cell(scores: Sequence[Score], name: str, interval: bool) -> str:
    statistic, digits = STATISTICS[name], DIGITS[name]
    text = _number(statistic(scores), digits)
    bounds = bootstrap(scores, statistic) if interval else None
    if bounds is None:
        return text
    return f"{text} ({_number(bounds[0], digits)} to {_number(bounds[1], digits)})"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def table(rows: Sequence[tuple[str, Sequence[Score], bool]], names: Sequence[str]) -> str:
    """Return a table: one row for each (name, scores, whether to give an interval)."""
    lines = [
        _row(["", "recordings", "bouts", *names]),
        _row(["---"] * (len(names) + 3)),
    ]
    for name, scores, interval in rows:
        bouts = sum(score.n_bouts for score in scores)
        cells = [_cell(scores, statistic, interval) for statistic in names]
        lines.append(_row([name, str(len(scores)), str(bouts), *cells]))
    return "\n".join(lines)


def feet_line(scores: Sequence[Score]) -> str:
    """Return one sentence about how often the foot was told rightly."""
    feet = summed(scores, "feet")
    told = feet.right + feet.wrong
    return (
        f"Of {told + feet.missed:.0f} matched contacts the foot was told for {told:.0f}, "
        f"rightly for {feet.right:.0f} ({100 * feet.precision:.1f} %)."
    )


def timing_line(scores: Sequence[Score]) -> str:
    """Return one sentence about when contacts are found, the constant offset taken away."""
    offsets = np.array([offset for score in scores for offset in score.offsets_s])
    left = np.abs(offsets - offsets.mean())
    return (
        f"Of {len(offsets)} contacts matched within ±{WIDE_S:.2f} s the time is off by "
        f"{1000 * left.mean():.0f} ms on the mean after a constant offset of "
        f"{1000 * offsets.mean():+.0f} ms, half of them by {1000 * np.median(left):.0f} ms or less."
    )


def intervals_line(scores: Sequence[Score]) -> str:
    """Return one sentence about how often the 95 % intervals of bouts held the reference."""
    said = []
    for measure, name in HELD.items():
        held = [one.inside for score in scores for one in score.held if one.measure is measure]
        share = f" ({100 * sum(held) / len(held):.0f} %)" if held else ""
        said.append(f"{name} in {sum(held)} of {len(held)}{share}")
    return "The measured 95 % interval of a bout held the reference: " + ", ".join(said) + "."


def bias_line(scores: Sequence[Score]) -> str:
    """Return one sentence about which way the errors go."""
    return (
        "Mean signed error (measured minus reference): "
        f"stride length {_number(mean_signed(scores, 'stride_length_m'), 3)} m, "
        f"speed {_number(mean_signed(scores, 'speed_mps'), 3)} m/s, "
        f"cadence {_number(mean_signed(scores, 'cadence_spm'), 1)} steps/min."
    )
