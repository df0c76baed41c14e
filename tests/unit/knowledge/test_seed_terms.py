"""Everything the five articles this project began with name stands in a fact."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from surefoot.knowledge.knowledge import KINDS
from surefoot.knowledge.load import FACTS
from surefoot.knowledge.yaml_files import read_yaml
from tests.conftest import ROOT

TERMS = Path(__file__).parent / "seed_terms.yaml"
ARTICLES = ROOT.parent / "shared" / "seeds"

# What is in the comparison table of article S2: five rows about four illnesses.
CELLS = 20


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing an article names, in our words; ``at`` says in which fields of which facts."""

    seed: str
    kind: str
    term: str
    anchor: str
    at: dict[str, list[str]]


def read_terms() -> list[Term]:
    return msgspec.convert(yaml.safe_load(TERMS.read_text(encoding="utf-8")), list[Term])


def facts() -> dict[str, Any]:
    paths = (path for kind in KINDS for path in (FACTS / kind).glob("*.yaml"))
    return {path.stem: read_yaml(path) for path in paths}


def value_at(fact: Any, field: str) -> Any:
    for part in field.split("."):
        fact = fact.get(part) if isinstance(fact, dict) else None
    return fact


def missing(terms: list[Term], known: dict[str, Any]) -> list[str]:
    """Return every place that a term names and that is not there, or says nothing."""
    return [
        f"{term.seed} {term.term}: {fact_id} {field}"
        for term in terms
        for fact_id, fields in term.at.items()
        for field in fields
        if value_at(known.get(fact_id), field) in (None, "", [], {})
    ]


def unnamed(terms: list[Term], articles: dict[str, str]) -> list[str]:
    """Return every term whose anchor is not a word of its article."""
    return [f"{t.seed} {t.anchor}" for t in terms if plain(t.anchor) not in articles[t.seed]]


def plain(text: str) -> str:
    return " ".join(text.lower().split())


def read_articles() -> dict[str, str]:
    """Return the articles; absent ones skip the test, but not where everything must be there."""
    paths = sorted(ARTICLES.glob("*.txt")) if ARTICLES.is_dir() else []
    if not paths:
        if os.environ.get("CI"):
            pytest.fail("The articles are not there.")
        pytest.skip("The articles are not part of this repository.")
    return {f"S{i}": plain(path.read_text(encoding="utf-8")) for i, path in enumerate(paths)}


def test_every_term_of_the_articles_stands_in_a_fact() -> None:
    assert missing(read_terms(), facts()) == []


def test_a_term_that_leads_nowhere_is_found() -> None:
    lost = Term("S0", "tip", "magic", "cooling", {"s_magic": ["name"], "s_cooling": ["colour"]})
    assert missing([lost], facts()) == ["S0 magic: s_magic name", "S0 magic: s_cooling colour"]


def test_every_article_and_every_kind_of_term_is_covered() -> None:
    terms = read_terms()
    per_article = Counter(term.seed for term in terms)
    assert set(per_article) == {"S0", "S1", "S2", "S3", "S4"}
    assert min(per_article.values()) >= 40
    assert {"cause", "feeling", "test", "trigger", "tip", "wish", "cell"} <= {t.kind for t in terms}
    rows = [term for term in terms if term.kind == "cell"]
    assert len(rows) >= CELLS
    assert {term.seed for term in rows} == {"S2"}


def test_every_fact_that_names_an_article_is_led_to() -> None:
    """A fact that says an article names it is a term of that article."""
    led = {(term.seed, fact_id) for term in read_terms() for fact_id in term.at}
    kinds = ("causes", "findings", "strategies", "tests", "statements")
    said = {
        (seed, path.stem)
        for kind in kinds
        for path in (FACTS / kind).glob("*.yaml")
        for seed in read_yaml(path).get("seeds", ())
    }
    assert said - led == set()


def test_anchors_stand_in_the_articles() -> None:
    assert unnamed(read_terms(), read_articles()) == []


def test_an_anchor_that_is_not_there_is_found() -> None:
    invented = Term("S0", "tip", "moon dust", "moon dust", {"s_cooling": ["name"]})
    assert unnamed([invented], {"S0": "legs filled with sand"}) == ["S0 moon dust"]
