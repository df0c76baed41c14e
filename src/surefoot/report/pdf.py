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

# The fonts that matplotlib brings: the same page on any machine.
_FONTS = [str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")]
# The picture is as many units wide as the text block is points wide, so its text stays 13 pt.
_TEXT_WIDTH = 522
# Heights of a panel of the picture to try until all fits one page; type never gets smaller.
_PANELS = (96, 80, 66, 56)


def render_pdf(report: Report, words: Words, language: str = "en") -> bytes:
    """Return the report as PDF/UA-1; the same report and words give the same bytes.

    A report of usual length is one page; nothing is ever cut, a longer one takes a second.
    """
    with as_file(files("surefoot.report") / "page.typ") as page:
        compiler = typst.Compiler(str(page), font_paths=_FONTS, ignore_system_fonts=True)
        for panel in _PANELS:
            inputs = _page_inputs(report, words, language, panel)
            if len(_sheets(compiler, inputs, pixels_an_inch=2)) == 1:
                break
        made = compiler.compile(
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs=inputs,
            timestamp=int(report.made.timestamp()),
        )
    assert isinstance(made, bytes)
    return made


def render_sheets(
    report: Report, words: Words, language: str = "en", pixels_an_inch: float = 110
) -> list[bytes]:
    """Return the printed pages as PNG, to look at."""
    with as_file(files("surefoot.report") / "page.typ") as page:
        compiler = typst.Compiler(str(page), font_paths=_FONTS, ignore_system_fonts=True)
        for panel in _PANELS:
            sheets = _sheets(compiler, _page_inputs(report, words, language, panel), pixels_an_inch)
            if len(sheets) == 1:
                break
    return sheets


def _sheets(compiler: typst.Compiler, inputs: dict[str, str], pixels_an_inch: float) -> list[bytes]:
    made = compiler.compile(format="png", ppi=pixels_an_inch, sys_inputs=inputs)
    return [made] if isinstance(made, bytes) else list(made or ())


def _page_inputs(report: Report, words: Words, language: str, panel_px: int) -> dict[str, str]:
    """Return what the Typst page reads: the words as JSON and the picture as SVG."""
    view = view_report(report, words)
    blocks = _day_blocks(report)
    span = _span(blocks)
    picture = draw_days(blocks, span, words, LIGHT, _TEXT_WIDTH, panel_px) if span else b""
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
