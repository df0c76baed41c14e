"""The sample person is made beside the pages, once: nobody waits that long for one page."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections

from surefoot.model.people import ActorId, Person
from surefoot.usecases.sample_person import Progress

LOG = logging.getLogger("surefoot.pages")

Find = Callable[[], Person | None]
Make = Callable[[Progress], object]


@dataclass
class Making:
    """How far the work is; it only ever moves on."""

    done: int = 0
    of: int = 0
    failed: bool = False

    def tell(self, done: int, of: int) -> None:
        """Note how many of how many walks are done."""
        self.done, self.of = done, of


# One process serves a home, so that a lock of this process keeps a reload from making a second.
_LOCK = threading.Lock()
_MAKING: dict[ActorId, Making] = {}


def making_for(actor: ActorId) -> Making | None:
    """Return the work that is under way or has failed, or None."""
    with _LOCK:
        return _MAKING.get(actor)


def make_once(actor: ActorId, find: Find, make: Make) -> None:
    """Begin to make the sample person, unless it is there or being made already."""
    with _LOCK:
        before = _MAKING.get(actor)
        if (before is not None and not before.failed) or find() is not None:
            return
        making = _MAKING[actor] = Making()
    _begin(lambda: _work(actor, making, make))


def _begin(work: Callable[[], None]) -> None:
    threading.Thread(target=_apart, args=(work,), daemon=True, name="sample person").start()


def _apart(work: Callable[[], None]) -> None:
    """Work in a thread of its own, whose connections nobody else would close."""
    try:
        work()
    finally:
        connections.close_all()


def _work(actor: ActorId, making: Making, make: Make) -> None:
    try:
        make(making.tell)
    except Exception:
        LOG.exception("the sample person could not be made")
        making.failed = True
        return
    with _LOCK:
        del _MAKING[actor]
