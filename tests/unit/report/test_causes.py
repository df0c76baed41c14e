"""What fits, on the clinician's page."""

import msgspec

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Audience, FindingOrigin, FindingState, Urgency
from surefoot.model.reasoning import (
    About,
    Evidence,
    Explanation,
    FittingCause,
    MsStatus,
    Tier,
)
from surefoot.report.causes import causes_section, with_causes
from surefoot.report.compose import compose_report
from surefoot.report.html import view_report
from surefoot.report.pdf import render_sheets
from tests.unit.report.make import ANNA, FULL, MADE, USUAL, words

HEAT = Evidence("f_heat", "yes", FindingState.PRESENT, 8.0, 5.5, FindingOrigin.ANSWERED)

SWOLLEN = Evidence("f_gt24h", "yes", FindingState.PRESENT, 8.0, 5.5, FindingOrigin.ANSWERED)


def _cause(cause: str, tier: Tier, *supporting: Evidence) -> FittingCause:
    return FittingCause(cause, 0.42, 0.3, 0.6, 0.2, 2.53, tier, 1, supporting)


MADE_UP = Explanation(
    About(MsStatus.YES),
    Urgency.ROUTINE,
    rule_out=("dvt",),
    causes=(
        _cause("ms_heat", Tier.FITS_WELL, HEAT),
        _cause("ms_fatigue", Tier.FITS_WELL),
        _cause("cvi", Tier.FITS_PARTLY),
        _cause("ms_conduction", Tier.FITS_PARTLY),
        _cause("dvt", Tier.RULE_OUT_FIRST),
        _cause("pad", Tier.LITTLE),
    ),
    ratios_used=6,
    ratios_unreviewed=5,
)


def test_it_says_what_to_rule_out_then_what_fits_then_on_what_it_rests() -> None:
    section = causes_section(MADE_UP, load_knowledge())
    said = [words(block.message) for block in section.blocks]  # type: ignore[union-attr]
    assert said[0] == "To rule out first: Deep vein thrombosis."
    assert "lift 2.5, 42 % (30 to 60 %). For it: it is worse when you are hot." in said[1]
    assert len(said) == 5
    assert said[-1] == "5 of 6 ratios are unreviewed estimates."
    assert not any("arter" in line for line in said)


def test_nothing_that_fits_leaves_the_report_alone() -> None:
    empty = Explanation(About(MsStatus.YES), Urgency.ROUTINE)
    report = compose_report(ANNA, FULL, USUAL, Audience.CLINICIAN, load_knowledge(), MADE)
    assert with_causes(report, empty, load_knowledge()) == report


def test_with_it_a_full_page_is_still_one_page() -> None:
    report = compose_report(ANNA, FULL, USUAL, Audience.CLINICIAN, load_knowledge(), MADE)
    long = msgspec.structs.replace(
        MADE_UP,
        rule_out=("dvt", "ms_brain_activity"),
        causes=tuple(
            _cause(cause, Tier.FITS_WELL, HEAT, SWOLLEN)
            for cause in ("dependent_oedema", "ms_spasticity", "cvi")
        ),
    )
    full = with_causes(report, long, load_knowledge())
    assert [s.title for s in view_report(full, words).sections][1].startswith("What fits")
    assert len(render_sheets(full, words, pixels_an_inch=20)) == 1
