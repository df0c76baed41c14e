import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.knowledge.conditions import (
    Condition,
    IfUnknown,
    group_findings,
    holds,
    what_holds,
)
from surefoot.model.codes import FindingOrigin, FindingState
from surefoot.model.reasoning import Finding


def finding(name: str, state: FindingState, code: str | None = None) -> Finding:
    return Finding(name, state, FindingOrigin.ANSWERED, code)


def term(name: str, unknown: IfUnknown = IfUnknown.IGNORED, *codes: str) -> Condition:
    return Condition(finding=name, unknown=unknown, codes=codes)


PRESENT, ABSENT, UNKNOWN = FindingState
COUNTS, IGNORED = IfUnknown


@pytest.mark.parametrize(
    ("state", "unknown", "expected"),
    [
        (PRESENT, IGNORED, True),
        (ABSENT, COUNTS, False),
        (UNKNOWN, COUNTS, True),
        (UNKNOWN, IGNORED, False),
        (None, COUNTS, False),
    ],
)
def test_term(state: FindingState | None, unknown: IfUnknown, expected: bool) -> None:
    found = [finding("a", state)] if state else []
    assert holds(term("a", unknown), group_findings(found)) is expected


@pytest.mark.parametrize(
    ("code", "unknown", "expected"),
    [
        ("new", IGNORED, True),
        ("old", COUNTS, False),
        (None, COUNTS, True),
        (None, IGNORED, False),
    ],
)
def test_term_with_a_code(code: str | None, unknown: IfUnknown, expected: bool) -> None:
    answers = group_findings([finding("a", PRESENT, code)])
    assert holds(term("a", unknown, "new"), answers) is expected


def test_one_of_several_answers_is_enough() -> None:
    answers = group_findings([finding("a", PRESENT, "x"), finding("a", PRESENT, "y")])
    assert holds(term("a", IGNORED, "y"), answers)


def test_not_of_what_was_not_asked_holds() -> None:
    assert holds(Condition(inner=term("a")), {})
    assert not holds(Condition(inner=term("a")), group_findings([finding("a", PRESENT)]))


def test_all_and_any() -> None:
    answers = group_findings([finding("a", PRESENT), finding("b", ABSENT)])
    assert holds(Condition(any=(term("a"), term("b"))), answers)
    assert not holds(Condition(all=(term("a"), term("b"))), answers)


def test_reasons_leave_out_what_is_denied_and_what_did_not_hold() -> None:
    condition = Condition(
        all=(term("a"), Condition(any=(term("b"), term("c"))), Condition(inner=term("d")))
    )
    answers = group_findings([finding("a", PRESENT), finding("c", PRESENT)])
    assert what_holds(condition, answers) == ("a", "c")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"finding": "a"},
        {"finding": "a", "unknown": COUNTS, "inner": Condition(finding="b", unknown=COUNTS)},
    ],
)
def test_condition_must_be_one_thing_and_say_what_unknown_means(
    fields: dict[str, object],
) -> None:
    with pytest.raises(ValueError, match=r"one of|unknown"):
        Condition(**fields)  # type: ignore[arg-type]


TERMS = st.builds(term, st.sampled_from("abcd"), st.sampled_from(IfUnknown))
CONDITIONS = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda xs: Condition(all=tuple(xs))),
        st.lists(inner, min_size=1, max_size=3).map(lambda xs: Condition(any=tuple(xs))),
    ),
    max_leaves=8,
)
FINDINGS = st.lists(
    st.builds(finding, st.sampled_from("abcd"), st.sampled_from(FindingState)),
    max_size=6,
    unique_by=lambda f: f.id,
)


@given(CONDITIONS, FINDINGS, st.permutations(range(6)))
def test_order_of_findings_never_matters(
    condition: Condition, found: list[Finding], order: list[int]
) -> None:
    shuffled = [found[i] for i in order if i < len(found)]
    assert holds(condition, group_findings(found)) is holds(condition, group_findings(shuffled))


@given(CONDITIONS, FINDINGS)
def test_what_fires_without_unknown_fires_with_it(
    condition: Condition, found: list[Finding]
) -> None:
    answers = group_findings(found)
    if holds(condition, answers, unknown_counts=False):
        assert holds(condition, answers)


@given(CONDITIONS, FINDINGS)
def test_a_condition_that_holds_has_a_reason(condition: Condition, found: list[Finding]) -> None:
    answers = group_findings(found)
    assert bool(what_holds(condition, answers)) is holds(condition, answers)


@given(CONDITIONS)
def test_condition_survives_yaml_like_data(condition: Condition) -> None:
    assert msgspec.convert(msgspec.to_builtins(condition), Condition) == condition
