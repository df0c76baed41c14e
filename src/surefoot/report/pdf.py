"""The printed report: tagged PDF (PDF/UA-1) on A4, set by Typst."""

from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import matplotlib
import typst

from surefoot.model import codec
from surefoot.model.report import Report, ReportSeries
from surefoot.report.days import Span
from surefoot.report.days_picture import describe_days, draw_days
from surefoot.report.html import view_report
from surefoot.report.palette import LIGHT
from surefoot.report.words import Words

# The picture is as many units wide as the text block is points wide, so its text stays 13 pt.
_TEXT_WIDTH = 522
_PANEL = 84


def render_pdf(report: Report, words: Words, language: str = "en") -> bytes:
    """Return the report as PDF/UA-1; the same report and words give the same bytes.

    A report of usual length is one page; nothing is ever cut, a longer one takes a second.
    """
    with as_file(files("surefoot.report") / "page.typ") as page:
        made: bytes = typst.compile(
            str(page),
            format="pdf",
            pdf_standards=["ua-1"],
            font_paths=font_folders(),
            ignore_system_fonts=True,
            sys_inputs=page_inputs(report, words, language),
            timestamp=int(report.made.timestamp()),
        )
    return made


def font_folders() -> list[str]:
    """Return where the fonts of the page are: those that matplotlib brings, on any machine."""
    return [str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")]


def page_inputs(report: Report, words: Words, language: str) -> dict[str, str]:
    """Return what the Typst page reads: the words as JSON and the picture as SVG."""
    view = view_report(report, words)
    blocks = _day_blocks(report)
    span = _span(blocks)
    picture = draw_days(blocks, span, words, LIGHT, _TEXT_WIDTH, _PANEL) if span else b""
    return {
        "report": codec.encode(view).decode(),
        "picture": picture.decode(),
        "alt": describe_days(blocks, span, words) if span else "",
        "language": language,
    }


def _day_blocks(report: Report) -> list[ReportSeries]:
    return [
        block
        for section in report.sections
        for block in section.blocks
        if isinstance(block, ReportSeries)
    ]


def _span(blocks: list[ReportSeries]) -> Span | None:
    days: list[date] = [point.day for series in blocks for point in series.points]
    return (min(days), max(days)) if days else None
