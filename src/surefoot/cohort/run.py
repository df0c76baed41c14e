"""Measure every recording under a folder on all cores; run it again to go on where it stopped."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from surefoot.cohort.files import sweep_unfinished
from surefoot.cohort.plan import CohortSettings, Task, fix_settings, plan_tasks
from surefoot.cohort.work import Failure, measure_one, unexpected
from surefoot.model.message import InputProblem
from surefoot.model.recording import Capture


class CohortSummary(msgspec.Struct, frozen=True):
    """How many recordings were measured now, were measured before, and which failed and why."""

    measured: int
    resumed: int
    failures: tuple[Failure, ...]
    table: str


def measure_folder(folder: Path, out: Path, capture: Capture, workers: int = 2) -> CohortSummary:
    """Measure every recording under ``folder`` into ``out``: a JSON file each and two tables.

    Results that are already there are kept; ``capture`` is fixed by the first run. Failures are
    listed, stop nothing, and are tried again next time.

    Raises:
        InputProblem: no folder, no recordings, other settings, or the extra is not installed.
    """
    require_extra()
    from surefoot.cohort.gather import gather

    settings = CohortSettings(capture)
    tasks = plan_tasks(folder, out, settings)
    fix_settings(out, settings)
    sweep_unfinished(out)
    waiting = _without_result(tasks)
    failures = sorted(_run(waiting, workers), key=lambda failure: failure.source)
    table = gather(tasks, failures, out)
    return CohortSummary(
        measured=len({t.result for t in waiting}) - len({f.source for f in failures}),
        resumed=len({t.result for t in tasks}) - len({t.result for t in waiting}),
        failures=tuple(failures),
        table=str(table),
    )


def require_extra() -> None:
    """Raise ``InputProblem`` when Dask or polars are not installed; they are an optional extra."""
    try:
        import distributed  # noqa: F401
        import polars  # noqa: F401
    except ImportError as error:
        raise InputProblem("cohort.needs_extra", package=str(error.name)) from error


def _without_result(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Return tasks whose result is not there yet; recordings that lie twice are measured once."""
    missing = {t.result: t for t in reversed(tasks) if not Path(t.result).exists()}
    return tuple(sorted(missing.values(), key=lambda task: task.source))


def _run(tasks: Sequence[Task], workers: int) -> Iterator[Failure]:
    """Hand the tasks to processes with one thread each; yield what failed, as it fails."""
    if not tasks:
        return
    from distributed import Client, LocalCluster, as_completed

    with (
        tempfile.TemporaryDirectory(prefix="surefoot-cohort-") as scratch,
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=max(1, min(workers, len(tasks))),
            threads_per_worker=1,
            # No pages to watch, on any free port of this machine alone (the default is 8787).
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            local_directory=scratch,
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        futures = client.map(measure_one, tasks, pure=False)
        waiting = dict(zip(futures, tasks, strict=True))
        for future in as_completed(futures):  # type: ignore[no-untyped-call]
            failure = _outcome(waiting[future], future.exception() or future.result())
            if failure is not None:
                yield failure


def _outcome(task: Task, outcome: BaseException | Failure | None) -> Failure | None:
    """Return why there is no result; an error here means that its worker died again and again."""
    if isinstance(outcome, BaseException):
        return Failure(task.source, unexpected(task, outcome))
    return outcome
