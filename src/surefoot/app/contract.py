"""Writes the JSON Schemas of all public documents to ``contract/`` (for developers).

``python -m surefoot.app.contract write`` renews them; a test compares.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from surefoot.app.api.documents import API_DOCUMENTS
from surefoot.app.wire import WalkDocument
from surefoot.app.wire_explain import AnswersDocument, ExplanationDocument
from surefoot.app.wire_follow import ChangeDocument
from surefoot.app.wire_trial import TrialAnswerDocument
from surefoot.app.wire_triggers import FactorDocument
from surefoot.model.codec import json_schema
from surefoot.model.trial import Trial
from surefoot.readers.phone_capture import CaptureHeader

FOLDER = Path(__file__).resolve().parents[3] / "contract"

#: Name of each public document -> what it is made from.
DOCUMENTS: dict[str, type[msgspec.Struct]] = {
    "walk-analysis": WalkDocument,
    "capture-header": CaptureHeader,
    "trial": Trial,
    "trial-answer": TrialAnswerDocument,
    "answers": AnswersDocument,
    "explanation": ExplanationDocument,
    "trigger-factor": FactorDocument,
    "change": ChangeDocument,
    **API_DOCUMENTS,
}


def schema_text(name: str) -> str:
    """Return the schema of a public document as it stands in its file."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:surefoot:{name}",
        **json_schema(DOCUMENTS[name]),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def schema_path(name: str, folder: Path = FOLDER) -> Path:
    """Return where the schema of a public document stands."""
    return folder / f"{name}.schema.json"


def write(folder: Path = FOLDER) -> None:
    """Write every schema."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in DOCUMENTS:
        schema_path(name, folder).write_text(schema_text(name), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Run ``write``; anything else explains."""
    if list(arguments) != ["write"]:
        sys.stderr.write("Usage: python -m surefoot.app.contract write\n")
        return 2
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
