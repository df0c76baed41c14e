"""Explain answers that came in a file; nothing is kept."""

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.reasoning import Explanation
from surefoot.reasoning.explain import explain
from surefoot.reasoning.ranges import with_ranges
from surefoot.usecases.answers_file import Case


def explain_case(case: Case, knowledge: Knowledge) -> Explanation:
    """Return the explanation of a case, with the range of every cause."""
    return with_ranges(explain(case.about, case.findings, knowledge), case.findings, knowledge)
