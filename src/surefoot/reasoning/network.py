"""The network of one person: causes with their priors, and what their answers say of each.

What speaks for a cause becomes a noisy-OR link, what speaks against it inhibits it. Findings that
precede their causes (an age, a medicine) change the odds of each cause by themselves: no cause
explains an age away. Of the findings in one group the strongest for a cause counts in full, each
other in that direction is shrunk. Unknown and unasked say nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.noisy_or import (
    HIGHEST,
    NoisyOr,
    leak_below,
    link_from_ratio,
    update_odds,
)
from surefoot.knowledge.kinds import FindingFact, Means
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingOrigin, FindingState
from surefoot.model.reasoning import About, Finding
from surefoot.reasoning.answer_tables import AnswerTables, Floats, answer_tables

#: What one is rather than what was found: part of the prior.
AGE, SEX, MS = "f_age", "f_sex", "f_ms"
_PERSONAL = (AGE, SEX)

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Observed:
    """The k answers that say something, in the order of the tables.

    findings: what was found, one for each answer.
    groups: names of the groups of each.
    stated: shape (k, n), ratios as the facts say them.
    logs: shape (k, n), logarithms after caps, before groups.
    exponents: shape (k, n), 1, or the shrinkage where a stronger finding of the group counts.
    lowest, highest, spreads: shape (k, n), as in the tables.
    backgrounds: shape (k,).
    precedes: shape (k,).
    estimated: shape (k, n).
    """

    findings: tuple[Finding, ...]
    groups: tuple[frozenset[str], ...]
    stated: Floats
    logs: Floats
    exponents: Floats
    lowest: Floats
    highest: Floats
    spreads: Floats
    backgrounds: Floats
    precedes: Flags
    estimated: Flags

    @property
    def used(self) -> Floats:
        """Logarithms of the ratios as they count, shape (k, n)."""
        return np.asarray(self.logs * self.exponents)


@dataclass(frozen=True, slots=True)
class Network:
    """One person's network. ``priors`` have age and sex in them where these were said."""

    tables: AnswerTables
    priors: Floats
    observed: Observed


def build_network(about: About, findings: Iterable[Finding], knowledge: Knowledge) -> Network:
    """Return the network of a person.

    Args:
        about: MS or not, age, sex; age and sex count as answers to their questions.
        findings: in any order; those of one answer count once.
        knowledge: the facts.
    """
    tables = answer_tables(knowledge, about.ms)
    facts = {fact.id: fact for fact in knowledge.findings()}
    given = [finding for finding in findings if finding.id != MS]
    personal = [*_personal(about, given, facts), *(f for f in given if f.id in _PERSONAL)]
    others = [finding for finding in given if finding.id not in _PERSONAL]
    shift = observe(tables, personal, facts).used.sum(axis=0)
    priors = update_odds(tables.priors, np.exp(shift))
    return Network(tables, priors, observe(tables, others, facts))


def to_noisy_or(priors: Floats, observed: Observed, logs: Floats | None = None) -> NoisyOr:
    """Return the network in numbers, for the posterior of each cause.

    Args:
        priors: shape (n,).
        observed: the k answers.
        logs: shape (k, n), logarithms of ratios as they count, if not those of ``observed``; an
            answer must speak in the same direction.
    """
    used = observed.used if logs is None else logs
    alone = np.where(observed.precedes[:, None], used, np.minimum(used, 0.0)).sum(axis=0)
    ratios = np.exp(np.maximum(used[~observed.precedes], 0.0))
    highest = ratios.max(axis=1, initial=1.0)
    backgrounds = observed.backgrounds[~observed.precedes]
    pairs = zip(backgrounds, highest, strict=True)
    leaks = np.array([leak_below(rate, ratio) for rate, ratio in pairs], dtype=np.float64)
    links = link_from_ratio(ratios, leaks[:, None])
    return NoisyOr(update_odds(priors, np.exp(alone)), leaks, links)


def observe(
    tables: AnswerTables, findings: Iterable[Finding], facts: Mapping[str, FindingFact]
) -> Observed:
    """Return what findings say, each answer once, whatever their order."""
    told = {_rows(tables, finding, facts): finding for finding in sorted(findings, key=_order)}
    told.pop((), None)
    answers = sorted(told)
    share = _shares(tables, answers)
    logs = np.log(share @ np.exp(tables.weights))
    groups = tuple(tables.groups[rows[0]] for rows in answers)
    return Observed(
        findings=tuple(told[rows] for rows in answers),
        groups=groups,
        stated=share @ tables.stated,
        logs=logs,
        exponents=_exponents(logs, groups, tables.shrinkage),
        lowest=share @ tables.lowest,
        highest=share @ tables.highest,
        spreads=share @ tables.spreads,
        backgrounds=np.minimum((share > 0.0) @ tables.backgrounds, HIGHEST),
        precedes=(share @ tables.precedes) > 0.0,
        estimated=(share @ tables.estimated) > 0.0,
    )


def _order(finding: Finding) -> tuple[str, bool]:
    """Of two findings that say the same, what was measured comes last and stays."""
    return finding.id, finding.origin is FindingOrigin.MEASURED


def _rows(
    tables: AnswerTables, finding: Finding, facts: Mapping[str, FindingFact]
) -> tuple[int, ...]:
    """Return the rows of an answer: several for a yes without which, none for unknown."""
    fact = facts.get(finding.id)
    if fact is None or finding.state is FindingState.UNKNOWN:
        return ()
    if finding.code is not None:
        codes: tuple[str, ...] = (finding.code,)
    elif finding.state is FindingState.PRESENT:
        codes = fact.present_codes
    else:
        codes = tuple(a.code for a in fact.answers if a.means is Means.ABSENT)
    return tuple(tables.rows[fact.id, code] for code in codes if (fact.id, code) in tables.rows)


def _shares(tables: AnswerTables, answers: Sequence[tuple[int, ...]]) -> Floats:
    """Return how much each row counts in each answer, shape (k, a): by how common they are."""
    share = np.zeros((len(answers), len(tables.rows)))
    for k, rows in enumerate(answers):
        rates = tables.backgrounds[list(rows)]
        share[k, list(rows)] = rates / rates.sum()
    return share


def _exponents(logs: Floats, groups: Sequence[frozenset[str]], shrinkage: float) -> Floats:
    """Return 1 for the strongest of each group, for and against apart, and the shrinkage for
    the others; shape (k, n)."""
    exponents = np.ones_like(logs)
    for k, mine in enumerate(groups):
        for other, theirs in enumerate(groups):
            if k != other and mine & theirs:
                exponents[k][_yields(logs[k], logs[other], other < k)] = shrinkage
    return exponents


def _yields(mine: Floats, theirs: Floats, they_come_first: bool) -> Flags:
    """Whether each cause's ratio stands behind another one in the same direction."""
    alike = mine * theirs > 0.0
    weaker = np.abs(mine) < np.abs(theirs)
    return np.asarray(alike & (weaker | ((np.abs(mine) == np.abs(theirs)) & they_come_first)))


def _personal(
    about: About, given: Sequence[Finding], facts: Mapping[str, FindingFact]
) -> list[Finding]:
    """Return age and sex as answers, where they were not answered themselves."""
    said = {finding.id for finding in given}
    codes = {AGE: age_code(about.age), SEX: about.sex}
    return [
        Finding(name, FindingState.PRESENT, FindingOrigin.REPORTED, code)
        for name, code in codes.items()
        if code is not None and name in facts and name not in said
    ]


def age_code(age: int | None) -> str | None:
    """Return the answer to the question for the age."""
    if age is None:
        return None
    bounds = ((40, "under-40"), (60, "40-59"), (70, "60-69"))
    return next((code for bound, code in bounds if age < bound), "70-plus")
