"""Handing in a test that is more than a walk: what it was, how far, how one stood."""

from pathlib import Path

import pytest

import surefoot
from surefoot.app.forms.distance import read_metres
from surefoot.app.forms.walk import CaptureForm, capture_from
from surefoot.app.messages import sentences
from surefoot.model.codes import DistanceSource, Eyes, Leg, Measure, Protocol, Stance
from surefoot.model.recording import Capture
from surefoot.report.shown_first import shown_first, shown_order


@pytest.mark.parametrize(
    ("text", "metres"),
    [("7.62", 7.62), ("10,5 m", 10.5), ("25 ft", 7.62), ("25'", 7.62), ("far", None), ("", None)],
)
def test_a_length_is_read_as_people_write_it(text: str, metres: float | None) -> None:
    assert read_metres(text) == metres


def test_what_was_said_of_a_test_reaches_the_capture() -> None:
    form = CaptureForm(
        {
            "protocol": "balance",
            "stance": "single-leg",
            "eyes": "closed",
            "leg": "left",
            "course_length": "25 ft",
            "distance": "120",
            "distance_source": "wheel",
        }
    )
    assert form.is_valid(), form.errors
    capture = capture_from(form.cleaned_data, Capture())
    assert capture.protocol is Protocol.BALANCE
    assert (capture.stance, capture.eyes, capture.leg) == (
        Stance.SINGLE_LEG,
        Eyes.CLOSED,
        Leg.LEFT,
    )
    assert (capture.course_length_m, capture.distance_m) == (7.62, 120.0)
    assert capture.distance_source is DistanceSource.WHEEL


@pytest.mark.parametrize("said", ["3", "2000", "long"])
def test_a_course_that_cannot_be_timed_is_asked_for_again(said: str) -> None:
    form = CaptureForm({"course_length": said})
    assert not form.is_valid()
    assert "4 or more" in str(form.errors["course_length"])


def test_every_test_shows_something_first_and_every_measure_once() -> None:
    for protocol in Protocol:
        first = shown_first(protocol)
        assert first
        assert shown_order(protocol)[: len(first)] == first
        assert sorted(shown_order(protocol)) == sorted(Measure)


@pytest.mark.parametrize("kind", [Stance, Eyes, DistanceSource])
def test_every_code_of_a_test_has_a_name(kind: type[Stance]) -> None:
    assert all(sentences()[f"{kind.__name__.lower()}.{code.value}"] for code in kind)


def test_what_was_tried_and_not_good_enough_is_not_called_untried() -> None:
    words = str(sentences()["absencereason.not-validated"])
    assert "not been checked" not in words
    assert "where the phone was" not in words


def test_the_page_of_a_test_that_is_no_walk_does_not_call_it_one() -> None:
    page = (Path(surefoot.__file__).parent / "app/templates/walk.html").read_text("utf-8")
    for words in ("This walk is kept", "such walks", "How did your legs feel?", "The walk is"):
        assert words not in page
