"""Figures of the section on following."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from surefoot.report.canvas import to_svg
from validation.follow.results import Share
from validation.follow.words import CALIBRATION_TITLE, TRADE_OFF_TITLE

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path("docs") / "images" / "validation"
RELIABILITY, TRADE_OFF = FOLDER / "follow_reliability.svg", FOLDER / "follow_trade_off.svg"
_COLOURS = ("#0b5394", "#b45f06", "#38761d", "#741b47")


def draw_reliability(table: Mapping[str, Any]) -> str:
    """Write the reliability diagram; return its place beside the page."""
    figure = Figure(figsize=(5.0, 4.5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], "--", color="#666666", label="as said")
    named = (("step", "sudden change", "o"), ("drift", "slow change", "^"))
    for (key, label, mark), colour in zip(named, _COLOURS, strict=False):
        bins = [one for one in table[key]["bins"] if one[0] >= 10]
        said, came = [one[1] for one in bins], [one[2] for one in bins]
        shares = [Share(round(one[2] * one[0]), one[0]).interval for one in bins]
        ends = [[c - low for c, (low, _) in zip(came, shares, strict=True)]]
        ends.append([high - c for c, (_, high) in zip(came, shares, strict=True)])
        ends = [[max(end, 0.0) for end in side] for side in ends]
        axes.errorbar(said, came, yerr=ends, fmt=mark + "-", color=colour, label=label)
    axes.set_xlabel("probability said")
    axes.set_ylabel("share of answers in which it was there")
    axes.legend()
    return _write(figure, RELIABILITY, CALIBRATION_TITLE)


def draw_trade_off(thresholds: Sequence[float], lines: Mapping[str, Sequence[Share]]) -> str:
    """Write shares by threshold; return the figure's place beside the page."""
    figure = Figure(figsize=(6.0, 4.5), layout="constrained")
    axes = figure.subplots()
    for (label, shares), colour in zip(lines.items(), _COLOURS, strict=False):
        axes.plot(thresholds, [share.value for share in shares], "o-", color=colour, label=label)
        low, high = zip(*(share.interval for share in shares), strict=True)
        axes.fill_between(thresholds, low, high, color=colour, alpha=0.15)
    axes.set_xlabel("probability from which a real change is said")
    axes.set_ylabel("share of people of whom it is said")
    axes.set_ylim(0.0, 1.0)
    axes.legend(fontsize="small")
    return _write(figure, TRADE_OFF, TRADE_OFF_TITLE)


def _write(figure: Figure, file: Path, title: str) -> str:
    (ROOT / file).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / file).write_bytes(to_svg(figure, title, title))
    return file.relative_to("docs").as_posix()
