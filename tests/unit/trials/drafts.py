"""Trials to draw."""

from datetime import UTC, date, datetime

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Leg, Measure
from surefoot.model.trial import AnalysisPlan, Better, DesignKind, Trial, TrialDesign
from surefoot.trials.design import Draft, freeze

MONDAY = date(2026, 6, 1)
NOW = datetime(2026, 5, 30, 12, 0, tzinfo=UTC)
PLAN = AnalysisPlan(1, 1.0, Better.LOWER, (0.0,))


def draft(pairs: int = 14, block_days: int = 2, seed: int = 7, **design: object) -> Draft:
    kind = design.pop("kind", DesignKind.BLOCKS)
    drawn = TrialDesign(kind, block_days, pairs, **design)  # type: ignore[arg-type]
    return Draft("s_cooling", Measure.HEAVINESS, Leg.RIGHT, MONDAY, drawn, PLAN, seed)


def frozen(wanted: Draft) -> Trial:
    return freeze(wanted, load_knowledge(), NOW)
