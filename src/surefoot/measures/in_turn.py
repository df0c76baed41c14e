"""Work on every stretch of movement of a recording, where there is much by two processes."""

import itertools
import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from surefoot.measures.joined import MOST_SAMPLES, Joined, alone, join
from surefoot.measures.motion import motions
from surefoot.model.recording import Recording

Window = tuple[int, int]
Found = TypeVar("Found")

# From so many samples of movement on (half an hour), joining stretches and sharing them between
# processes pays; from the second number on (four hours), loading compiled loops as well.
MUCH_MOVEMENT, VERY_MUCH, PROCESSES = 180_000, 1_440_000, 2


def work_on_each(
    recording: Recording, windows: list[Window], work: Callable[[Joined], Found]
) -> Iterator[Found]:
    """Yield what ``work`` finds in the unbroken stretches inside windows, in order.

    Where there is much movement, stretches are joined, and two processes share them if this one
    can be doubled safely. What is found must then be able to go from one process to another.
    (Threads were slower than one: most of the work is many small steps that hold Python's lock.)
    """
    samples = sum(stop - start for start, stop in windows)
    if samples < MUCH_MOVEMENT:
        yield from (work(alone(motion)) for motion in motions(recording, windows))
        return
    job = _Job(recording, work, samples >= VERY_MUCH)
    if not _can_fork():
        yield from job.on(windows)
        return
    if job.compiled:
        import surefoot.signals.kernels  # noqa: F401 - loaded once, before the processes part

    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(PROCESSES, context, _begin, (job,)) as pool:
        for found in pool.map(_work_on, _shares(windows)):
            yield from found


def _shares(windows: list[Window]) -> list[list[Window]]:
    """Return windows in order, as many together as are joined at once."""
    ends = itertools.accumulate(stop - start for start, stop in windows)
    places = [end // MOST_SAMPLES for end in ends]
    grouped = itertools.groupby(zip(places, windows, strict=True), key=lambda pair: pair[0])
    return [[window for _, window in group] for _, group in grouped]


def _can_fork() -> bool:
    """Whether this process can be doubled: no other thread holds a lock that would never open."""
    alone_here = threading.active_count() == 1 and not multiprocessing.current_process().daemon
    return alone_here and sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class _Job:
    """What is done with the stretches of a recording."""

    recording: Recording
    work: Callable[[Joined], Any]
    compiled: bool

    def on(self, windows: list[Window]) -> Iterator[Any]:
        """Yield what is found in some windows."""
        return map(self.work, join(motions(self.recording, windows, self.compiled)))


_jobs: list[_Job] = []


def _begin(job: _Job) -> None:
    """Keep what a process works on; it came with the fork and was never copied."""
    _jobs[:] = [job]


def _work_on(windows: list[Window]) -> list[Any]:
    return list(_jobs[0].on(windows))
