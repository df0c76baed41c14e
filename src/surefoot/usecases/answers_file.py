"""Answers in a JSON file, turned into what is known of a person and their findings.

``{"ms": true, "age": 52, "sex": "F", "findings": {"f_evening": true, "f_onset": "years"}}``:
a finding is true, false, "unknown", one of its codes, or a list of codes where its question allows
several.
"""

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from surefoot.knowledge.answers import read_answer
from surefoot.knowledge.kinds import FindingFact, Means
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingState
from surefoot.model.message import InputProblem
from surefoot.model.reasoning import About, Finding, MsStatus
from surefoot.reasoning.network import age_code

KEYS = ("ms", "age", "sex", "findings")
OLDEST = 120
#: Nobody has so much to say; more is another kind of file.
MAX_BYTES = 1_000_000
# What stands above the findings too, so that both must agree.
MS, AGE, SEX = "f_ms", "f_age", "f_sex"

_MS = {True: MsStatus.YES, False: MsStatus.NO, "being-tested": MsStatus.BEING_TESTED}


@dataclass(frozen=True, slots=True)
class Case:
    """Who it is about, and what was found; whether it is MS is among the findings too."""

    about: About
    findings: tuple[Finding, ...]


def read_case(data: bytes, knowledge: Knowledge) -> Case:
    """Return what a JSON file of answers says.

    Raises:
        InputProblem: it is no JSON, names something twice, or says something that no question
            offers or that contradicts itself; the sentence says what and what is valid.
    """
    return case_from(_read_json(data), knowledge)


def case_from(said: object, knowledge: Knowledge) -> Case:
    """Return what answers say that were read from JSON.

    Raises:
        InputProblem: as ``read_case``.
    """
    if not isinstance(said, dict):
        raise InputProblem("case.not_an_object", kind=_kind(said))
    for key in said:
        if key not in KEYS:
            raise InputProblem("case.unknown_key", key=_short(key), keys=", ".join(KEYS))
    about = About(_ms(said), _age(said.get("age")), _sex(said.get("sex")))
    findings = said.get("findings", {})
    if not isinstance(findings, dict):
        raise InputProblem("case.findings_not_an_object", kind=_kind(findings))
    return Case(about, _findings(findings, about, knowledge))


def _read_json(data: bytes) -> object:
    if len(data) > MAX_BYTES:
        raise InputProblem("case.too_big", most=MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise InputProblem("case.not_text", place=error.start) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise InputProblem("case.not_json", detail=error.msg, **place) from error
    except (RecursionError, ValueError) as error:
        # Nested without end, or a number of more digits than can be read.
        raise InputProblem("case.cannot_read") from error


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise InputProblem("case.said_twice", key=_short(key))
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise InputProblem("case.no_number", name=name)


def _ms(said: Mapping[str, Any]) -> MsStatus:
    value = said.get("ms")
    if value is None:
        raise InputProblem("case.no_ms")
    # 1 and 0 equal true and false here, but nobody means them so.
    if not isinstance(value, bool | str) or value not in _MS:
        raise InputProblem("case.wrong_ms", value=_short(value))
    return _MS[value]


def _age(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= OLDEST:
        raise InputProblem("case.wrong_age", value=_short(value), oldest=OLDEST)
    return value


def _sex(value: object) -> str | None:
    if value not in (None, "F", "M"):
        raise InputProblem("case.wrong_sex", value=_short(value))
    return value if isinstance(value, str) else None


def _findings(
    said: Mapping[str, object], about: About, knowledge: Knowledge
) -> tuple[Finding, ...]:
    facts = {fact.id: fact for fact in knowledge.findings()}
    found: list[Finding] = []
    for name, value in said.items():
        if name not in facts:
            raise _unknown_finding(name, facts)
        found.extend(_read(facts[name], value))
    _check_agreement(found, about)
    if MS not in said:
        found.append(read_answer(facts[MS], about.ms.value))
    return tuple(found)


def _unknown_finding(name: str, facts: Mapping[str, FindingFact]) -> InputProblem:
    known = ", ".join(facts)
    close = difflib.get_close_matches(name, facts, n=3)
    if close:
        return InputProblem(
            "case.unknown_id_close", id=_short(name), close=", ".join(close), known=known
        )
    return InputProblem("case.unknown_id", id=_short(name), known=known)


def _check_agreement(found: Sequence[Finding], about: About) -> None:
    """Refuse an answer that says otherwise than what stands above the findings."""
    above = {MS: about.ms.value, AGE: age_code(about.age), SEX: about.sex}
    for finding in found:
        wanted = above.get(finding.id)
        if finding.id in above and wanted is not None and _says(finding) != wanted:
            raise InputProblem(
                "case.contradicts",
                id=finding.id,
                said=_says(finding),
                key=finding.id.removeprefix("f_"),
                value=wanted,
            )


def _says(finding: Finding) -> str:
    """Return the code of an answer, in the words a file would use."""
    if finding.state is FindingState.PRESENT:
        return finding.code or "yes"
    return "no" if finding.state is FindingState.ABSENT else "unknown"


def _read(fact: FindingFact, value: object) -> list[Finding]:
    if isinstance(value, bool | str):
        return [read_answer(fact, value)]
    if not isinstance(value, list):
        codes = ", ".join(answer.code for answer in fact.answers)
        raise InputProblem("case.wrong_value", id=fact.id, kind=_kind(value), codes=codes)
    return _read_list(fact, value)


def _read_list(fact: FindingFact, values: list[object]) -> list[Finding]:
    codes = [value for value in values if isinstance(value, str)]
    if not values or len(codes) != len(values):
        offered = ", ".join(answer.code for answer in fact.answers)
        raise InputProblem("case.wrong_list", id=fact.id, codes=offered)
    different = tuple(dict.fromkeys(codes))
    if len(different) > 1 and not fact.several:
        raise InputProblem("case.only_one", id=fact.id, values=_cut(", ".join(different)))
    found = [read_answer(fact, code) for code in different]
    for code in different:
        answer = fact.answer(code)
        if len(different) > 1 and answer is not None and answer.means is not Means.PRESENT:
            raise InputProblem("case.excludes", id=fact.id, code=code)
    return found


def _kind(value: object) -> str:
    """Return what a value of JSON is, in the words of JSON."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    kinds: dict[type, str] = {dict: "an object", list: "a list", str: "text"}
    return kinds.get(type(value), "a number")


def _short(value: object) -> str:
    """Return a value as JSON writes it, without end only so far."""
    return _cut(json.dumps(value, ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
