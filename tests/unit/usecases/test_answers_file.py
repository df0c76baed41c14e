"""Answers in a file: what they say, and plain refusals of what they cannot say."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from surefoot.app.messages import say
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import FindingOrigin, FindingState
from surefoot.model.message import InputProblem
from surefoot.model.reasoning import About, MsStatus
from surefoot.usecases.answers_file import Case, case_from, read_case

KNOWLEDGE = load_knowledge()
FACTS = {fact.id: fact for fact in KNOWLEDGE.findings()}
EXAMPLE = {
    "ms": True,
    "age": 52,
    "sex": "F",
    "findings": {"f_evening": True, "f_onset": "years", "f_heat": False, "f_cold": "unknown"},
}


def read(said: object) -> Case:
    return read_case(json.dumps(said).encode(), KNOWLEDGE)


def refusal(data: bytes | dict[str, Any]) -> str:
    """Return the sentence of the refusal; fails when nothing is refused."""
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    with pytest.raises(InputProblem) as caught:
        read_case(raw, KNOWLEDGE)
    return say(caught.value.message)


def test_what_a_file_says() -> None:
    case = read(EXAMPLE)
    assert case.about == About(MsStatus.YES, 52, "F")
    assert [(f.id, f.state, f.code) for f in case.findings] == [
        ("f_evening", FindingState.PRESENT, "yes"),
        ("f_onset", FindingState.PRESENT, "years"),
        ("f_heat", FindingState.ABSENT, None),
        ("f_cold", FindingState.UNKNOWN, None),
        ("f_ms", FindingState.PRESENT, "yes"),
    ]
    assert {f.origin for f in case.findings} == {FindingOrigin.ANSWERED}


@pytest.mark.parametrize(
    ("value", "status"),
    [(True, MsStatus.YES), (False, MsStatus.NO), ("being-tested", MsStatus.BEING_TESTED)],
)
def test_only_ms_is_needed(value: bool | str, status: MsStatus) -> None:
    case = read({"ms": value})
    assert case.about == About(status)
    (finding,) = case.findings
    assert finding.id == "f_ms"
    assert (finding.code or "no") == status.value


def test_several_answers_where_the_question_allows_them() -> None:
    case = read({"ms": False, "findings": {"f_autoimmune": ["lupus", "thyroid", "lupus"]}})
    assert [f.code for f in case.findings] == ["lupus", "thyroid", None]
    assert len(read({"ms": False, "findings": {"f_onset": ["years"]}}).findings) == 2


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_case(b'\xef\xbb\xbf{"ms": true}', KNOWLEDGE).about.ms is MsStatus.YES


def findings(**said: object) -> dict[str, Any]:
    return {"ms": True, "findings": said}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ["ms", "being-tested"]),
        ({"ms": None}, ["ms", "being-tested"]),
        ({"ms": 1}, ["1", "true, false"]),
        ({"ms": "yes"}, ['"yes"', "being-tested"]),
        ({"ms": ["true"]}, ["being-tested"]),
        ({"ms": True, "age": -1}, ["-1", "120"]),
        ({"ms": True, "age": 52.5}, ["52.5"]),
        ({"ms": True, "age": True}, ["true"]),
        ({"ms": True, "age": "52"}, ['"52"']),
        ({"ms": True, "sex": "female"}, ['"female"', '"F"']),
        ({"ms": True, "sex": ["F"]}, ["F"]),
        ({"ms": True, "finding": {}}, ["finding", "ms, age, sex, findings"]),
        ({"ms": True, "findings": []}, ["a list"]),
        ({"ms": True, "findings": None}, ["null"]),
        (findings(f_evning=True), ["f_evning", "Did you mean f_evening", "f_onset"]),
        (findings(zzz=True), ["zzz", "f_evening", "t_k"]),
        (findings(f_onset="decades"), ["decades", "seconds-minutes", "years"]),
        (findings(f_onset=True), ["f_onset", "years"]),
        (findings(f_heat=1), ["f_heat", "a number", "yes, no, unknown"]),
        (findings(f_heat=None), ["f_heat", "null"]),
        (findings(f_heat={"yes": True}), ["f_heat", "an object"]),
        (findings(f_onset=["years", "months"]), ["f_onset", "years, months", "not several"]),
        (findings(f_autoimmune=["none", "lupus"]), ["f_autoimmune", "none"]),
        (findings(f_autoimmune=["lupus", "unknown"]), ["f_autoimmune", "unknown"]),
        (findings(f_autoimmune=[]), ["f_autoimmune", "lupus"]),
        (findings(f_autoimmune=["lupus", 1]), ["f_autoimmune", "lupus"]),
        (findings(f_autoimmune=["gout"]), ["gout", "lupus"]),
        (findings(f_ms="no"), ["no", "yes"]),
        (findings(f_ms=False), ["says no", "says yes"]),
        ({"ms": True, "age": 52, "findings": {"f_age": "60-69"}}, ["60-69", "40-59"]),
        ({"ms": True, "sex": "F", "findings": {"f_sex": "M"}}, ["says M", "says F"]),
        (findings(f_ms="unknown"), ["unknown", "yes"]),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_what_can(said: dict[str, Any], words: list[str]) -> None:
    sentence = refusal(said)
    assert [word for word in words if word not in sentence] == []


@pytest.mark.parametrize("value", ["yes", True])
def test_the_same_said_twice_over_is_no_contradiction(value: bool | str) -> None:
    assert read(findings(f_ms=value)).about.ms is MsStatus.YES


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "line 1"),
        (b'{"ms": true,}', "line 1"),
        (b"[1, 2]", "a list"),
        (b'"ms"', "text"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"ms": true, "ms": false}', '"ms" stands twice'),
        (b'{"ms": true, "findings": {"f_heat": true, "f_heat": false}}', '"f_heat" stands twice'),
        (b'{"ms": true, "age": NaN}', "NaN"),
        (b"[" * 200_000, "nested too deep"),
        (b'{"ms": true, "age": ' + b"9" * 5000 + b"}", "cannot be read"),
        (b" " * 1_000_001, "too big"),
    ],
    ids=range(11),
)
def test_what_is_no_file_of_answers(data: bytes, words: str) -> None:
    assert words in refusal(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
CODES = st.sampled_from(sorted({a.code for fact in FACTS.values() for a in fact.answers}))
VALUES = st.booleans() | CODES | st.lists(CODES, max_size=3) | JSON
FILES = st.fixed_dictionaries(
    {},
    optional={
        "ms": st.booleans() | st.just("being-tested") | JSON,
        "age": st.integers(-5, 130) | JSON,
        "sex": st.sampled_from(["F", "M"]) | JSON,
        "findings": st.dictionaries(st.sampled_from(sorted(FACTS)) | st.text(), VALUES, max_size=4)
        | JSON,
    },
)


@settings(max_examples=150, deadline=None)
@given(said=FILES | JSON)
@example(said={"ms": True, "findings": {"\ud800": True}})
def test_anything_is_read_or_refused_in_a_sentence(said: object) -> None:
    try:
        case = case_from(said, KNOWLEDGE)
    except InputProblem as problem:
        say(problem.message)
        return
    assert isinstance(said, dict)
    assert {f.id for f in case.findings} == {"f_ms", *said.get("findings", {})}


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_file_is_read_or_refused_in_a_sentence(place: int, byte: int, cut: bool) -> None:
    data = bytearray(json.dumps(EXAMPLE).encode())
    place %= len(data)
    data[place] = byte
    try:
        read_case(bytes(data[:place] if cut else data), KNOWLEDGE)
    except InputProblem as problem:
        say(problem.message)
