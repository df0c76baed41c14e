"""Scores obtained elsewhere stand on the clinician's page, exactly as they were written down."""

from datetime import timedelta

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Audience, Measure
from surefoot.model.entry import Entry, EntryId
from surefoot.model.people import ActorId
from surefoot.model.report import Report, ReportNumber
from surefoot.model.score import Score
from surefoot.model.units import Unit
from surefoot.report.compose import compose_report
from surefoot.report.pdf import render_sheets
from surefoot.report.quantity import write_quantity
from tests.unit.report.make import ANNA, FULL, MADE, USUAL, timeline, words


def scored(days_ago: int, *scores: Score) -> Entry:
    when = MADE - timedelta(days=days_ago)
    return Entry(EntryId(f"s-{days_ago}"), when, "UTC", when, ActorId("a"), scores=scores)


SCORES = [
    scored(200, Score(Measure.MSWS_12, 60.0)),
    scored(20, Score(Measure.EDSS, 5.0)),
    scored(3, Score(Measure.EDSS, 4.5)),
    scored(2, Score(Measure.PHQ_9, 7.0)),
]


def report(audience: Audience) -> Report:
    life = timeline([*FULL.entries, *SCORES], list(FULL.measurements))
    return compose_report(ANNA, life, USUAL, audience, load_knowledge(), MADE)


def numbers(audience: Audience) -> dict[str, ReportNumber]:
    blocks = [block for section in report(audience).sections for block in section.blocks]
    return {block.label.id: block for block in blocks if isinstance(block, ReportNumber)}


def test_the_newest_score_of_each_questionnaire_is_shown_with_its_entry() -> None:
    shown = numbers(Audience.CLINICIAN)
    assert shown["measure.edss"].value == 4.5
    assert shown["measure.edss"].rests_on == ("s-3",)
    assert shown["measure.phq_9"].value == 7.0
    # Too long ago for this page.
    assert "measure.msws_12" not in shown


def test_the_persons_own_page_does_not_show_them() -> None:
    assert not {"measure.edss", "measure.phq_9"} & set(numbers(Audience.PERSON))


def test_halves_are_not_rounded_away() -> None:
    assert write_quantity(4.5, Unit.SCORE, words) == "4.5 points"
    assert write_quantity(4.0, Unit.SCORE, words) == "4 points"


def test_the_page_is_still_one_page() -> None:
    assert len(render_sheets(report(Audience.CLINICIAN), words, pixels_an_inch=20)) == 1
