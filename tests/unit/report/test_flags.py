"""Red flags on a report."""

from datetime import date

import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Audience
from surefoot.model.report import ReportText
from surefoot.report.compose import compose_report
from surefoot.report.flags import FlagLine, flags_section, with_flag_lines
from surefoot.report.pdf import render_sheets
from tests.unit.report.make import ANNA, FULL, MADE, USUAL, words

OPEN = FlagLine("A new swollen or sore leg can be a clot.", date(2026, 7, 2))
CLOSED = FlagLine(
    "New confusion or a fit needs emergency help.", date(2026, 7, 5), date(2026, 7, 6), "all well"
)


def ids(*lines: FlagLine) -> list[str]:
    blocks = flags_section(lines).blocks
    return [block.message.id for block in blocks if isinstance(block, ReportText)]


def test_open_flags_stand_before_closed_ones_and_the_newest_first() -> None:
    bare = FlagLine("x.", date(2026, 7, 7), date(2026, 7, 8))
    assert ids(CLOSED, OPEN, bare) == [
        "report.flag.open",
        "report.flag.seen",
        "report.flag.seen_said",
    ]
    assert len(ids(*[CLOSED] * 9, OPEN)) == 4
    assert ids(*[CLOSED] * 9, OPEN)[0] == "report.flag.open"


def test_a_long_story_is_cut_short() -> None:
    told = FlagLine("x.", date(2026, 7, 7), date(2026, 7, 8), "a long  story " * 100)
    (block,) = flags_section([told]).blocks
    assert isinstance(block, ReportText)
    said = str(block.message.params["said"])
    assert len(said) <= 160
    assert said.endswith("…")
    assert "  " not in said


@pytest.mark.parametrize("audience", list(Audience))
def test_two_flags_leave_the_report_on_one_page(audience: Audience) -> None:
    made = compose_report(ANNA, FULL, USUAL, audience, load_knowledge(), MADE)
    assert with_flag_lines(made, []) == made
    flagged = with_flag_lines(made, [OPEN, CLOSED])
    assert flagged.sections[0].title.id == "report.flags.title"
    assert len(render_sheets(flagged, words, pixels_an_inch=20)) == 1
