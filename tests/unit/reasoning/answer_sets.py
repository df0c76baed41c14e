"""Sets of answers as people might give them, for properties that hold whatever was said."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from surefoot.knowledge.answers import read_answer
from surefoot.knowledge.kinds import FindingFact, Means
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import FindingOrigin, FindingState
from surefoot.model.reasoning import About, Finding, MsStatus

KNOWLEDGE = load_knowledge()
FACTS = {fact.id: fact for fact in KNOWLEDGE.findings()}
#: Findings that say something about a cause, age and sex apart.
TELLING = sorted(
    name
    for name, said in KNOWLEDGE.likelihoods(ms=False).items()
    if said.ratios and name not in ("f_age", "f_sex", "f_ms")
)

abouts = st.builds(
    About,
    st.sampled_from(list(MsStatus)),
    st.none() | st.integers(18, 95),
    st.none() | st.sampled_from(["F", "M"]),
)


def _finding(fact: FindingFact) -> SearchStrategy[Finding]:
    codes = [a.code for a in fact.answers if a.means is not Means.UNKNOWN]
    return st.sampled_from(codes).map(lambda code: read_answer(fact, code))


def answer_sets(most: int = 14) -> SearchStrategy[tuple[Finding, ...]]:
    """Return findings, one of each question."""
    names = st.lists(st.sampled_from(TELLING), unique=True, max_size=most)
    return names.flatmap(lambda chosen: st.tuples(*(_finding(FACTS[name]) for name in chosen)))


def unknown(name: str) -> Finding:
    """Return the finding of "I don't know"."""
    return Finding(name, FindingState.UNKNOWN, FindingOrigin.ANSWERED)


def present(name: str, code: str | None = None) -> Finding:
    """Return a finding that is there."""
    return Finding(name, FindingState.PRESENT, FindingOrigin.ANSWERED, code)


def absent(name: str) -> Finding:
    """Return a finding that is not there."""
    return Finding(name, FindingState.ABSENT, FindingOrigin.ANSWERED)
