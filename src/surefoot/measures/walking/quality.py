"""How good a walk is, and why."""

from collections.abc import Iterable

from surefoot.measures.walking.facts import QualityFacts
from surefoot.measures.walking.walk import Bout
from surefoot.model.codes import QualityCode


def bout_reasons(bout: Bout, facts: QualityFacts) -> frozenset[QualityCode]:
    """Return what speaks against one walking bout."""
    found = {
        QualityCode.SHORT: bout.end_s - bout.start_s < facts.short_s,
        QualityCode.FEW_STRIDES: len(bout.strides) < facts.few_strides,
        QualityCode.TURNS: bout.turning_share > facts.turning_share,
        QualityCode.IRREGULAR: bout.regularity < facts.irregular,
    }
    return frozenset(code for code, is_so in found.items() if is_so)


def common_reasons(bouts: Iterable[Bout], facts: QualityFacts) -> frozenset[QualityCode]:
    """Return what speaks against bouts taken together: the reasons of most of their time."""
    weight: dict[QualityCode, float] = {}
    total, strides = 0.0, 0
    for bout in bouts:
        lasts = bout.end_s - bout.start_s
        total, strides = total + lasts, strides + len(bout.strides)
        for code in bout_reasons(bout, facts) - {QualityCode.SHORT, QualityCode.FEW_STRIDES}:
            weight[code] = weight.get(code, 0.0) + lasts
    reasons = {code for code, lasts in weight.items() if lasts > total / 2}
    if total < facts.short_s:
        reasons.add(QualityCode.SHORT)
    if strides < facts.few_strides:
        reasons.add(QualityCode.FEW_STRIDES)
    return frozenset(reasons)
