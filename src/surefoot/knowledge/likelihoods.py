"""What each answer says about each cause, put together from findings and causes.

A finding says its ratios and its background rates; a cause says how often it has a finding. Where
a pair of answer and cause has no ratio of its own, the ratio follows from the other two:
P(answer | cause) / background, and for the other answers (1 - P) / (1 - background).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from surefoot.knowledge.kinds import Cause, Certainty, Feature, FindingFact, Means, Ratio

DESCRIPTOR = "descriptor"
"""The group of findings that steer wording only: what heaviness feels like has no known ratio."""

# No feature is always or never there: a table's 1.0 ("by definition") is told by tired people.
NEARLY_ALWAYS = 0.98
NEARLY_NEVER = 0.02

DERIVED_NOTE = "derived from how often the cause has this and how often others do"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What one finding's answers say: ``background`` by answer code, in (0, 1), and ``ratios``,
    one at most for a pair of answer and cause."""

    background: Mapping[str, float]
    ratios: tuple[Ratio, ...]


def likelihoods(
    findings: Iterable[FindingFact], causes: Iterable[Cause], ms: bool
) -> dict[str, Likelihood]:
    """Return what the answers of each finding say, among people with MS or without.

    Ratios that MS confounds are left out with MS; those that hold only in MS take the place of
    the general ones there. Findings that steer wording only have no ratio.
    """
    features = _features_by_finding(causes, ms)
    return {fact.id: _likelihood(fact, features.get(fact.id, {}), ms) for fact in findings}


_Features = Mapping[str, list[Feature]]


def _features_by_finding(causes: Iterable[Cause], ms: bool) -> dict[str, dict[str, list[Feature]]]:
    """Return the features that say a probability, by finding and then by cause."""
    found: dict[str, dict[str, list[Feature]]] = {}
    for cause in causes:
        for feature in cause.features:
            said = bool(feature.finding) and feature.probability is not None
            if said and not (ms and feature.ms_confounded):
                found.setdefault(feature.finding, {}).setdefault(cause.id, []).append(feature)
    return found


def _likelihood(fact: FindingFact, features: _Features, ms: bool) -> Likelihood:
    codes = [answer.code for answer in fact.answers]
    rates = {code: fact.background_rate(code, ms) for code in codes}
    background = {code: rate for code, rate in rates.items() if rate is not None}
    if DESCRIPTOR in fact.groups:
        return Likelihood(background, ())
    ratios = dict(_stated(fact, ms))
    for cause, members in features.items():
        for ratio in _derive(fact, cause, members, background):
            ratios.setdefault((ratio.when, ratio.cause), ratio)
    return Likelihood(background, tuple(ratios.values()))


def _stated(fact: FindingFact, ms: bool) -> Iterator[tuple[tuple[str, str], Ratio]]:
    """Yield the ratios that hold; one that holds only in MS comes last, so that it stays."""
    holding = [r for r in fact.ratios if not (ms and r.ms_confounded) and (ms or not r.only_ms)]
    for ratio in sorted(holding, key=lambda ratio: ratio.only_ms):
        yield (ratio.when, ratio.cause), ratio


def _derive(
    fact: FindingFact, cause: str, features: Iterable[Feature], background: Mapping[str, float]
) -> Iterator[Ratio]:
    """Yield a ratio for every answer that the features of one cause say something about.

    A sign that is there speaks against no cause: another one may have brought it.
    """
    left_p, left_b, said = 1.0, 1.0, set[str]()
    sources: tuple[str, ...] = ()
    for feature in features:
        codes = feature.codes or fact.present_codes
        rate = _rate(fact, codes, background)
        if rate is None or feature.probability is None:
            return
        p = min(max(feature.probability, NEARLY_NEVER), NEARLY_ALWAYS)
        if p > rate or _is_one_of(fact):
            yield from (_ratio(code, cause, p / rate, feature.sources) for code in codes)
        left_p, left_b = left_p - p, left_b - rate
        said |= set(codes)
        sources = (*sources, *feature.sources)
    rest = max(left_p, NEARLY_NEVER) / max(left_b, NEARLY_NEVER)
    if rest < 1.0 or _is_one_of(fact):
        yield from (_ratio(code, cause, rest, sources) for code in _other_codes(fact, said))


def _is_one_of(fact: FindingFact) -> bool:
    """Whether exactly one present answer is always true: an onset, a side, an age."""
    return not any(answer.means is Means.ABSENT for answer in fact.answers)


def _rate(fact: FindingFact, codes: Iterable[str], background: Mapping[str, float]) -> float | None:
    """Return how often people without the cause give one of ``codes``; None where not known."""
    codes = tuple(codes)
    if any(code not in background for code in codes):
        return None
    absent = next((a.code for a in fact.answers if a.means is Means.ABSENT), "")
    if absent in background and set(codes) == set(fact.present_codes):
        return 1.0 - background[absent]
    return min(sum(background[code] for code in codes), NEARLY_ALWAYS)


def _other_codes(fact: FindingFact, said: set[str]) -> tuple[str, ...]:
    """Return the answers that say the features are not there. Where several answers may be
    given, another present one does not say so."""
    only_absent = fact.several
    return tuple(
        answer.code
        for answer in fact.answers
        if answer.code not in said
        and answer.means is not Means.UNKNOWN
        and (answer.means is Means.ABSENT or not only_absent)
    )


def _ratio(when: str, cause: str, ratio: float, sources: tuple[str, ...]) -> Ratio:
    return Ratio(
        when=when,
        cause=cause,
        ratio=ratio,
        certainty=Certainty.EXPERT_ESTIMATE,
        sources=tuple(dict.fromkeys(sources)),
        note=DERIVED_NOTE,
    )
