import itertools
import re
import xml.etree.ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings

from surefoot.model.codes import CouldNotWalk, DayEvent, Foot
from surefoot.model.measurement import Analysis
from surefoot.model.recording import RecordingId
from surefoot.model.timeline import Timeline
from surefoot.report.envelope import acceleration_envelope
from surefoot.report.legend import plan_legend, text_width
from surefoot.report.pictures import DARK, LIGHT, Palette, draw_timeline, draw_walk
from surefoot.report.walk_description import describe_walk
from tests.unit.model.strategies import timelines
from tests.unit.report.make import FULL, USUAL, analysis, entry, recording, timeline, words

SVG = "{http://www.w3.org/2000/svg}"
NOTHING = Analysis(RecordingId("r"), (), (), (), (), ())
BUSY = timeline(
    [
        *(entry(day, 3, 5) for day in range(3, 300)),
        entry(1, events=tuple(DayEvent)),
        entry(2, None, None, could_not_walk=CouldNotWalk.LEGS),
    ],
    list(FULL.measurements),
)
PICTURES = {
    "walk": lambda palette, width: draw_walk(recording(), analysis(), words, palette, width),
    "unknown feet": lambda palette, width: draw_walk(
        recording(), analysis((Foot.LEFT, Foot.RIGHT, Foot.UNKNOWN)), words, palette, width
    ),
    "no walk": lambda palette, width: draw_walk(recording(), NOTHING, words, palette, width),
    "days": lambda palette, width: draw_timeline(FULL, USUAL, words, palette, width),
    "busy days": lambda palette, width: draw_timeline(BUSY, USUAL, words, palette, width),
    "no days": lambda palette, width: draw_timeline(timeline([], []), (), words, palette, width),
}
each = pytest.mark.parametrize("name", PICTURES)


def texts(svg: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text")]


@each
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_picture_names_and_describes_itself(name: str, palette: Palette) -> None:
    root = ET.fromstring(PICTURES[name](palette, 360))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    named = {title.get("id"), description.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) == named
    assert title.text
    assert description.text


@each
def test_the_same_picture_has_the_same_bytes_and_no_date(name: str) -> None:
    first, second = PICTURES[name](LIGHT, 360), PICTURES[name](LIGHT, 360)
    assert first == second
    assert b"<dc:date>" not in first
    assert b"metadata" not in first


@each
def test_a_picture_runs_and_fetches_nothing(name: str) -> None:
    svg = PICTURES[name](LIGHT, 360)
    assert not re.search(rb"<script|\bon\w+=|href=\"(?!#)|url\((?!#)|@import", svg)


@each
@pytest.mark.parametrize("width", [250, 260, 360, 520, 720])
def test_no_text_leaves_the_picture(name: str, width: int) -> None:
    root = ET.fromstring(PICTURES[name](LIGHT, width))
    assert root.get("viewBox", "").split()[2] == str(width)
    for node in root.iter(f"{SVG}text"):
        style = node.get("style") or ""
        said = "".join(node.itertext())
        long = text_width(said, bold="700" in style)
        x = float(node.get("x") or 0)
        if not node.get("x"):
            place = re.search(r"translate\(([\d.-]+)", node.get("transform") or "")
            x = float(place.group(1)) if place else 0.0
        anchor = re.search(r"text-anchor: (\w+)", style)
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor.group(1) if anchor else "start"]
        assert x - share * long >= -1, said
        assert x + (1 - share) * long <= width + 1, said


def test_text_is_text_in_one_readable_size() -> None:
    svg = draw_walk(recording(), analysis(), words)
    assert {"Left", "Right", "Turn", "Walking"} <= set(texts(svg))
    sizes = {float(size) for size in re.findall(rb"font-size: ([\d.]+)px", svg)}
    assert sizes == {13.0}


def test_left_and_right_steps_stand_in_rows_of_their_own_and_unknown_in_neither() -> None:
    def rows(feet: tuple[Foot, ...]) -> set[str]:
        return {"L", "R", "?"} & set(texts(draw_walk(recording(), analysis(feet), words)))

    assert rows((Foot.LEFT, Foot.RIGHT)) == {"L", "R"}
    assert rows((Foot.UNKNOWN,)) == {"?"}


def test_without_any_speed_the_rhythm_is_drawn() -> None:
    said = texts(draw_walk(recording(), analysis(speed=False), words))
    assert "Rhythm, steps/min" in said
    assert "Speed of each stride, m/s" not in said


def test_the_description_counts_what_is_drawn() -> None:
    params = describe_walk(analysis()).params
    assert (params["bouts"], params["steps"], params["left"], params["right"]) == (1, 25, 13, 12)
    assert describe_walk(NOTHING).id == "picture.walk.none"


def test_a_gap_parts_the_outline() -> None:
    assert not np.isnan(acceleration_envelope(recording(), 100).low).any()
    parted = acceleration_envelope(recording(gap_s=10.0), 100)
    assert np.isnan(parted.low).sum() == 1


def test_the_outline_holds_the_highest_and_lowest_value() -> None:
    made = recording()
    norm = np.linalg.norm(made.physical(made.names), axis=1)
    outline = acceleration_envelope(made, 37)
    assert outline.high.max() == pytest.approx(norm.max())
    assert outline.low.min() == pytest.approx(norm.min())


def test_a_long_walk_is_no_larger_picture() -> None:
    from tests.unit.report.long_walk import long_walk

    made, long_analysis = long_walk(hours=3)
    assert len(long_analysis.strides) > 10_000
    assert len(draw_walk(made, long_analysis, words)) < 300_000
    assert "Time, hours:minutes" in texts(draw_walk(made, long_analysis, words))


@settings(max_examples=25, deadline=None)
@given(of=timelines)
def test_any_timeline_can_be_drawn(of: Timeline) -> None:
    assert ET.fromstring(draw_timeline(of, (), words, LIGHT, 260)) is not None


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((light(first), light(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_can_be_told_from_paper_and_band(palette: Palette) -> None:
    for ground, colour in itertools.product(
        (palette.paper, palette.band), (palette.left, palette.right, palette.walk, palette.event)
    ):
        assert contrast(colour, ground) >= 3.0, (colour, ground)
    for colour in (palette.ink, palette.quiet, palette.left, palette.right, palette.walk):
        assert contrast(colour, palette.paper) >= 4.5, colour


def test_legends_flow_into_rows_where_there_is_no_room_beside_the_title() -> None:
    marks = [("o", "#000000", f"meaning {i}") for i in range(4)]
    assert plan_legend(marks, "Title", 720).beside
    narrow = plan_legend(marks, "Title", 260)
    assert not narrow.beside
    assert [mark for row in narrow.rows for mark in row] == marks
    assert narrow.height_px == 22 * len(narrow.rows) > 22


def test_pyplot_and_its_global_state_are_not_used() -> None:
    import sys

    draw_walk(recording(), analysis(), words)
    assert "matplotlib.pyplot" not in sys.modules
    assert mpl.rcParams["svg.fonttype"] == "none"
