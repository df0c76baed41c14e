"""Where the time of a long recording goes: ``python -m benchmarks.stages FILE`` prints JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.gate import windows_with_movement
from surefoot.measures.measure import measure
from surefoot.model.codes import Placement, SegmentKind
from surefoot.model.recording import Capture, content_id
from surefoot.readers.read import read_path


def main() -> None:
    """Print the seconds of each stage on the clock, and how much there was to do."""
    file = Path(sys.argv[1])
    capture = Capture(placement=Placement.LOWER_BACK, height_m=1.7)
    size = file.stat().st_size
    held: list[object] = []
    took = {"read": _time(lambda: held.append(_read_all(file)))}
    recording = read_path(file, capture)
    n = recording.n_samples
    took["index"] = _time(lambda: held.append(read_path(file, capture)))
    took["id"] = _time(
        lambda: held.append(content_id(recording.header.channels, recording.samples, n))
    )
    windows = windows_with_movement(recording)
    took["gate"] = _time(lambda: held.append(windows_with_movement(recording)))
    start = time.perf_counter()
    analysis = measure(recording, capture, load_knowledge())
    took["measure"] = time.perf_counter() - start
    walks = [s for s in analysis.segments if s.kind is SegmentKind.WALK]
    amounts = {
        "megabytes": size / 1e6,
        "samples": n,
        "windows": len(windows),
        "movement": sum(b - a for a, b in windows) / n,
        "walks": len(walks),
        "walking": sum(s.end_s - s.start_s for s in walks) / recording.header.time_base.duration_s,
    }
    print(json.dumps({"took": took, "amounts": amounts}))


def _read_all(file: Path) -> int:
    total = 0
    with file.open("rb", buffering=0) as stream:
        while part := stream.read(1 << 21):
            total += len(part)
    return total


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
