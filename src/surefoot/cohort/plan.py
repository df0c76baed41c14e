"""What is to be measured, with which settings, and under which name each result will lie."""

import hashlib
from pathlib import Path

import msgspec

from surefoot.cohort.files import write_durably
from surefoot.model import codec
from surefoot.model.measurement import Method
from surefoot.model.message import InputProblem
from surefoot.model.recording import Capture
from surefoot.usecases.measure_file import fingerprint, methods, recordings_under

_SETTINGS = "settings.json"
_RESULTS = "results"


class CohortSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for every recording of a cohort; fixed when its output folder is first used."""

    capture: Capture


class Task(msgspec.Struct, frozen=True):
    """One recording: where it lies, its name in tables, and the file its result goes to."""

    path: str
    source: str
    result: str
    capture: Capture


def fix_settings(out: Path, settings: CohortSettings) -> None:
    """Write the settings into a new output folder, or see that they are the ones there.

    Raises:
        InputProblem: the folder holds results of other settings; mixing them would mislead.
    """
    place = out / _SETTINGS
    if not place.exists():
        (out / _RESULTS).mkdir(parents=True, exist_ok=True)
        write_durably(place, codec.encode(settings))
        return
    try:
        known = codec.decode(CohortSettings, place.read_bytes())
    except ValueError as error:
        raise InputProblem("cohort.settings_unreadable", file=str(place)) from error
    if known != settings:
        raise InputProblem("cohort.other_settings", folder=str(out))


def plan_tasks(folder: Path, out: Path, settings: CohortSettings) -> tuple[Task, ...]:
    """Return one task for each recording under ``folder``; nothing under ``out`` is one.

    Raises:
        InputProblem: ``folder`` is no folder, or holds nothing that may be a recording.
    """
    if not folder.is_dir():
        raise InputProblem("cohort.not_a_folder", folder=str(folder))
    inside = out.resolve()
    paths = [p for p in recordings_under(folder) if inside not in p.resolve().parents]
    if not paths:
        raise InputProblem("cohort.no_recordings", folder=str(folder))
    how = _how(settings, methods())
    return tuple(
        Task(
            path=str(path),
            source=str(path.relative_to(folder)),
            result=str(out / _RESULTS / f"{fingerprint(path)[:32]}-{how}.json"),
            capture=settings.capture,
        )
        for path in paths
    )


def _how(settings: CohortSettings, used: tuple[Method, ...]) -> str:
    """Name settings and method versions: a new version never takes an old result for its own."""
    named = b";".join(codec.encode(method) for method in used)
    return hashlib.sha256(codec.encode(settings) + named).hexdigest()[:12]
