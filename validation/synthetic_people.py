"""People drawn from the network itself: are its probabilities what they say they are?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from surefoot.inference.noisy_or import leak_below, link_from_ratio
from surefoot.knowledge.kinds import FindingFact, Means
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import FindingOrigin, FindingState
from surefoot.model.reasoning import About, Finding, MsStatus
from surefoot.reasoning.answer_tables import AnswerTables, answer_tables
from surefoot.reasoning.network import build_network
from surefoot.reasoning.posterior import posterior
from surefoot.report.canvas import to_svg
from validation.summary import DRAWS, SEED

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PEOPLE = 2000
ASKED = 25
#: Ratios of the world are off by this factor from those of the facts, up or down by lot.
OFF = 2.0
EDGES = (0.0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
FIGURE = Path("docs") / "images" / "validation" / "reliability.svg"

TITLE = "How often causes were there, against the probability said"

TEXT = """
## Explaining: people drawn from the network

{n} people with MS and {n} without, each with causes drawn from the priors and {asked} questions
drawn by lot, answered as the facts say ({seed} as seed). Answers of a group are drawn one by one,
while the engine shrinks them, since real answers of a group repeat each other; so it is a little
less sure here than it could be. This shows whether the arithmetic says what the facts say, not
whether the facts are true. Brier score: mean square of probability minus truth over causes and
people, summed over causes; "before" is that of the priors. Brackets: 95 % bootstrap over people
({draws} draws, fixed seed).

{scores}

**Off by a factor of two**: the world's ratios are those of the facts times or divided by {off:g},
by lot for each; the engine does not know.

**How often what it says comes true** (all causes of all people; MS yes, MS no; ratios as in the
facts):

{reliability}

![{title}]({figure})
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """People: causes that are there (m, n) and what was said of each (m, n), with the priors."""

    there: Flags
    said: Floats
    before: Floats


@dataclass(frozen=True, slots=True)
class _World:
    """What the answers of each question say in the world people are drawn from."""

    tables: AnswerTables
    weights: Floats
    questions: Sequence[tuple[FindingFact, Sequence[tuple[str, int]]]]


def draw_people(knowledge: Knowledge, ms: MsStatus, factor: float, people: int = PEOPLE) -> Drawn:
    """Return people and what the engine says of them.

    Args:
        knowledge: the facts.
        ms: with MS or without.
        factor: each ratio of the world is multiplied or divided by this, by lot; 1 keeps it.
        people: how many.
    """
    rng = np.random.default_rng([SEED, int(ms is MsStatus.YES)])
    world = _world(knowledge, ms, factor, np.random.default_rng([SEED, 7]))
    n = len(world.tables.causes)
    there = rng.random((people, n)) < world.tables.priors
    said = np.empty((people, n))
    for k, causes in enumerate(there):
        answers = list(_answer(world, causes, rng))
        said[k] = posterior(build_network(About(ms), answers, knowledge)).probabilities
    return Drawn(there, said, np.broadcast_to(world.tables.priors, there.shape))


def _world(knowledge: Knowledge, ms: MsStatus, factor: float, rng: np.random.Generator) -> _World:
    tables = answer_tables(knowledge, ms)
    signs = rng.choice([-1.0, 1.0], tables.weights.shape)
    off = np.where(tables.weights != 0.0, signs * np.log(factor), 0.0)
    questions = [(fact, _codes(fact, tables)) for fact in knowledge.findings() if _is_asked(fact)]
    speaking = [(fact, codes) for fact, codes in questions if _speaks(tables, codes)]
    return _World(tables, tables.weights + off, speaking)


def _is_asked(fact: FindingFact) -> bool:
    """Whether a person can be asked it, with one answer; who one is, is no question here."""
    personal = fact.id in ("f_ms", "f_age", "f_sex")
    return fact.id.startswith("f_") and not fact.several and not personal


def _codes(fact: FindingFact, tables: AnswerTables) -> list[tuple[str, int]]:
    asked = [answer.code for answer in fact.answers if answer.means is not Means.UNKNOWN]
    return [(code, tables.rows[fact.id, code]) for code in asked]


def _speaks(tables: AnswerTables, codes: Sequence[tuple[str, int]]) -> bool:
    return bool(np.any(tables.weights[[row for _, row in codes]]))


def _answer(world: _World, causes: Flags, rng: np.random.Generator) -> Iterator[Finding]:
    """Yield answers to questions drawn by lot."""
    for place in rng.permutation(len(world.questions))[:ASKED]:
        fact, codes = world.questions[place]
        weights = np.array([_likelihood(world, row, causes) for _, row in codes])
        code = codes[rng.choice(len(codes), p=weights / weights.sum())][0]
        present = code in fact.present_codes
        state = FindingState.PRESENT if present else FindingState.ABSENT
        yield Finding(fact.id, state, FindingOrigin.ANSWERED, code if present else None)


def _likelihood(world: _World, row: int, causes: Flags) -> float:
    """Return how likely an answer is, as the network has it."""
    logs, rate = world.weights[row], float(world.tables.backgrounds[row])
    against = float(np.exp(np.minimum(logs, 0.0)[causes].sum()))
    ratios = np.exp(np.maximum(logs, 0.0))
    if world.tables.precedes[row]:
        return rate * against * float(ratios[causes].prod())
    leak = leak_below(rate, float(ratios.max()))
    links = link_from_ratio(ratios, leak)
    return against * float(1.0 - (1.0 - leak) * (1.0 - links[causes]).prod())


def brier(said: Floats, there: Flags) -> Floats:
    """Return the Brier score of each person (m,), summed over causes."""
    return np.asarray(((said - there) ** 2).sum(axis=1))


def within_top(drawn: Drawn, top: int) -> Floats:
    """Return for each person the share of the first ``top`` causes by probability that are
    there, (m,)."""
    first = np.argsort(-drawn.said, axis=1, kind="stable")[:, :top]
    return np.asarray(np.take_along_axis(drawn.there, first, axis=1).mean(axis=1))


def _interval(values: Floats) -> str:
    rng = np.random.default_rng(SEED)
    means = values[rng.integers(0, len(values), (DRAWS, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{values.mean():.3f} ({low:.3f} to {high:.3f})"


@cache
def _drawn(ms: MsStatus, factor: float) -> Drawn:
    return draw_people(load_knowledge(), ms, factor)


_GROUPS = (("MS yes", MsStatus.YES), ("MS no", MsStatus.NO))


def _scores() -> str:
    head = "| | people | Brier before | Brier after | of the first 3 causes, share there |"
    lines = [head, "| --- | --- | --- | --- | --- |"]
    for factor in (1.0, OFF):
        for name, ms in _GROUPS:
            one = _drawn(ms, factor)
            off = "" if factor == 1.0 else f", ratios off by {factor:g}"
            before, after = brier(one.before, one.there), brier(one.said, one.there)
            cells = [_interval(before), _interval(after), _interval(within_top(one, 3))]
            lines.append(f"| {name}{off} | {len(one.there)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of person and cause whose probability lies in ``[low, high)``."""

    low: float
    high: float
    n: int
    mean: float
    share: float


def reliability(drawn: Drawn) -> tuple[Bin, ...]:
    """Return how often causes were there, by the probability that was said."""
    found: list[Bin] = []
    for low, high in pairwise(EDGES):
        last = high == EDGES[-1]
        inside = (drawn.said >= low) & ((drawn.said <= high) if last else (drawn.said < high))
        if inside.any():
            mean, share = float(drawn.said[inside].mean()), float(drawn.there[inside].mean())
            found.append(Bin(low, high, int(inside.sum()), mean, share))
    return tuple(found)


def _reliability_table() -> str:
    head = "| said | pairs | said, mean | there | pairs (no MS) | said, mean | there |"
    lines = [head, "| " + " | ".join(["---"] * 7) + " |"]
    by_group = [{b.low: b for b in reliability(_drawn(ms, 1.0))} for _, ms in _GROUPS]
    for low, high in pairwise(EDGES):
        cells = [_bin_cells(group.get(low)) for group in by_group]
        lines.append(f"| {low:g} to {high:g} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _bin_cells(one: Bin | None) -> str:
    return "0 | – | –" if one is None else f"{one.n} | {one.mean:.3f} | {one.share:.3f}"


def _draw_figure() -> Figure:
    figure = Figure(figsize=(5.0, 4.5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], "--", color="#666666", label="as said")
    for (name, ms), colour, mark in zip(_GROUPS, ("#0b5394", "#b45f06"), "o^", strict=True):
        bins = reliability(_drawn(ms, 1.0))
        mean, share = [b.mean for b in bins], [b.share for b in bins]
        axes.plot(mean, share, mark + "-", color=colour, label=name)
    axes.set_xlabel("probability said")
    axes.set_ylabel("share of causes that were there")
    axes.legend()
    return figure


def synthetic_people_section(knowledge: Knowledge) -> str:
    """Return the section, and write its figure."""
    del knowledge
    root = Path(__file__).resolve().parents[1]
    (root / FIGURE).parent.mkdir(parents=True, exist_ok=True)
    (root / FIGURE).write_bytes(to_svg(_draw_figure(), TITLE, TITLE))
    return TEXT.format(
        title=TITLE,
        n=PEOPLE,
        asked=ASKED,
        seed=SEED,
        draws=DRAWS,
        off=OFF,
        scores=_scores(),
        reliability=_reliability_table(),
        figure=FIGURE.relative_to("docs").as_posix(),
    )
