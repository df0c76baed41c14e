"""The store and the knowledge of this process, built once and handed on as arguments."""

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
    return Workspace(DjangoStore(BlobFolder(home / "recordings")), load_knowledge(), home)
