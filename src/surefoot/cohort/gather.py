"""All results of a cohort in two tables: what was measured, and what failed."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from surefoot.cohort.files import write_durably
from surefoot.cohort.plan import Task
from surefoot.cohort.work import Failure
from surefoot.model import codec
from surefoot.model.measurement import Analysis, Measurement, NotMeasured

MEASUREMENTS = "measurements.csv"
FAILURES = "failures.csv"

_Row = dict[str, str | float | int | None]
_COLUMNS: dict[str, type[pl.DataType]] = {
    "source": pl.String,
    "recording": pl.String,
    "measure": pl.String,
    "leg": pl.String,
    "segment": pl.Int64,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "unit": pl.String,
    "quality": pl.String,
    "method": pl.String,
    "version": pl.Int64,
    "not_measured": pl.String,
}


def gather(tasks: Sequence[Task], failures: Sequence[Failure], out: Path) -> Path:
    """Write both tables into ``out`` and return the place of the first.

    One row for each number, and one for each that is missing with the reason why; ``low`` and
    ``high`` are the 95 % interval. ``segment`` is empty for the whole recording.
    """
    rows = [row for task in tasks for row in _rows(task)]
    _write(out / MEASUREMENTS, pl.DataFrame(rows, schema=_COLUMNS))
    _write(out / FAILURES, _failures(failures))
    return out / MEASUREMENTS


def _rows(task: Task) -> Iterable[_Row]:
    place = Path(task.result)
    if not place.exists():
        return
    analysis = codec.decode(Analysis, place.read_bytes())
    for measurement in analysis.measurements:
        yield {"source": task.source, "recording": analysis.recording, **_measured(measurement)}
    for absence in analysis.not_measured:
        yield {"source": task.source, "recording": analysis.recording, **_absent(absence)}


def _measured(measurement: Measurement) -> _Row:
    method = measurement.provenance.method
    return {
        "measure": measurement.measure.value,
        "leg": measurement.leg.value,
        "segment": measurement.segment,
        "value": measurement.value,
        "low": measurement.low,
        "high": measurement.high,
        "unit": measurement.unit.value,
        "quality": measurement.quality.level.value,
        "method": method.id,
        "version": method.version,
    }


def _absent(absence: NotMeasured) -> _Row:
    return {
        "measure": absence.measure.value,
        "leg": absence.leg.value,
        "segment": absence.segment,
        "not_measured": absence.reason.value,
    }


def _failures(failures: Sequence[Failure]) -> pl.DataFrame:
    rows = [
        {
            "source": failure.source,
            "message": failure.message.id,
            "detail": codec.encode(failure.message).decode(),
        }
        for failure in failures
    ]
    columns = {"source": pl.String, "message": pl.String, "detail": pl.String}
    return pl.DataFrame(rows, schema=columns)


def _write(place: Path, table: pl.DataFrame) -> None:
    write_durably(place, table.write_csv().encode())
