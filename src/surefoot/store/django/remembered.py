"""The timelines that were read last: one page asks for the same one many times."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from surefoot.model.people import PersonId
from surefoot.model.timeline import Timeline

# So many people's timelines are remembered, the last ones read.
_REMEMBERED = 4


class Remembered:
    """Timelines by whose they are and the content they were read from.

    A timeline is handed out again only for the very content it was decoded from, so that what is
    kept is always what is told; decoding is what takes long. Safe to share between threads.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[PersonId, tuple[bytes, Timeline]] = OrderedDict()
        self._lock = Lock()

    def find(self, owner: PersonId, content: bytes) -> Timeline | None:
        """Return the timeline decoded from content with this digest, or None."""
        with self._lock:
            digest, timeline = self._known.get(owner, (b"", None))
            return timeline if digest == content else None

    def keep(self, owner: PersonId, content: bytes, timeline: Timeline) -> None:
        """Remember a timeline in place of the owner's last one."""
        with self._lock:
            self._known[owner] = (content, timeline)
            self._known.move_to_end(owner)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def forget(self, owner: PersonId) -> None:
        """Drop an owner's timeline: what was deleted stays nowhere."""
        with self._lock:
            self._known.pop(owner, None)


def digest_of(*contents: Iterable[str]) -> bytes:
    """Return what tells one content of columns from another."""
    digest = hashlib.blake2b()
    for content in contents:
        texts = [text.encode() for text in content]
        # Lengths keep two texts from reading like one, and one column like two.
        digest.update(repr([len(text) for text in texts]).encode())
        for text in texts:
            digest.update(text)
    return digest.digest()
