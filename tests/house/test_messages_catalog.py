"""Every sentence is marked, in the catalogue, and asked for by an id that exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from surefoot.app.messages import sentences
from tools import messages as tool

SOURCE = tool.SOURCE
# What a person is never told: the name of an event only a clinician may give, a score, a dose.
NEVER_SAID = re.compile(r"\b(relapse|progression|EDSS|diagnosed|\d+\s?mg)\b", re.IGNORECASE)


def python_files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def calls(tree: ast.AST, names: tuple[str, ...]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield node


def test_the_catalogue_is_up_to_date() -> None:
    assert tool.TEMPLATE.read_bytes() == tool.catalog_text(), "run: python3 dev.py messages"


def test_a_new_sentence_makes_it_out_of_date(monkeypatch: pytest.MonkeyPatch) -> None:
    known = list(tool._all_messages())
    found: list[Any] = [(1, "A sentence nobody extracted", [], None)]
    new = (SOURCE / "app" / "words.py", found)
    monkeypatch.setattr(tool, "_all_messages", lambda: iter([*known, new]))
    assert tool.main(["check"]) == 1


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>{% translate 'Save' %}</p>", {"Save"}),
        ('<p>{% trans "It\'s new" %}</p>', {"It's new"}),
        ("  {% if x %}\n    {% blocktranslate %}For {{ a }}{% endblocktranslate %}", {"For %(a)s"}),
        (
            "{% blocktranslate count n=n %}a day{% plural %}{{ n }} days{% endblocktranslate %}",
            {("a day", "%(n)s days")},
        ),
        ("<p>Not marked</p>", set()),
    ],
)
def test_templates_give_their_marked_sentences(template: str, found: set[object]) -> None:
    tool._set_up_django()
    messages = tool._extract(tool._as_python(template, "planted.html"))
    assert {message for _, message, _, _ in messages} == found


def test_every_sentence_of_the_rooms_is_marked() -> None:
    catalogue = {message.id for message in tool.build_catalog() if message.id}
    assert {key for key, sentence in sentences().items() if sentence not in catalogue} == set()


def test_every_id_that_is_asked_for_has_a_sentence() -> None:
    asked: dict[str, str] = {}
    for path in python_files():
        for call in calls(ast.parse(path.read_text()), ("Message", "InputProblem", "_text")):
            first = call.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                asked[first.value] = path.name
    assert len(asked) > 50
    assert {key: path for key, path in asked.items() if key not in sentences()} == {}


def test_every_id_made_from_parts_has_a_sentence_that_begins_so() -> None:
    known = sentences()
    for path in python_files():
        for call in calls(ast.parse(path.read_text()), ("Message", "InputProblem")):
            first = call.args[0]
            if isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
                start = str(first.values[0].value)
                assert any(key.startswith(start) for key in known), (path.name, start)


def test_parameters_are_named() -> None:
    for key, sentence in sentences().items():
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
        assert all(name.isidentifier() for name in names), (key, sentence)


def test_nothing_is_said_that_only_a_clinician_may_say() -> None:
    said = [str(message.id) for message in tool.build_catalog()]
    # The name of a score that a clinician gave and a person may note; never one of ours.
    said.remove(sentences()["measure.edss"])
    # The definition that stands on the clinician's page alone, beside what was found.
    said.remove(sentences()["report.change.definitions"])
    assert [sentence for sentence in said if NEVER_SAID.search(sentence)] == []
    assert NEVER_SAID.search("This may be a relapse.")
