"""The store and the knowledge of this process, built once and handed on as arguments."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Workspace:
    """What every use case needs."""

    store: Store
    knowledge: Knowledge
    home: Path


@cache
def workspace() -> Workspace:
    """Return the workspace of this installation; Django must be set up."""
    from django.conf import settings

    from surefoot.store.blobs import BlobFolder
    from surefoot.store.django.store import DjangoStore

    home = Path(settings.HOME)
    blobs = BlobFolder(home / "recordings", disk_budget())
    return Workspace(DjangoStore(blobs), load_knowledge(), home)


def disk_budget() -> int | None:
    """Return how many bytes raw samples may take: ``SUREFOOT_DISK_BUDGET_MB``; None for no limit.

    Raises:
        ValueError: it is not a whole number.
    """
    megabytes = os.environ.get("SUREFOOT_DISK_BUDGET_MB", "")
    return int(megabytes) * 1_000_000 if megabytes else None
