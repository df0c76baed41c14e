"""Cases coded as answers, and where an explanation puts what it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import msgspec
import numpy as np
import yaml
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Urgency
from surefoot.model.reasoning import MsStatus
from surefoot.reasoning.explain import explain
from surefoot.reasoning.network import Network, build_network
from surefoot.reasoning.posterior import Posterior, posterior
from surefoot.usecases.answers_file import Case, case_from

FOLDER = Path(__file__).parent / "cases"
ORDER = tuple(Urgency)
TOPS = (1, 3, 5)

Alter = Callable[[Network], Network]


class CodedCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One case: its answers as in a file of answers, what it was, and how urgent it was.

    ``accepted`` may stand for ``cause``; ``also`` was there besides and does not count.
    ``urgency`` is the least level to be reached, ``urgency_most`` the highest still fitting.
    """

    id: str
    source: str
    cause: str
    urgency: Urgency
    ms: bool | str
    findings: dict[str, bool | str | list[str]]
    kind: str = ""
    age: int | None = None
    sex: str | None = None
    accepted: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    urgency_most: Urgency | None = None
    left_out: str = ""

    @property
    def right(self) -> frozenset[str]:
        """Causes that count as found."""
        return frozenset({self.cause, *self.accepted})

    def answers(self, knowledge: Knowledge) -> Case:
        """Return the case as the program reads it."""
        said = {"ms": self.ms, "age": self.age, "sex": self.sex, "findings": self.findings}
        return case_from(said, knowledge)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where the right cause of a case came, by lift and by probability, 1 the first."""

    case: CodedCase
    by_lift: int
    by_probability: int


@dataclass(frozen=True, slots=True)
class Triaged:
    """How urgent a case was called."""

    case: CodedCase
    level: Urgency

    @property
    def missed(self) -> bool:
        """Whether that is less urgent than it must be."""
        return ORDER.index(self.level) > ORDER.index(self.case.urgency)

    @property
    def too_urgent(self) -> bool:
        """Whether that is more urgent than fits."""
        most = self.case.urgency_most or self.case.urgency
        return ORDER.index(self.level) < ORDER.index(most)


def load_cases(path: Path) -> tuple[CodedCase, ...]:
    """Return the cases of one file, or of all files of a folder in order of their names.

    Raises:
        FileNotFoundError: there is none.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise FileNotFoundError(path)
    found: list[CodedCase] = []
    for file in files:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        listed = data if isinstance(data, list) else [data]
        found.extend(msgspec.convert(one, CodedCase) for one in listed)
    return tuple(found)


def rank(case: CodedCase, knowledge: Knowledge, alter: Alter | None = None) -> Ranked:
    """Return where the right cause comes, with the network altered where asked for.

    A tie counts against it. A cause that cannot be there at all comes behind all others.
    """
    answers = case.answers(knowledge)
    network = build_network(answers.about, answers.findings, knowledge)
    found = posterior(network if alter is None else alter(network))
    return Ranked(
        case,
        _place(found, found.lifts, case.right),
        _place(found, found.probabilities, case.right),
    )


def _place(found: Posterior, values: NDArray[np.float64], right: frozenset[str]) -> int:
    mine = [v for cause, v in zip(found.causes, values, strict=True) if cause in right]
    others = [v for cause, v in zip(found.causes, values, strict=True) if cause not in right]
    best = max(mine, default=-1.0)
    return 1 + sum(bool(value >= best) for value in others)


def triage(case: CodedCase, knowledge: Knowledge) -> Triaged:
    """Return how urgent a case is called, without a clarifying question."""
    answers = case.answers(knowledge)
    return Triaged(case, explain(answers.about, answers.findings, knowledge).urgency)


def has_ms(case: CodedCase) -> bool:
    """Whether the person knew of MS."""
    return case.ms is not False and case.ms != MsStatus.NO.value


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, J Am Stat Assoc 1927;22:209-212)."""
    z = 1.959964
    middle = (hits + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(hits * (n - hits) / n + z * z / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(hits: int, n: int) -> str:
    """Return a share with its interval, as "34 of 40, 85 % (71 to 93)"."""
    if n == 0:
        return "–"
    low, high = (100 * end for end in wilson(hits, n))
    return f"{hits} of {n}, {100 * hits / n:.0f} % ({low:.0f} to {high:.0f})"


def within(places: Sequence[int], top: int) -> str:
    """Return how many of the places are among the first ``top``, with the interval."""
    return share(sum(place <= top for place in places), len(places))
