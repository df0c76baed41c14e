"""Where the knowledge base is, and the one way to open it."""

from functools import cache
from pathlib import Path

from surefoot.knowledge.knowledge import Knowledge

FACTS = Path(__file__).parent / "facts"
SCHEMAS = Path(__file__).parent / "schema"


@cache
def load_knowledge(folder: Path = FACTS) -> Knowledge:
    """Return the knowledge base; costs nothing until a kind is asked for."""
    return Knowledge(folder)
