"""Every named number of these methods says in its comment where it is from."""

import re
from pathlib import Path

import pytest

from surefoot.measures import walking

FOLDER = Path(walking.__file__).parent
BLOCK = re.compile(r"((?:^#.*\n)+)((?:^[A-Z][A-Z0-9_, ]* = .*\n)+)", re.MULTILINE)
CONSTANT = re.compile(r"^([A-Z][A-Z0-9_, ]*) = .*\d", re.MULTILINE)
SOURCE = re.compile(r"\b(19|20)\d\d\b|[Cc]hosen|From no paper|no one walks")


@pytest.mark.parametrize("name", ["bouts", "rhythm", "feet", "strides"])
def test_every_number_says_where_it_is_from(name: str) -> None:
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    said = {
        line for comment, lines in blocks if SOURCE.search(comment) for line in lines.split("\n")
    }
    constants = [found[0] for found in CONSTANT.finditer(text)]
    assert constants
    lines = {line for line in said if line}
    assert [c for c in constants if not any(line.startswith(c) for line in lines)] == []
