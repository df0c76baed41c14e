"""The JSON Schema of each kind of fact, written from the structs so that the two cannot differ."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from surefoot.knowledge.knowledge import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one kind's files."""
    schema = msgspec.json.schema(KINDS[kind])
    return {"$schema": DIALECT, "title": f"Facts of the kind {kind}", **schema}


def schema_text(kind: str) -> str:
    """Return the schema as it stands in its file."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every kind's schema into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (folder / f"{kind}.schema.json").write_text(schema_text(kind), encoding="utf-8")
