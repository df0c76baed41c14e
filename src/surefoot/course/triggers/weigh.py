"""Which factors go with an outcome, how surely, and how much; what could have been seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from surefoot.course.triggers.facts import TriggerFacts
from surefoot.course.triggers.series import Exposure, Series
from surefoot.inference.imputation import imputed
from surefoot.inference.mixture import StudentMixture
from surefoot.inference.subsets import Mattering, SubsetPrior, smallest_seen, which_matter
from surefoot.model.message import Message
from surefoot.model.trigger import TriggerFound, TriggerLabel, Triggers
from surefoot.model.units import Unit

Floats = NDArray[np.float64]

# Components of a pooled mixture lighter than this, against the heaviest, are left out.
LIGHTEST = 1e-4
# A factor of which the level, trend and known changes leave no more than this share of its variance
# cannot be told apart from them (chosen).
LEAST_APART = 0.02
# Of very many factors fewer may matter at once, so that an answer takes seconds.
MOST_SUBSETS = 7000
#: Missing days are drawn the same way each time, so that the same diary says the same.
SEED = 20260301


def weigh(series: Series, exposures: Sequence[Exposure], facts: TriggerFacts) -> Triggers:
    """Return every factor beside an outcome, the most probable first.

    Args:
        series: the outcome with its level, trend and all else that always counts.
        exposures: the factors, in the same rows.
        facts: when something may be shown, and what it is called.
    """
    needs = _needs(series, facts)
    if needs:
        nothing = tuple(_unassessed(one, series, needs[0]) for one in exposures)
        return Triggers(series.days, nothing, needs)
    refused = {one.name: _refusal(one, series, facts) for one in exposures}
    weighed = [one for one in exposures if refused[one.name] is None]
    found = _weigh(series, weighed, facts) if weighed else []
    others = [_unassessed(one, series, why) for one in exposures if (why := refused[one.name])]
    return Triggers(series.days, (*_listed(found, facts.false_share), *others))


def _needs(series: Series, facts: TriggerFacts) -> tuple[Message, ...]:
    missing = facts.least_days - series.days
    if missing > 0:
        return (_counted("trigger.need-days", missing),)
    if not np.ptp(series.values) > 0.0:
        return (Message("trigger.all-equal"),)
    return ()


def _counted(name: str, n: int, least: int | None = None) -> Message:
    """Return a message with a count, in its form for one where it is one."""
    needed = {} if least is None else {"least": least}
    return Message(f"{name}-one" if n == 1 else name, {"n": n, **needed})


def counts(exposure: Exposure, series: Series) -> tuple[int, int]:
    """Return on how many days there was the factor, and on how many not."""
    there = len(np.unique(series.day[exposure.exposed == 1.0]))
    return there, len(np.unique(series.day[exposure.exposed == 0.0]))


def _refusal(exposure: Exposure, series: Series, facts: TriggerFacts) -> Message | None:
    """Return why a factor cannot be weighed, or None."""
    known = len(np.unique(series.day[np.isfinite(exposure.values)]))
    if known < (1.0 - facts.missing_share) * series.days:
        return Message("trigger.need-known", {"n": known, "days": series.days})
    there, without = counts(exposure, series)
    if there < facts.least_exposed:
        return _counted("trigger.need-exposed", there, facts.least_exposed)
    if without < facts.least_exposed:
        return _counted("trigger.need-unexposed", without, facts.least_exposed)
    return None if _stands_apart(exposure, series) else Message("trigger.need-apart")


def _stands_apart(exposure: Exposure, series: Series) -> bool:
    """Return whether a factor is more than what always counts, such as a trend."""
    known = np.isfinite(exposure.values)
    values, base = exposure.values[known], series.base[known]
    left = values - base @ np.linalg.lstsq(base, values, rcond=None)[0]
    return bool(left.var() > LEAST_APART * values.var())


def _unassessed(exposure: Exposure, series: Series, why: Message) -> TriggerFound:
    there, without = counts(exposure, series)
    label, own = TriggerLabel.NOT_ASSESSABLE, exposure.own
    unit = Unit.PERCENT if series.ratio else series.unit
    return TriggerFound(exposure.name, label, unit, there, without, own=own, needs=why)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What one draw of the missing values says; ``per_sd`` (j,) turns effects for one standard
    deviation of a factor, in those of the outcome, into with against without."""

    matter: Mattering
    per_sd: Floats


def _weigh(
    series: Series, exposures: Sequence[Exposure], facts: TriggerFacts
) -> list[TriggerFound]:
    prior = SubsetPrior(
        np.array([facts.prior_heat if one.expected else facts.prior for one in exposures]),
        facts.effect_sd,
        _most(len(exposures), facts.most),
    )
    spread = float(series.values.std())
    outcome = (series.values - series.values.mean()) / spread
    contrast = np.array([_contrast(one) for one in exposures])
    drawn = []
    for table in _tables(series, exposures, facts.imputations):
        sd = np.maximum(table.std(axis=0), 1e-12)
        scaled = (table - table.mean(axis=0)) / sd
        matter = which_matter(outcome, series.times, series.base, scaled, prior)
        drawn.append(_Drawn(matter, spread * contrast / sd))
    return [_found(one, place, series, drawn, prior, facts) for place, one in enumerate(exposures)]


def _most(factors: int, most: int) -> int:
    """Return how many may matter at once, so that not too many subsets are to be weighed."""
    while most > 1 and sum(comb(factors, size) for size in range(most + 1)) > MOST_SUBSETS:
        most -= 1
    return most


def _contrast(exposure: Exposure) -> float:
    """Return how far the mean value with the factor lies from that without."""
    there = exposure.values[exposure.exposed == 1.0]
    without = exposure.values[exposure.exposed == 0.0]
    return float(there.mean() - without.mean())


def _tables(series: Series, exposures: Sequence[Exposure], draws: int) -> list[Floats]:
    """Return the factors (n, j) with what is missing drawn, once where nothing is."""
    table = np.column_stack([one.values for one in exposures])
    if np.isfinite(table).all():
        return [table]
    days, first, place = np.unique(series.day, return_index=True, return_inverse=True)
    rng = np.random.default_rng(SEED)
    drawn = imputed(table[first], days.astype(np.float64), draws, rng)
    return [np.where(np.isnan(table), one[place], table) for one in drawn]


def _found(
    exposure: Exposure,
    place: int,
    series: Series,
    drawn: Sequence[_Drawn],
    prior: SubsetPrior,
    facts: TriggerFacts,
) -> TriggerFound:
    probability = float(np.mean([one.matter.probability[place] for one in drawn]))
    pooled = _pooled(drawn, place)
    middle, (low, high) = pooled.mean(), pooled.interval()
    told = [_told(number, series) for number in (low, min(max(middle, low), high), high)]
    seen = [smallest_seen(one.matter.information, prior, facts.possible)[place] for one in drawn]
    steps = [abs(float(one.per_sd[place])) for one in drawn]
    least = _told(float(np.mean(np.array(seen) * np.array(steps))), series)
    there, without = counts(exposure, series)
    return TriggerFound(
        factor=exposure.name,
        label=_label(probability, facts),
        unit=Unit.PERCENT if series.ratio else series.unit,
        exposed=there,
        unexposed=without,
        probability=min(max(probability, 0.0), 1.0),
        effect=told[1],
        low=told[0],
        high=told[2],
        detectable=least,
        own=exposure.own,
    )


def _pooled(drawn: Sequence[_Drawn], place: int) -> StudentMixture:
    """Return the effect with against without, were the factor to matter, over all draws."""
    shares = np.array([one.matter.probability[place] for one in drawn])
    shares = shares / shares.sum()
    parts = [one.matter.if_in[place] for one in drawn]
    steps = [float(one.per_sd[place]) for one in drawn]
    weight = np.concatenate([s * part.weight for s, part in zip(shares, parts, strict=True)])
    centre = np.concatenate([step * part.centre for step, part in zip(steps, parts, strict=True)])
    scale = np.concatenate([abs(step) * p.scale for step, p in zip(steps, parts, strict=True)])
    freedom = np.concatenate([part.freedom for part in parts])
    heavy = weight >= LIGHTEST * weight.max()
    share = weight[heavy] / weight[heavy].sum()
    return StudentMixture(share, centre[heavy], scale[heavy], freedom[heavy])


def _told(difference: float, series: Series) -> float:
    return 100.0 * float(np.expm1(difference)) if series.ratio else difference


def _label(probability: float, facts: TriggerFacts) -> TriggerLabel:
    if probability >= facts.likely:
        return TriggerLabel.LIKELY
    return TriggerLabel.POSSIBLE if probability >= facts.possible else TriggerLabel.NO_EVIDENCE


def _listed(found: Sequence[TriggerFound], false_share: float) -> list[TriggerFound]:
    """Return the most probable first, listed while so small a share is expected to be by chance.

    The expected share of the false among the first k is the mean of 1 - probability over them
    (Newton et al. 2004, Biostatistics 5:155); nothing below "possible" is ever listed.
    """
    ranked = sorted(found, key=lambda one: -(one.probability or 0.0))
    by_chance = np.array([1.0 - (one.probability or 0.0) for one in ranked])
    share = np.cumsum(by_chance) / np.arange(1, len(ranked) + 1)
    return [
        replace(one, listed=bool(part <= false_share) and one.label is not TriggerLabel.NO_EVIDENCE)
        for one, part in zip(ranked, share, strict=True)
    ]
