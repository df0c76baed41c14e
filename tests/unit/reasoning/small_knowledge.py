"""A knowledge base of a few made-up causes and findings, with the real thresholds."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import FACTS

_SAID: dict[str, Any] = {"certainty": "expert-estimate", "sources": ["compiler-estimate"]}
_YES_NO = {"yes": "present", "no": "absent", "unknown": "unknown"}


def cause(
    name: str,
    ms: float | None = 0.1,
    no_ms: float | None = 0.05,
    urgency: str = "R",
    **fields: Any,
) -> dict[str, Any]:
    """Return a cause with its priors."""
    priors = {
        who: {"value": value, **_SAID}
        for who, value in (("ms", ms), ("no_ms", no_ms))
        if value is not None
    }
    words = ("name", "mechanism", "onset", "side", "where", "sets_apart", "confirm")
    return {
        "id": name,
        **dict.fromkeys(words, name),
        "urgency": urgency,
        "priors": priors,
        "helps": {},
        "harms": {},
        **_SAID,
        **fields,
    }


def finding(
    name: str,
    ratios: Mapping[tuple[str, str], float],
    background: Mapping[str, float],
    answers: Mapping[str, str] | None = None,
    ratio_fields: Mapping[str, Any] | None = None,
    **fields: Any,
) -> dict[str, Any]:
    """Return a finding; ratios by answer and cause, what answers mean by code."""
    said = {**_SAID, **(ratio_fields or {})}
    return {
        "id": name,
        "section": "A",
        "question": f"{name}?",
        "answers": [
            {"code": code, "says": code, "means": means}
            for code, means in (answers or _YES_NO).items()
        ],
        "ratios": [
            {"when": code, "cause": one, "ratio": ratio, **said}
            for (code, one), ratio in ratios.items()
        ],
        "background": [{"when": code, "value": rate, **_SAID} for code, rate in background.items()],
        **_SAID,
        **fields,
    }


def knowledge_of(
    folder: Path, causes: list[dict[str, Any]], findings: list[dict[str, Any]]
) -> Knowledge:
    """Write the facts into a new folder below ``folder`` and open it."""
    base = folder / "facts"
    shutil.copytree(FACTS / "thresholds", base / "thresholds")
    for kind, facts in (("causes", causes), ("findings", findings)):
        (base / kind).mkdir()
        for fact in facts:
            path = base / kind / f"{fact['id']}.yaml"
            path.write_text(yaml.safe_dump(fact, sort_keys=False), encoding="utf-8")
    return Knowledge(base)
