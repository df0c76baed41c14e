import re
import struct
from importlib.resources import files

import msgspec
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Audience, Leg, Measure, Tier, VerdictKind
from surefoot.model.report import Report
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit
from surefoot.model.verdict import Verdict
from surefoot.report.compose import compose_report
from surefoot.report.pdf import render_pdf, render_sheets
from tests.unit.report.make import ANNA, FULL, MADE, USUAL, timeline, words

BOTH = pytest.mark.parametrize("audience", list(Audience))
MADE_UP = msgspec.structs.replace(ANNA, simulated=True)


def report(
    audience: Audience, of: Timeline = FULL, verdicts: tuple[Verdict, ...] = USUAL
) -> Report:
    return compose_report(MADE_UP, of, verdicts, audience, load_knowledge(), MADE)


@BOTH
def test_a_full_report_is_one_a4_page(audience: Audience) -> None:
    sheets = render_sheets(report(audience), words, pixels_an_inch=72)
    assert len(sheets) == 1
    width, height = struct.unpack(">II", sheets[0][16:24])
    assert (width, height) == pytest.approx((595, 842), abs=1)


@BOTH
def test_an_empty_report_is_one_page_too(audience: Audience) -> None:
    empty = report(audience, timeline([], []), ())
    assert len(render_sheets(empty, words, pixels_an_inch=20)) == 1
    assert render_pdf(empty, words).startswith(b"%PDF-")


def test_what_does_not_fit_goes_to_a_second_page_rather_than_away() -> None:
    kinds = [k for k in VerdictKind if k is not VerdictKind.USUAL]
    changes = tuple(
        Verdict(
            Tier.SHOWN,
            kind,
            measure,
            Leg.BOTH,
            Unit.ONE,
            size=1.0,
            low=0.5,
            high=2.0,
            rests_on=("m0-walking_speed",),
        )
        for kind in kinds
        for measure in (Measure.CADENCE, Measure.WALKING_SPEED)
    )
    long = report(Audience.CLINICIAN, FULL, (*USUAL, *changes))
    assert len(render_sheets(long, words, pixels_an_inch=20)) == 2


@BOTH
def test_the_pdf_claims_universal_access_and_says_its_language(audience: Audience) -> None:
    made = render_pdf(report(audience), words, language="de")
    assert b"pdfuaid:part" in made
    assert re.search(rb"/Lang\s*\(de\)", made)
    assert re.search(rb"<dc:title>.*Anna", made, re.DOTALL)


def test_the_same_report_has_the_same_bytes() -> None:
    assert render_pdf(report(Audience.PERSON), words) == render_pdf(report(Audience.PERSON), words)


def test_a_name_is_never_read_as_markup() -> None:
    person = msgspec.structs.replace(MADE_UP, name='#panic() *A* <b> $x$ \\ "q" @ref [=]')
    made = compose_report(person, FULL, USUAL, Audience.PERSON, load_knowledge(), MADE)
    assert render_pdf(made, words).startswith(b"%PDF-")


def test_no_type_is_smaller_than_twelve_points() -> None:
    page = (files("surefoot.report") / "page.typ").read_text()
    sizes = [float(size) for size in re.findall(r"size: ([\d.]+)pt", page)]
    assert sizes
    assert min(sizes) >= 12
