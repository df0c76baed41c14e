"""Every name of the vocabulary stands in the glossary, and the glossary names nothing else."""

import re
from enum import StrEnum

import msgspec
import pytest

from surefoot.model import codes, force_plate, recording
from tests.conftest import ROOT
from tests.unit.model.nouns import all_nouns

PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
# Codes a reader of JSON or code meets and cannot guess.
EXPLAINED: tuple[type[StrEnum], ...] = (
    codes.Measure,
    codes.Protocol,
    codes.SegmentKind,
    codes.Placement,
    codes.QualityLevel,
    codes.QualityCode,
    codes.AbsenceReason,
    codes.VerdictKind,
    codes.Tier,
)


def rows() -> list[list[str]]:
    """Return the cells of every row of every table, without the heads."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in cells if row[0] != "term"]


def explained() -> set[str]:
    return {name for row in rows() for name in re.findall(r"`([^`]+)`", row[1])}


@pytest.mark.parametrize("vocabulary", EXPLAINED, ids=lambda kind: kind.__name__)
def test_every_code_is_explained(vocabulary: type[StrEnum]) -> None:
    assert {code.value for code in vocabulary} - explained() == set()


def test_every_noun_is_explained() -> None:
    nouns = {noun.__name__ for noun in all_nouns()} | {
        "Recording",
        "Samples",
        "CentreOfPressure",
        "PlateHeader",
    }
    assert nouns - explained() == set()


def test_every_name_in_the_glossary_exists() -> None:
    existing = {noun.__name__ for noun in all_nouns()} | set(vars(codes))
    existing |= set(vars(recording)) | set(vars(force_plate))
    existing |= {code.value for vocabulary in EXPLAINED for code in vocabulary}
    existing |= {f.name for noun in all_nouns() for f in msgspec.structs.fields(noun)}
    assert explained() - existing == set()


def test_every_term_has_one_plain_sentence() -> None:
    found = rows()
    assert len(found) > 90
    for row in found:
        assert len(row) == 3, row
        assert row[2].endswith("."), row
    terms = [row[0] for row in found]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
