"""The picture of a trial: each day once, with and without told apart, the difference signed."""

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from surefoot.app.messages import say
from surefoot.model.units import Unit
from surefoot.report.difference import write_bare, write_difference
from surefoot.report.legend import text_width
from surefoot.report.palette import DARK, LIGHT, Palette
from surefoot.report.trial_drawing import TrialDrawing, TriedDay, describe_trial
from surefoot.report.trial_picture import draw_trial

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2026, 6, 1)


def _drawing(
    unit: Unit = Unit.RATING_0_10,
    difference: tuple[float, float, float] | None = (-1.5, -2.4, -0.6),
    lower: bool = True,
) -> TrialDrawing:
    values = [3.0 if i % 2 else 6.0 for i in range(28)]
    days = [TriedDay(FIRST + timedelta(i), bool(i % 2), v) for i, v in enumerate(values)]
    days[4] = TriedDay(days[4].day, days[4].on, None)
    pause = (FIRST + timedelta(8), FIRST + timedelta(9))
    return TrialDrawing("How heavy", unit, tuple(days), difference, lower, (pause,))


def _texts(svg: bytes) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}text"))


def _colours(svg: bytes, colour: str) -> int:
    return len(re.findall(rf"<use [^>]*fill: {colour}", svg.decode()))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_known_day_is_one_mark(palette: Palette) -> None:
    svg = draw_trial(_drawing(), say, palette, 360)
    # Each once more, in the legend.
    assert _colours(svg, palette.left) == 15
    assert _colours(svg, palette.right) == 14
    assert draw_trial(_drawing(), say, palette, 360) == svg


@pytest.mark.parametrize("width", [260, 520, 720])
@pytest.mark.parametrize("unit", [Unit.RATING_0_10, Unit.METRE_PER_SECOND])
def test_no_text_leaves_the_picture(width: int, unit: Unit) -> None:
    for node in _texts(draw_trial(_drawing(unit), say, LIGHT, width)):
        style, said = node.get("style") or "", "".join(node.itertext())
        long = text_width(said, bold="700" in style)
        placed = re.search(r"translate\(([\d.-]+)", node.get("transform") or "")
        x = float(node.get("x") or (placed.group(1) if placed else 0))
        anchor = re.search(r"text-anchor: (\w+)", style)
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor.group(1) if anchor else "start"]
        assert x - share * long >= -1, said
        assert x + (1 - share) * long <= width + 1, said


def test_the_better_side_is_where_better_is() -> None:
    def places(lower: bool) -> dict[str, float]:
        found = {}
        for node in _texts(draw_trial(_drawing(lower=lower), say, LIGHT, 520)):
            placed = re.search(r"translate\(([\d.-]+)", node.get("transform") or "")
            x = node.get("x") or (placed.group(1) if placed else "0")
            found["".join(node.itertext())] = float(x)
        return found

    lower, higher = places(True), places(False)
    assert lower["better with it"] < lower["worse with it"]
    assert higher["better with it"] > higher["worse with it"]


def test_too_little_is_said_and_no_difference_drawn() -> None:
    svg = draw_trial(_drawing(difference=None), say)
    said = {"".join(node.itertext()) for node in _texts(svg)}
    assert "too few days" in said
    assert "better with it" not in said
    assert "difference is" not in describe_trial(_drawing(difference=None), say)


def test_the_description_says_what_is_drawn() -> None:
    assert describe_trial(_drawing(), say) == (
        "14 days with it and 13 days without it. On average 3.0 points with it and 6.0 points "
        "without it. The difference is −1.5 points, likely between −2.4 and −0.6 points."
    )


def test_a_trial_without_days_is_no_picture() -> None:
    with pytest.raises(ValueError, match="days"):
        draw_trial(TrialDrawing("x", Unit.METRE, (), None, True), say)


def test_points_have_one_decimal_and_no_minus_nought() -> None:
    assert write_difference(-1.46, Unit.RATING_0_10, say) == "−1.5 points"
    assert write_bare(-0.04, Unit.RATING_0_10, say) == "0.0"
    assert write_difference(0.083, Unit.METRE_PER_SECOND, say) == "0.08 m/s"
