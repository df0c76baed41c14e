"""What every answer says of every cause, as arrays: worked out once, used for every person.

Numbers are natural logarithms of likelihood ratios, so that 0 says nothing. They are tempered
here as far as that does not depend on which other answers were given:

* An estimate counts at most a cap, either way: nobody's guess may settle anything. What somebody
  says about how it is speaks against a cause less than it may speak for one: cases are atypical,
  and tired people misread a question. A medicine not taken, a test, or what defines a cause may
  speak against it up to the general cap.
* A ratio from a trial in which the person knew what they did is shrunk.

While somebody is being tested for MS, each number lies between those with and without MS.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.kinds import (
    Cause,
    Certainty,
    FindingFact,
    Means,
    Prior,
    Status,
)
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.likelihoods import DESCRIPTOR, Likelihood
from surefoot.model.reasoning import MsStatus

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: Groups that do not say that findings depend on each other.
_NOT_DEPENDENT = frozenset({"safety", DESCRIPTOR})
#: A result of a laboratory, an image or an examination: its estimate has a wider cap.
_TEST = "t_"
#: The logarithm of a ratio without a cap: beyond any that is stated.
_UNLIMITED = 50.0
#: An answer that speaks for and against nothing needs no background; the checker sees to the rest.
_NOT_SAID = 0.5


@dataclass(frozen=True, slots=True)
class AnswerTables:
    """What every answer says, for people with MS, without, or being tested.

    causes: ids of the n causes that can be there at all, with ``priors`` and the spread of their
        log odds, each shape (n,).
    rows: the number of each answer, by finding and code.
    stated: ratios as the facts say them, 1 where none, shape (a, n).
    weights: logarithms of the ratios after cap and trial shrinkage, shape (a, n).
    lowest, highest: how far a logarithm may go, shape (a, n) each.
    spreads: standard deviation of each logarithm, shape (a, n).
    backgrounds: how often the answer comes without a cause it speaks for, shape (a,).
    precedes: whether the finding was there before its causes, shape (a,).
    estimated: whether the ratio is an estimate that no clinician reviewed, shape (a, n).
    groups: names of the groups of the answer's finding, itself among them, a of them.
    shrinkage: what the logarithm of a ratio is multiplied by beside a stronger one of its group.
    """

    causes: tuple[str, ...]
    priors: Floats
    prior_spreads: Floats
    rows: Mapping[tuple[str, str], int]
    stated: Floats
    weights: Floats
    lowest: Floats
    highest: Floats
    spreads: Floats
    backgrounds: Floats
    precedes: Flags
    estimated: Flags
    groups: tuple[frozenset[str], ...]
    shrinkage: float


@lru_cache(maxsize=16)
def answer_tables(knowledge: Knowledge, ms: MsStatus) -> AnswerTables:
    """Return the tables; kept for as long as the knowledge is."""
    with_ms, without = _share_of_ms(knowledge, ms), 1.0 - _share_of_ms(knowledge, ms)
    priors = _priors(knowledge.causes(), with_ms)
    causes = tuple(priors)
    parts = [
        _one_table(knowledge, causes, is_ms)
        for is_ms, share in ((True, with_ms), (False, without))
        if share > 0.0
    ]
    shares = np.array([share for share in (with_ms, without) if share > 0.0])
    facts = {fact.id: fact for fact in knowledge.findings()}
    found = [facts[finding] for finding, _ in parts[0].rows]
    return AnswerTables(
        causes=causes,
        priors=np.array([value for value, _ in priors.values()]),
        prior_spreads=np.array([_spread(knowledge, "prior", c) for _, c in priors.values()]),
        rows=parts[0].rows,
        stated=_mean([part.stated for part in parts], shares),
        weights=np.log(_mean([np.exp(part.weights) for part in parts], shares)),
        lowest=np.min([part.lowest for part in parts], axis=0),
        highest=np.max([part.highest for part in parts], axis=0),
        spreads=np.max([part.spreads for part in parts], axis=0),
        backgrounds=_mean([part.backgrounds for part in parts], shares),
        precedes=np.array([fact.precedes for fact in found], dtype=bool),
        estimated=np.any([part.estimated for part in parts], axis=0),
        groups=tuple(frozenset({fact.id, *fact.groups}) - _NOT_DEPENDENT for fact in found),
        shrinkage=knowledge.number("group_shrinkage").value,
    )


def _mean(parts: list[Floats], shares: Floats) -> Floats:
    return np.asarray(np.tensordot(shares, np.array(parts), axes=1))


def _share_of_ms(knowledge: Knowledge, ms: MsStatus) -> float:
    if ms is MsStatus.BEING_TESTED:
        return knowledge.number("being_tested_ms_weight").value
    return 1.0 if ms is MsStatus.YES else 0.0


def _priors(causes: tuple[Cause, ...], with_ms: float) -> dict[str, tuple[float, Certainty]]:
    """Return prior and certainty of each cause that can be there."""
    found: dict[str, tuple[float, Certainty]] = {}
    for cause in causes:
        value = with_ms * _value(cause.priors.ms) + (1.0 - with_ms) * _value(cause.priors.no_ms)
        said = cause.priors.ms if with_ms > 0.0 and cause.priors.ms else cause.priors.no_ms
        if value > 0.0 and said is not None:
            found[cause.id] = (value, said.certainty)
    return found


def _value(prior: Prior | None) -> float:
    return 0.0 if prior is None else prior.value


@dataclass(frozen=True, slots=True)
class _Table:
    rows: dict[tuple[str, str], int]
    stated: Floats
    weights: Floats
    lowest: Floats
    highest: Floats
    spreads: Floats
    estimated: Flags
    backgrounds: Floats


def _one_table(knowledge: Knowledge, causes: tuple[str, ...], ms: bool) -> _Table:
    facts = knowledge.findings()
    rows = {key: row for row, key in enumerate(_answers(facts))}
    shape = (len(rows), len(causes))
    table = _Table(
        rows,
        np.ones(shape),
        np.zeros(shape),
        np.full(shape, -_UNLIMITED),
        np.full(shape, _UNLIMITED),
        np.zeros(shape),
        np.zeros(shape, dtype=bool),
        np.full(len(rows), _NOT_SAID),
    )
    column = {cause: n for n, cause in enumerate(causes)}
    said = knowledge.likelihoods(ms)
    for fact in facts:
        _fill(table, knowledge, fact, said[fact.id], column)
    return table


def _answers(facts: tuple[FindingFact, ...]) -> Iterator[tuple[str, str]]:
    for fact in facts:
        for answer in fact.answers:
            if answer.means is not Means.UNKNOWN:
                yield fact.id, answer.code


def _fill(
    table: _Table,
    knowledge: Knowledge,
    fact: FindingFact,
    said: Likelihood,
    column: Mapping[str, int],
) -> None:
    for code, rate in said.background.items():
        table.backgrounds[table.rows[fact.id, code]] = rate
    for ratio in said.ratios:
        if ratio.cause in column:
            place = table.rows[fact.id, ratio.when], column[ratio.cause]
            table.stated[place] = ratio.ratio
            caps = _caps(knowledge, fact, ratio.certainty, ratio.by_definition)
            _temper(table, knowledge, fact, place, ratio.certainty, caps)


def _caps(
    knowledge: Knowledge, fact: FindingFact, certainty: Certainty, by_definition: bool
) -> tuple[float, float]:
    """Return how far the logarithm of a ratio may go against and for its cause."""
    if certainty is not Certainty.EXPERT_ESTIMATE:
        return -_UNLIMITED, _UNLIMITED
    test = fact.id.startswith(_TEST)
    cap = "ratio_cap_estimate_test" if test else "ratio_cap_estimate"
    full = test or fact.precedes or by_definition
    against = cap if full else "ratio_cap_estimate_against"
    return -np.log(knowledge.number(against).value), np.log(knowledge.number(cap).value)


def _temper(
    table: _Table,
    knowledge: Knowledge,
    fact: FindingFact,
    place: tuple[int, int],
    certainty: Certainty,
    caps: tuple[float, float],
) -> None:
    """Note the logarithm after cap and trial shrinkage, its limits and its spread."""
    trusted = knowledge.number("trial_ratio_shrinkage").value if fact.open_label else 1.0
    table.lowest[place], table.highest[place] = trusted * caps[0], trusted * caps[1]
    table.weights[place] = trusted * np.clip(np.log(table.stated[place]), *caps)
    table.spreads[place] = trusted * _spread(knowledge, "ratio", certainty)
    estimate = certainty is Certainty.EXPERT_ESTIMATE
    table.estimated[place] = estimate and fact.status is Status.NOT_REVIEWED


def _spread(knowledge: Knowledge, what: str, certainty: Certainty) -> float:
    name = {
        Certainty.SEEN: "seen",
        Certainty.RECALLED: "recalled",
        Certainty.EXPERT_ESTIMATE: "estimate",
    }[certainty]
    return knowledge.number(f"spread_{what}_{name}").value
