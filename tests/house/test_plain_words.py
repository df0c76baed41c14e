"""What the person reads is plain, names no diagnosis and no dose: facts, messages and pages.

Grade: Flesch and Kincaid 1975, by the syllables of the CMU dictionary (textstat).
"""

import re
from collections.abc import Mapping

import pytest
import textstat

from surefoot.app import messages_explain, messages_web
from surefoot.app.messages import sentences
from surefoot.knowledge.load import load_knowledge
from tests.conftest import ROOT

KNOWLEDGE = load_knowledge()
GRADE = 6.0
#: One rule alone may be a little harder: names of places and tests cannot be shortened.
GRADE_OF_ONE_ALARM = 9.0

_SENTENCE = re.compile(
    r'{%\s*translate\s+"([^"]+)"|{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate', re.DOTALL
)
_MARKUP = re.compile(r"{{.*?}}|{%.*?%}|<[^>]+>", re.DOTALL)

WORDS = re.compile(
    r"\b(diagnos\w*|relaps\w*|progressi(on|ve)\w*|prognos\w*|EDSS|disabilit\w*)\b", re.IGNORECASE
)
DIAGNOSING = re.compile(
    WORDS.pattern
    + r"|(?:^|[.!?:]\s+)(you have|you've got|you suffer)\b"
    + r"|\byou are (ill with|suffering from)\b",
    re.IGNORECASE,
)
DOSE = re.compile(
    r"\b\d[\d.,]*\s?(mg|mcg|µg|micrograms?|grams?|ml|IU|units?|tablets?|pills?|drops?)\b",
    re.IGNORECASE,
)
PERCENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
#: The one place that says what Surefoot is not.
ALLOWED = re.compile(r"It gives no diagnosis\.|makes no diagnosis\.", re.IGNORECASE)


def _close(text: str) -> str:
    text = " ".join(text.replace("**", "").split())
    return text if text.endswith((".", "?", "!")) else text + "."


def _join(*texts: str) -> str:
    return " ".join(_close(text) for text in texts if text.strip())


def _facts() -> Mapping[str, Mapping[str, str]]:
    """Return what the person reads of each fact, by kind."""
    plain = {cause.id: cause.plain for cause in KNOWLEDGE.causes()}
    return {
        "causes": {
            c.id: _join(
                plain[c.id].what,
                plain[c.id].feels,
                plain[c.id].starts,
                plain[c.id].tests,
                c.course,
                c.progression,
            )
            for c in KNOWLEDGE.causes()
        },
        "strategies": {
            s.id: _join(s.plain.how, s.plain.why, s.plain.care) for s in KNOWLEDGE.strategies()
        },
        "tests": {t.id: _join(t.plain.what, t.plain.how, t.plain.care) for t in KNOWLEDGE.tests()},
        "statements": {s.id: _join(s.says) for s in KNOWLEDGE.statements()},
    }


def _questions() -> dict[str, str]:
    asked = [fact for fact in KNOWLEDGE.findings() if fact.id.startswith("f_")]
    return {fact.id: _join(fact.question, fact.hint) for fact in asked}


def _clauses() -> dict[str, str]:
    """Return answers as clauses about the person: "because you said ..."."""
    return {
        f"{fact.id} {answer.code}": answer.plain
        for fact in KNOWLEDGE.findings()
        for answer in fact.answers
        if answer.plain
    }


def _pages() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((ROOT / "src/surefoot/app/templates").rglob("*.html")):
        marked = _SENTENCE.findall(path.read_text(encoding="utf-8"))
        found[path.name] = _join(*(one or _MARKUP.sub("this", more) for one, more in marked))
    return {name: text for name, text in found.items() if text}


def _messages() -> dict[str, str]:
    own = {**messages_explain.MESSAGES, **messages_web.MESSAGES}
    clinical = ("cli.explain.clinician", "cli.explain.unreviewed", "cli.explain.numbers")
    more = {
        name: text
        for name, text in sentences().items()
        if name.startswith("cli.explain.") and not name.startswith(clinical)
    }
    return {name: str(text) for name, text in {**own, **more}.items()}


def _alarms() -> dict[str, str]:
    return {rule.id: _close(rule.says) for rule in KNOWLEDGE.red_flags()}


def _all() -> dict[str, Mapping[str, str]]:
    return {
        **_facts(),
        "questions": _questions(),
        "clauses": _clauses(),
        "pages": _pages(),
        "messages": _messages(),
        "alarms": _alarms(),
    }


def grade(text: str) -> float:
    return float(textstat.flesch_kincaid_grade(text))


def test_hard_words_are_seen() -> None:
    assert grade("The cat sat on the mat. It was warm.") < 2
    assert grade("Demyelination impairs corticospinal conduction, producing paraparesis.") > 12


@pytest.mark.parametrize("kind", sorted(_all()))
def test_each_kind_of_words_is_read_in_sixth_grade(kind: str) -> None:
    texts = [text for text in _all()[kind].values() if text]
    assert texts
    assert grade(_join(*texts)) <= GRADE


@pytest.mark.parametrize("kind", sorted(_facts()))
def test_each_fact_is_read_in_sixth_grade(kind: str) -> None:
    """Of a few words no grade can be told, so single short statements are read together."""
    long = {name: text for name, text in _facts()[kind].items() if len(text.split()) >= 30}
    hard = {name: round(grade(text), 1) for name, text in long.items() if grade(text) > GRADE}
    assert hard == {}


def test_no_alarm_is_hard_to_read() -> None:
    hard = {name for name, text in _alarms().items() if grade(text) > GRADE_OF_ONE_ALARM}
    assert hard == set()


@pytest.mark.parametrize(
    "text",
    [
        "You have multiple sclerosis.",
        "Rest. You've got a clot.",
        "This is a relapse.",
        "It may be a sign of progression.",
        "Your diagnosis is clear.",
        "You are suffering from stroke.",
    ],
)
def test_a_diagnosis_is_seen(text: str) -> None:
    assert DIAGNOSING.search(text)


@pytest.mark.parametrize(
    "text", ["Do you have pain?", "Once you have talked.", "If you have MS, rest.", "You said so."]
)
def test_what_is_no_diagnosis_is_not_seen(text: str) -> None:
    assert not DIAGNOSING.search(text)


@pytest.mark.parametrize("kind", sorted(set(_all()) - {"alarms"}))
def test_no_words_diagnose(kind: str) -> None:
    """Red flags may say "you have missed a tablet"; clauses repeat what the person said."""
    pattern = WORDS if kind == "clauses" else DIAGNOSING
    found = {
        name: match.group(0)
        for name, text in _all()[kind].items()
        if (match := pattern.search(ALLOWED.sub("", text)))
    }
    found.pop("call_if.html", None)  # a list of when to call: "You have chest pain"
    assert found == {}


def test_no_words_give_a_dose() -> None:
    assert DOSE.search("Take 20 mg twice.")
    assert DOSE.search("Take 2 tablets.")
    found = [
        (kind, name) for kind, texts in _all().items() for name in texts if DOSE.search(texts[name])
    ]
    assert found == []


def test_no_percentage_stands_on_the_face_of_facts() -> None:
    kinds = {**_facts(), "clauses": _clauses(), "alarms": _alarms()}
    found = [
        (kind, name)
        for kind, texts in kinds.items()
        for name, text in texts.items()
        if PERCENT.search(text)
    ]
    assert found == []
