"""Pictures of the accuracy: how far each bout is off, and how errors grow with slow walking."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from surefoot.knowledge.knowledge import Knowledge
from surefoot.report.canvas import to_svg
from validation.cases import Score
from validation.mobgap import mobgap_scores
from validation.reference import ROOT, reference_folder
from validation.simulated import KINDS, SENSORS, SPEEDS, simulated_scores
from validation.summary import STATISTICS
from validation.tug import TUNED, TugScore, tug_scores

FOLDER = Path("docs") / "images" / "validation"
QUANTITIES = (
    ("speed_mps", "walking speed (m/s)"),
    ("stride_length_m", "stride length (m)"),
    ("cadence_spm", "cadence (steps/min)"),
)
BY_SPEED = ("contact F1 ±0.25 s", "speed error (m/s)", "cadence error (steps/min)", "coverage")
# Dark enough on white, told apart by shape as well, also without red and green.
FIRST, SECOND, QUIET = "#0b5394", "#b45f06", "#666666"
LIMITS = 1.96

TEXT = """
## Pictures

Bland-Altman: each point is one bout (or one test), across its reference value, upwards by how much
the measured value is above or below it. The line is the mean difference, the dashed lines hold 95 %
of differences if they are spread normally. Bouts that were not measured cannot stand here; coverage
stands in the tables.

{pictures}
"""


@dataclass(frozen=True, slots=True)
class Points:
    """Differences (n,) against reference values (n,), of one group."""

    name: str
    true: Sequence[float]
    off: Sequence[float]


def _draw_points(axes: Axes, groups: Sequence[Points], unit: str) -> None:
    """Draw points by group with the mean difference and the limits of agreement of all."""
    for group, colour, mark in zip(groups, (FIRST, SECOND), "o^", strict=False):
        axes.plot(group.true, group.off, mark, color=colour, label=group.name, markersize=5)
    off = np.array([value for group in groups for value in group.off])
    mean, spread = float(off.mean()), float(off.std(ddof=1))
    for height, style in (
        (mean, "-"),
        (mean - LIMITS * spread, "--"),
        (mean + LIMITS * spread, "--"),
    ):
        axes.axhline(height, color=QUIET, linestyle=style, linewidth=1)
    axes.set_title(f"{unit}, n = {len(off)}", fontsize=10)
    axes.set_xlabel("reference", fontsize=9)
    axes.tick_params(labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)


def _figure(panels: int) -> tuple[Figure, list[Axes]]:
    figure = Figure(figsize=(3.4 * panels, 3.2), layout="constrained")
    return figure, [figure.add_subplot(1, panels, place + 1) for place in range(panels)]


def _bout_points(scores: Sequence[Score], group: str, part: str) -> Points:
    errors = [error for score in scores if score.group == group for error in score.errors]
    pairs = [
        (true, off)
        for error in errors
        if (off := getattr(error, part)) is not None
        and (true := getattr(error.bout, part)) is not None
    ]
    return Points(group, [true for true, _ in pairs], [off for _, off in pairs])


def walking_picture(scores: Sequence[Score]) -> tuple[Figure, str]:
    """Return the Bland-Altman pictures of walking at the lower back, and what they show."""
    figure, panels = _figure(len(QUANTITIES))
    for axes, (part, unit) in zip(panels, QUANTITIES, strict=True):
        _draw_points(axes, [_bout_points(scores, g, part) for g in ("healthy", "MS")], unit)
    panels[0].set_ylabel("measured minus reference", fontsize=9)
    panels[0].legend(fontsize=8, frameon=False)
    return figure, "Walking against INDIP (mobgap_tvs), one point for each bout"


def _at_speed(scores: Sequence[Score], sensor: str, speed: float, impaired: bool) -> list[Score]:
    groups = {
        str(kind)
        for kind in KINDS
        if kind.sensor == sensor and kind.speed_mps == speed and kind.impaired is impaired
    }
    return [score for score in scores if score.group in groups]


def _draw_by_speed(axes: Axes, scores: Sequence[Score], statistic: str) -> None:
    for sensor, style in zip(SENSORS, ("-", "--"), strict=True):
        for impaired, colour, mark in ((False, FIRST, "o"), (True, SECOND, "^")):
            there = {speed: _at_speed(scores, sensor, speed, impaired) for speed in SPEEDS}
            points = {v: STATISTICS[statistic](found) for v, found in there.items() if found}
            known = {v: value for v, value in points.items() if value is not None}
            name = f"{sensor}, {'with an aid' if impaired else 'without'}"
            axes.plot(
                list(known), list(known.values()), style + mark, color=colour, label=name, ms=4
            )
    axes.set_title(statistic, fontsize=10)
    axes.set_xlabel("true speed (m/s)", fontsize=9)
    axes.set_ylim(bottom=0.0)
    axes.tick_params(labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)


def speed_picture(scores: Sequence[Score]) -> tuple[Figure, str]:
    """Return errors by true speed of simulated walks, and what the picture shows."""
    figure, panels = _figure(len(BY_SPEED))
    for axes, statistic in zip(panels, BY_SPEED, strict=True):
        _draw_by_speed(axes, scores, statistic)
    panels[1].legend(fontsize=7, frameon=False)
    bouts = sum(score.n_bouts for score in scores)
    return figure, f"Errors by speed, simulated walks ({bouts} bouts)"


def tug_picture(scores: Sequence[TugScore]) -> tuple[Figure, str]:
    """Return the Bland-Altman pictures of the Timed Up and Go, and what they show."""
    devices = sorted({score.device for score in scores})
    figure, panels = _figure(len(devices))
    for axes, device in zip(panels, devices, strict=True):
        groups = {"people it was made on": True, "other people": False}
        told = [s for s in scores if s.device == device and s.error_s is not None]
        points = [
            _tug_points(name, [s for s in told if (s.person in TUNED) is tuned])
            for name, tuned in groups.items()
        ]
        _draw_points(axes, points, f"{device}: total (s)")
    panels[0].set_ylabel("measured minus labelled", fontsize=9)
    panels[0].legend(fontsize=8, frameon=False)
    return figure, "Timed Up and Go against labels (geotec_tug), one point for each test"


def _tug_points(name: str, scores: Sequence[TugScore]) -> Points:
    off = [score.error_s for score in scores if score.error_s is not None]
    return Points(name, [score.total_s for score in scores], off)


def _save(name: str, figure: Figure, title: str) -> str:
    folder = ROOT / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_bytes(to_svg(figure, title, title))
    return f"![{title}](images/validation/{name}.svg)"


def pictures_section(knowledge: Knowledge) -> str:
    """Write the pictures and return the section of the page that shows them."""
    folder = reference_folder()
    drawn = {
        "walking": walking_picture(mobgap_scores(folder, knowledge)),
        "tug": tug_picture(list(tug_scores(folder, knowledge))),
        "speed": speed_picture(simulated_scores(knowledge)),
    }
    pictures = [_save(name, figure, title) for name, (figure, title) in drawn.items()]
    return TEXT.strip("\n").format(pictures="\n\n".join(pictures))
