"""Checks that the numbers of the network fit together: background rates, ratios, features."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from surefoot.knowledge.kinds import Cause, Feature, FindingFact, Means
from surefoot.knowledge.problem import Problem, problem

Findings = Mapping[str, FindingFact]

# Rates are written with two or three digits.
_ROUNDING = 0.005


def check_numbers(findings: Findings, causes: Iterable[Cause]) -> Iterator[Problem]:
    """Yield a problem wherever the network could not be built from the facts, or not as meant."""
    causes = tuple(causes)
    spoken = _answers_spoken_for(findings, causes)
    for fact in findings.values():
        file = f"findings/{fact.id}.yaml"
        yield from _check_codes(fact, file)
        yield from _check_sums(fact, file)
        yield from _check_ratios(fact, file)
        for code in sorted(spoken.get(fact.id, set())):
            if any(fact.background_rate(code, ms) is None for ms in (True, False)):
                yield problem(file, "knowledge.no_background", name=code)
    for cause in causes:
        yield from _check_features(cause, findings)


def _answers_spoken_for(findings: Findings, causes: Iterable[Cause]) -> dict[str, set[str]]:
    """Return the codes that need a background: those with a ratio or a feature's probability."""
    spoken = {fact.id: {ratio.when for ratio in fact.ratios} for fact in findings.values()}
    for fact_id, feature in ((f.finding, f) for cause in causes for f in _said(cause)):
        if fact_id in findings:
            spoken[fact_id] |= set(feature.codes or findings[fact_id].present_codes)
    offered = {fact.id: {answer.code for answer in fact.answers} for fact in findings.values()}
    return {fact_id: codes & offered[fact_id] for fact_id, codes in spoken.items()}


def _said(cause: Cause) -> Iterator[Feature]:
    return (f for f in cause.features if f.finding and f.probability is not None)


def _check_codes(fact: FindingFact, file: str) -> Iterator[Problem]:
    for code, times in Counter(said.when for said in fact.background).items():
        answer = fact.answer(code)
        if answer is None or answer.means is Means.UNKNOWN:
            yield problem(file, "knowledge.unknown_code", name=code)
        if times > 1:
            yield problem(file, "knowledge.two_backgrounds", name=code)


def _check_sums(fact: FindingFact, file: str) -> Iterator[Problem]:
    """Of single answers one is always true: their rates are one together, the absent one what
    is left. Where several may be given, the absent one stands by itself."""
    if not fact.background:
        return
    absent = next((a.code for a in fact.answers if a.means is Means.ABSENT), None)
    said = {one.when for one in fact.background}
    if fact.several:
        if absent is not None and absent not in said:
            yield problem(file, "knowledge.no_background", name=absent)
        return
    for ms in (True, False):
        total = sum(one.rate(ms) for one in fact.background)
        whole = absent is None or absent in said
        fits = abs(total - 1.0) <= _ROUNDING if whole else total < 1.0
        if not fits:
            yield problem(file, "knowledge.background_sum", total=f"{total:.3f}")
            return


def _check_ratios(fact: FindingFact, file: str) -> Iterator[Problem]:
    pairs = Counter((ratio.when, ratio.cause, ratio.only_ms) for ratio in fact.ratios)
    for (when, cause, _), times in pairs.items():
        if times > 1:
            yield problem(file, "knowledge.two_ratios", when=when, cause=cause)


def _check_features(cause: Cause, findings: Findings) -> Iterator[Problem]:
    """Features of one cause over one finding: no answer twice, single answers at most one."""
    file = f"causes/{cause.id}.yaml"
    by_finding: dict[str, list[Feature]] = {}
    for feature in _said(cause):
        by_finding.setdefault(feature.finding, []).append(feature)
    for name, features in by_finding.items():
        if name not in findings:
            continue
        every = findings[name].present_codes
        codes = [set(feature.codes or every) for feature in features]
        if any(one & other for one, other in combinations(codes, 2)):
            yield problem(file, "knowledge.overlapping_features", name=name)
        total = sum(feature.probability or 0.0 for feature in features)
        if total > 1.0 + _ROUNDING and not findings[name].several:
            yield problem(file, "knowledge.features_above_one", name=name, total=f"{total:.2f}")
