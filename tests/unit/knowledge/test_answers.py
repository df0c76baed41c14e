import pytest

from surefoot.knowledge.answers import read_answer, read_answers
from surefoot.knowledge.kinds import FindingFact
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import FindingOrigin, FindingState
from surefoot.model.message import InputProblem
from surefoot.model.reasoning import Finding

FACTS = {fact.id: fact for fact in load_knowledge().findings()}


@pytest.mark.parametrize(
    ("finding", "value", "state", "code"),
    [
        ("f_evening", True, FindingState.PRESENT, "yes"),
        ("f_evening", False, FindingState.ABSENT, None),
        ("f_evening", "unknown", FindingState.UNKNOWN, None),
        ("f_evening", "no", FindingState.ABSENT, None),
        ("f_onset", "years", FindingState.PRESENT, "years"),
        ("f_cold_pale", True, FindingState.PRESENT, None),
        ("f_back_pain", "none", FindingState.ABSENT, None),
    ],
)
def test_answer_becomes_a_finding(
    finding: str, value: bool | str, state: FindingState, code: str | None
) -> None:
    expected = Finding(finding, state, FindingOrigin.ANSWERED, code)
    assert read_answers(FACTS, {finding: value}) == (expected,)


def test_question_with_several_answers_gives_several_findings() -> None:
    found = read_answers(FACTS, {"f_autoimmune": ["lupus", "thyroid"]})
    assert [finding.code for finding in found] == ["lupus", "thyroid"]


@pytest.mark.parametrize(("finding", "value"), [("f_onset", True), ("f_evening", "sometimes")])
def test_answer_that_is_not_offered_names_the_valid_ones(finding: str, value: bool | str) -> None:
    with pytest.raises(InputProblem) as problem:
        read_answers(FACTS, {finding: value})
    assert problem.value.message.id == "answers.unknown_code"
    for answer in FACTS[finding].answers:
        assert answer.code in str(problem.value.message.params["codes"])


def test_unknown_question_is_an_error() -> None:
    with pytest.raises(InputProblem) as problem:
        read_answers(FACTS, {"f_nothing": True})
    assert problem.value.message.params == {"id": "f_nothing"}


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.id)
def test_every_answer_a_question_offers_can_be_read(fact: FindingFact) -> None:
    for answer in fact.answers:
        assert read_answer(fact, answer.code).state is answer.means.state
