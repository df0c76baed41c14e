"""A long recording in the terminal: a row for each day, not for each of its walks."""

from rich.console import Console

from surefoot.app.cli.walk_page import walk_page
from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from tests.unit.measures.daily.days import Plan, make_days


def test_days_have_a_row_each_and_walks_none() -> None:
    recording = make_days(Plan(1.2, (600.0, 1200.0)))
    analysis = measure(recording, recording.header.capture, load_knowledge())
    console = Console(width=120)
    with console.capture() as capture:
        for part in walk_page("day.csv", recording, analysis):
            console.print(part)
    text = capture.get()
    assert "Each day" in text
    assert "2026-06-02 00:00" in text
    assert "Stretches of walking" not in text
