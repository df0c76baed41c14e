"""Every code and every message has words, and they are plain."""

import ast
import re
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

import surefoot
from surefoot.app.messages import UnknownMessage, say, sentences
from surefoot.model import codes
from surefoot.model.message import Message

SOURCE = Path(surefoot.__file__).parent
# What speaks in a page about a person; the others are for the command line or for files.
_NAMED = (
    codes.Leg,
    codes.Placement,
    codes.Protocol,
    codes.Aid,
    codes.Shoes,
    codes.Surface,
    codes.Felt,
    codes.BodyPart,
    codes.Before,
    codes.DayEvent,
    codes.CouldNotWalk,
    codes.Answer,
    codes.QualityLevel,
    codes.QualityCode,
    codes.AbsenceReason,
    codes.Urgency,
)
_NEVER = re.compile(
    r"\b(relapse|progression|diagnos(?!is\.)|EDSS|dose|patient|abnormal|disabilit|lesion)", re.I
)


@pytest.mark.parametrize("kind", _NAMED)
def test_every_code_has_a_name(kind: type[StrEnum]) -> None:
    for code in kind:
        assert sentences()[f"{kind.__name__.lower()}.{code.value}"]


def test_every_measure_has_a_name() -> None:
    assert all(sentences()[f"measure.{measure}"] for measure in codes.Measure)


def _params(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _uses() -> list[tuple[Path, int, str, set[str] | None]]:
    """Find ``Message("id", {...})`` and ``InputProblem("id", name=...)`` with their parameters."""
    found: list[tuple[Path, int, str, set[str] | None]] = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                use = _use(node)
                if use is not None:
                    found.append((path, node.lineno, *use))
    return found


def _use(call: ast.Call) -> tuple[str, set[str] | None] | None:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    first = call.args[0] if call.args else None
    if name not in ("Message", "InputProblem") or not isinstance(first, ast.Constant):
        return None
    if name == "InputProblem":
        given = {keyword.arg for keyword in call.keywords}
        return str(first.value), None if None in given else {str(arg) for arg in given}
    if len(call.args) == 1 and not call.keywords:
        return str(first.value), set()
    params = call.args[1] if len(call.args) > 1 else call.keywords[0].value
    if isinstance(params, ast.Dict) and all(isinstance(key, ast.Constant) for key in params.keys):
        return str(first.value), {
            str(key.value) for key in params.keys if isinstance(key, ast.Constant)
        }
    return str(first.value), None


def test_every_message_that_is_used_has_a_sentence_with_its_parameters() -> None:
    uses = _uses()
    assert len(uses) > 50
    wrong = []
    for path, line, message_id, given in uses:
        place = f"{path.relative_to(SOURCE)}:{line} {message_id}"
        sentence = sentences().get(message_id)
        if sentence is None:
            wrong.append(f"{place} has no sentence")
        elif given is not None and not _params(sentence) <= given:
            wrong.append(f"{place} lacks {sorted(_params(sentence) - given)}")
    assert wrong == []


def test_an_unknown_message_is_an_error_not_a_blank() -> None:
    with pytest.raises(UnknownMessage):
        say(Message("no.such.message"))


def test_a_template_in_a_parameter_is_only_text() -> None:
    said = say(Message("input.empty", {"file": "{0.__class__} {secret}"}))
    assert "{0.__class__} {secret}" in said


def _shown() -> dict[str, str]:
    templates = SOURCE / "app" / "templates"
    said = {str(path.name): path.read_text(encoding="utf-8") for path in templates.rglob("*.html")}
    # A score that a clinician gave and a person may note has to be named; and the clinician's page
    # says what a clinician calls an attack.
    apart = ("cli.", "measure.edss", "report.change.definitions")
    return {**said, **{i: s for i, s in sentences().items() if not i.startswith(apart)}}


def test_words_to_people_name_no_diagnosis_and_no_course() -> None:
    found = [
        f"{where}: {hit[0]}" for where, said in _shown().items() for hit in _NEVER.finditer(said)
    ]
    assert found == []


def _sentences() -> list[list[str]]:
    """Return the words of every sentence the pages can say, files and network terms apart."""
    said = [s for i, s in sentences().items() if not i.startswith(("cli.", "input.", "trust."))]
    for path in (SOURCE / "app" / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        said += [found[2] for found in re.finditer(r"{% translate (['\"])(.*?)\1 %}", text)]
        said += re.findall(r"{% blocktranslate.*?%}(.*?){% endblocktranslate %}", text, re.S)
    plain = (re.sub(r"{{.*?}}|{\w+}", "it", text) for text in said)
    parts = (part for text in plain for part in re.split(r"(?<=[.!?:;])\s+", text))
    return [words for part in parts if len(words := re.findall(r"[A-Za-z'’-]+", part)) > 3]


def _syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and groups > 1
    return max(1, groups - silent)


def test_words_can_be_read_at_age_eleven() -> None:
    """Flesch-Kincaid grade (Kincaid 1975) of at most 5, which is age ten to eleven."""
    said = _sentences()
    assert len(said) > 200
    words = [word for sentence in said for word in sentence]
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59
    assert grade <= 5
    assert [" ".join(sentence) for sentence in said if len(sentence) > 25] == []


def test_every_text_in_a_template_can_be_translated() -> None:
    loose = []
    for path in (SOURCE / "app" / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{% block kind %}.*?{% endblock %}", "", text)
        text = re.sub(r"{% blocktranslate.*?endblocktranslate %}", "", text, flags=re.S)
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.S)
        text = re.sub(r"<code>.*?</code>", "", text)
        text = re.sub(r"<[^>]+>", "\n", text, flags=re.S)
        words = [line.strip() for line in text.splitlines() if re.search(r"[A-Za-z]{2,}", line)]
        loose += [
            f"{path.name}: {line}" for line in words if line not in ("Surefoot", "· Surefoot")
        ]
    assert loose == []
