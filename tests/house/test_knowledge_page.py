"""The page of all facts is what the facts say."""

import shutil
from pathlib import Path

import pytest

from surefoot.knowledge.load import FACTS, load_knowledge
from tools import knowledge_page as tool


@pytest.fixture(scope="module")
def text() -> str:
    return tool.page_text()


def test_the_page_is_up_to_date(text: str) -> None:
    assert tool.PAGE.read_text(encoding="utf-8") == text, "run: python3 dev.py knowledge"


def test_a_changed_fact_makes_it_out_of_date(tmp_path: Path, text: str) -> None:
    shutil.copytree(FACTS, tmp_path / "facts")
    path = tmp_path / "facts" / "causes" / "ms_heat.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Heat", "Warmth"), encoding="utf-8")
    assert tool.page_text(tmp_path / "facts") != text


def test_every_cause_stands_there_with_sources_and_certainty(text: str) -> None:
    for cause in load_knowledge().causes():
        _, _, rest = text.partition(f"(../src/surefoot/knowledge/facts/causes/{cause.id}.yaml)")
        part = rest.partition("####")[0]
        assert cause.plain.what in " ".join(part.split())
        assert f"({cause.certainty.value}; {cause.status.value.replace('-', ' ')})" in part
        assert all(f"(#{name})" in part for name in cause.sources if name != tool.ESTIMATE), (
            cause.id
        )


def test_everything_else_stands_there(text: str) -> None:
    known = load_knowledge()
    for facts in (known.red_flags(), known.strategies(), known.tests()):
        assert [fact.id for fact in facts if f"`{fact.id}`" not in text] == []
    assert [s.id for s in known.sources() if f'<a id="{s.id}"></a>' not in text] == []


def test_links_inside_the_page_lead_somewhere(text: str) -> None:
    anchors = {part.partition('"')[0] for part in text.split('<a id="')[1:]}
    targets = {part.partition(")")[0] for part in text.split("](#")[1:]}
    assert targets
    assert targets - anchors == set()


def test_it_says_that_nobody_reviewed_it(text: str) -> None:
    assert "Nothing on this page was reviewed by a clinician unless it\nsays so." in text
