import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import psutil  # type: ignore[import-untyped]
import pytest

from surefoot.cohort.gather import FAILURES, MEASUREMENTS
from surefoot.cohort.run import measure_folder, require_extra
from surefoot.model import codec
from surefoot.model.codes import Placement
from surefoot.model.measurement import Analysis
from surefoot.model.message import InputProblem
from surefoot.model.recording import Capture

DRIVER = """
import sys
from pathlib import Path
from surefoot.cohort.run import measure_folder
from surefoot.model.recording import Capture
if __name__ == "__main__":
    summary = measure_folder(Path(sys.argv[1]), Path(sys.argv[2]), Capture(), workers=2)
    print(summary.measured, summary.resumed, len(summary.failures))
"""


def results(out: Path) -> list[Path]:
    return sorted((out / "results").glob("*.json"))


@contextmanager
def driver(folder: Path, out: Path, script: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a cohort in processes of its own; none of them outlives the test."""
    script.write_text(DRIVER)
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder), str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def wait_until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def test_each_recording_gets_a_result_and_a_bad_one_stops_nothing(
    some_captures: Callable[[int], Path], tmp_path: Path
) -> None:
    folder, out = some_captures(3), tmp_path / "out"
    (folder / "broken.csv").write_text("")
    summary = measure_folder(folder, out, Capture())
    assert (summary.measured, summary.resumed) == (3, 0)
    assert [(f.source, f.message.id) for f in summary.failures] == [("broken.csv", "input.empty")]
    table = pl.read_csv(out / MEASUREMENTS)
    assert set(table["source"]) == {path.name for path in folder.glob("*.sfcap")}
    assert pl.read_csv(out / FAILURES)["message"].to_list() == ["input.empty"]
    for path in results(out):
        analysis = codec.decode(Analysis, path.read_bytes())
        rows = table.filter(pl.col("recording") == analysis.recording)
        assert len(rows) == len(analysis.measurements) + len(analysis.not_measured)


def test_a_second_run_keeps_what_is_there_and_measures_what_is_new(
    some_captures: Callable[[int], Path], tmp_path: Path, captures: Path
) -> None:
    folder, out = some_captures(2), tmp_path / "out"
    measure_folder(folder, out, Capture())
    first = {path: path.stat().st_mtime_ns for path in results(out)}
    table = (out / MEASUREMENTS).read_bytes()
    again = measure_folder(folder, out, Capture())
    assert (again.measured, again.resumed) == (0, 2)
    assert (out / MEASUREMENTS).read_bytes() == table
    (folder / "new.sfcap").write_bytes(sorted(captures.rglob("*.sfcap"))[-1].read_bytes())
    third = measure_folder(folder, out, Capture())
    assert (third.measured, third.resumed) == (1, 2)
    assert {path: path.stat().st_mtime_ns for path in first} == first


def test_a_recording_that_lies_twice_is_measured_once_and_listed_twice(
    some_captures: Callable[[int], Path], tmp_path: Path
) -> None:
    folder, out = some_captures(1), tmp_path / "out"
    only = next(folder.glob("*.sfcap"))
    (folder / "copy.sfcap").write_bytes(only.read_bytes())
    summary = measure_folder(folder, out, Capture())
    assert summary.measured == len(results(out)) == 1
    assert set(pl.read_csv(out / MEASUREMENTS)["source"]) == {only.name, "copy.sfcap"}


def test_settings_are_fixed_by_the_first_run(
    some_captures: Callable[[int], Path], tmp_path: Path
) -> None:
    folder, out = some_captures(1), tmp_path / "out"
    measure_folder(folder, out, Capture())
    with pytest.raises(InputProblem) as problem:
        measure_folder(folder, out, Capture(placement=Placement.HAND))
    assert problem.value.message.id == "cohort.other_settings"


def test_a_killed_run_loses_nothing_it_finished_and_the_next_goes_on(
    captures: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with driver(captures, out, tmp_path / "driver.py") as process:
        wait_until(lambda: len(results(out)) >= 3)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    finished = results(out)
    for path in finished:
        codec.decode(Analysis, path.read_bytes())
    assert 3 <= len(finished) < 16, "the kill came too late to show anything"
    (out / "results" / "half.json.1.part").write_bytes(b"{")
    summary = measure_folder(captures, out, Capture())
    assert (summary.resumed, summary.measured) == (len(finished), 16 - len(finished))
    assert summary.failures == ()
    assert len(results(out)) == 16
    assert not list(out.rglob("*.part"))


def test_a_killed_worker_is_replaced_and_nothing_is_missing(captures: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with driver(captures, out, tmp_path / "driver.py") as process:
        wait_until(lambda: len(results(out)) >= 2)
        busiest = max(
            psutil.Process(process.pid).children(recursive=True),
            key=lambda child: sum(child.cpu_times()[:2]),
        )
        busiest.kill()
        spoken, _ = process.communicate(timeout=120)
    assert spoken.split() == ["16", "0", "0"]
    assert len(results(out)) == 16


@pytest.mark.parametrize(
    ("name", "message"), [("none", "cohort.not_a_folder"), ("empty", "cohort.no_recordings")]
)
def test_nothing_to_measure_is_said(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputProblem) as problem:
        measure_folder(tmp_path / name, tmp_path / "out", Capture())
    assert problem.value.message.id == message


def test_without_the_extra_one_sentence_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(InputProblem) as problem:
        require_extra()
    assert problem.value.message.id == "cohort.needs_extra"
