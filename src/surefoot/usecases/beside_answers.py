"""Causes beside what a person has said: which answers go with a cause, and which do not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from surefoot.knowledge.kinds import Means
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.likelihoods import Likelihood
from surefoot.model.codes import FindingState
from surefoot.model.reasoning import Finding

# Weaker than this, either way, an answer tells so little that it is not worth a tired look.
_WORTH_SAYING = 1.3
_MOST = 5


@dataclass(frozen=True, slots=True)
class Beside:
    """What a person said that goes with a cause, and what does not: clauses such as ``it is worse
    when you are hot``, the most telling first."""

    fits: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def beside_answers(
    knowledge: Knowledge, findings: Sequence[Finding], causes: Iterable[str], ms: bool
) -> dict[str, Beside]:
    """Return each cause beside the findings. With ``ms``, signs that MS itself brings say nothing.

    Answers alone, each for itself: how they go together is what an explanation says.
    """
    said = knowledge.likelihoods(ms)
    return {cause: _beside(cause, findings, said, knowledge) for cause in causes}


def _beside(
    cause: str, findings: Sequence[Finding], said: dict[str, Likelihood], knowledge: Knowledge
) -> Beside:
    telling = {
        clause: ratio
        for finding in findings
        if finding.id in said
        for clause, ratio in _clauses(cause, finding, said[finding.id], knowledge)
    }
    fits = [clause for clause, ratio in telling.items() if ratio >= _WORTH_SAYING]
    against = [clause for clause, ratio in telling.items() if ratio <= 1 / _WORTH_SAYING]
    fits.sort(key=lambda clause: -telling[clause])
    against.sort(key=lambda clause: telling[clause])
    return Beside(tuple(fits[:_MOST]), tuple(against[:_MOST]))


def _clauses(
    cause: str, finding: Finding, likelihood: Likelihood, knowledge: Knowledge
) -> Iterator[tuple[str, float]]:
    if finding.state is FindingState.UNKNOWN:
        return
    fact = knowledge.finding(finding.id)
    absent = next((a.code for a in fact.answers if a.means is Means.ABSENT), None)
    code = absent if finding.state is FindingState.ABSENT else finding.code
    clause = fact.in_words(finding.state, code)
    ratio = next((r for r in likelihood.ratios if (r.cause, r.when) == (cause, code)), None)
    if clause and ratio is not None:
        yield clause, ratio.ratio
