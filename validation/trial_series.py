"""Real trials of single people, beside a plain regression: the classroom trials of the HPI.

Ten healthy students tried something for their sleep, by StudyU, in blocks of seven days
(github.com/HIAlab/HPIclassroomNof1trials, MIT licence). Nobody knows the truth; what counts is
that every series is read and answered, and how far a plain regression is from the model.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.trial_answer import TrialAnswer
from surefoot.trials.answer import TrialData, answer, read_answer_facts
from surefoot.trials.infer import infer
from validation.reference import reference_folder

Floats = NDArray[np.float64]
#: What is on; what it is compared with is off.
ON = {"Herbal tea", "Warm milk", "Noise", "Plant protein", "Cold temperature"}
QUESTION = "How well did you sleep last night?"

TEXT = """
{n} real trials of single healthy students (classroom trials of the HPI, made with StudyU; sleep of
1 to 10, higher is better; {first} to {last} days with a value each), beside a plain regression on
assignment and day. On against off with 95 % intervals. Each trial changed one to three times, so
that none may be answered; the plain regression calls {plain} of them an effect.
"""


@dataclass(frozen=True, slots=True)
class OneSeries:
    """A trial: its name, days (n,) counted from its start, on (n,), and the outcome (n,)."""

    name: str
    days: NDArray[np.int64]
    on: NDArray[np.bool_]
    values: Floats


def read_series(folder: Path) -> Iterator[OneSeries]:
    """Yield every trial with values on both sides.

    Raises:
        FileNotFoundError: there are none.
    """
    files = sorted((folder / "nof1_hpi" / "data_Nof1trials").glob("*.csv"))
    if not files:
        raise FileNotFoundError(f"the classroom trials are not at {folder}")
    for file in files:
        with file.open(newline="", encoding="utf-8") as opened:
            rows = [row for row in csv.DictReader(opened) if row["measurement_name"] == "Sleep"]
        for place, person in enumerate(sorted({row["participant_id"] for row in rows}), start=1):
            mine = [row for row in rows if row["participant_id"] == person]
            yield _one(f"{file.stem.removeprefix('measurements_')} {place}", mine)


def _one(name: str, rows: list[dict[str, str]]) -> OneSeries:
    """Return the series of a person: a day told of twice counts by its first word."""
    found: dict[int, tuple[bool, float]] = {}
    for row in sorted(rows, key=lambda row: row["measurement_time"]):
        value = row["survey1_question1_response"]
        if row["survey1_question1_text"] == QUESTION and value:
            day = int(row["current_day_of_study"])
            found.setdefault(day, (row["current_intervention_name"] in ON, float(value)))
    days = sorted(found)
    return OneSeries(
        name,
        np.array(days, dtype=np.int64),
        np.array([found[day][0] for day in days]),
        np.array([found[day][1] for day in days]),
    )


def analyse(series: OneSeries, knowledge: Knowledge) -> TrialAnswer:
    """Return what the analysis says of a series."""
    drawn = infer(series.days, series.on)
    none = np.zeros((len(series.values), 0))
    matters = 0.5 * float(series.values.std())
    data = TrialData(
        drawn.assigned,
        None,
        drawn.occasions,
        series.values,
        none,
        lower_is_better=False,
        matters=matters,
        calendar=drawn.calendar,
    )
    return answer(data, drawn.scheme, drawn.pairs, read_answer_facts(knowledge))


def plain_regression(series: OneSeries) -> tuple[float, float, float]:
    """Return the effect with its 95 % interval by least squares on assignment and day."""
    design = np.column_stack([np.ones(len(series.days)), series.days, series.on])
    found, _, _, _ = np.linalg.lstsq(design, series.values, rcond=None)
    rest = series.values - design @ found
    freedom = len(series.values) - design.shape[1]
    error = np.sqrt(rest @ rest / freedom * np.linalg.pinv(design.T @ design)[2, 2])
    reach = float(stats.t.ppf(0.975, freedom) * error)
    return float(found[2]), float(found[2]) - reach, float(found[2]) + reach


def series_text(knowledge: Knowledge) -> str:
    """Return the table of all series."""
    every = list(read_series(reference_folder()))
    lines = ["| trial | days | plain regression | model | p drawn | said |", "|" + " --- |" * 6]
    plain = 0
    for one in every:
        effect, low, high = plain_regression(one)
        plain += low > 0.0 or high < 0.0
        said = analyse(one, knowledge)
        ours = "–"
        if said.effect is not None and said.low is not None and said.high is not None:
            ours = f"{said.effect:+.2f} ({said.low:+.2f} to {said.high:+.2f})"
        p = "–" if said.p_randomisation is None else f"{said.p_randomisation:.2f}"
        beside = f"{effect:+.2f} ({low:+.2f} to {high:+.2f})"
        lines.append(
            f"| {one.name} | {len(one.values)} | {beside} | {ours} | {p} | {said.verdict} |"
        )
    sizes = [len(one.values) for one in every]
    text = TEXT.format(n=len(every), first=min(sizes), last=max(sizes), plain=plain)
    return "\n\n".join([text.strip("\n"), "\n".join(lines)])
