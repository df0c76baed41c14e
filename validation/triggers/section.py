"""The section on triggers of docs/validation.md."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.trigger import TriggerFound, TriggerLabel
from validation.reference import reference_folder
from validation.triggers.__main__ import load
from validation.triggers.legpain import eighth_person, first_person, said
from validation.triggers.rules import LIKELY, LISTED, OTHERS, OURS, POSSIBLE
from validation.triggers.run import EDGES, Row, run_row
from validation.triggers.whole import false_in_whole_people
from validation.triggers.worlds import REAL, ROWS, World

QUICK, WHOLE = 30, 60
#: At most this share of people with a false trigger, with a drift that all share.
MUSTS = {LIKELY: 0.04, POSSIBLE: 0.12}
_Z = 1.959964

TEXT = """
## Triggers: made-up diaries

Eight factors, each with its own memory from day to day (correlation 0 to 0.85), and an outcome of
60 % fluctuation (correlation φ) and 40 % white error; 15 % of days have no entry. "Drift": warmth,
idleness and the outcome drift together, in a straight line or (where it says so) in a whole wave,
which the method's bent trend follows in part. The makers of the days share no code with the method.
Seed {seed}, computed {day} by `python -m validation.triggers`, {people} people a row or more; every
rule sees the same diaries. Priors, labels and lags were fixed beforehand. One thing was changed
after a look at these rows: with a straight trend alone, the rows with a drift in a wave had a false
"likely or possible" in 0.15 and 0.22 of people; a bend in the trend was then tried on other seeds
(80 people in each of four rows), and all rows were drawn anew. Read those two rows as seen, not as
blind. Brackets: 95 % Wilson intervals.

Share of people with at least one false trigger where **nothing is real**. "Mean difference" is
what a symptom app shows (3 days with and without), counted from half a standard deviation.

{none}

Musts with a shared drift: likely at most {likely:.2f}, likely or possible at most {possible:.2f}.
{musts}

Two real triggers ({real}), of this effect for one standard deviation of each: mean share of the
called that are false / share of the real that are found.

{real_rows}

Is the probability honest? All factors of the rows with real triggers:

{classes}

The 95 % interval of the effect held the truth for {held} of {all_real} real factors; of those that
were called, for {held_called} of {called}.

Whole people: {whole} others, 120 days, check-ins on 85 % of them with seven things to tick, both
legs rated in whole points and alike, walking speed on half of the days, all drifting together,
nothing real. Over all three outcomes at once, through the functions the pages use: {whole_line}
(Three outcomes give chance three tries; the musts above are for one.)

A quick run made with this page ({quick} people in each of {quick_rows} rows in which nothing is
real): {quick_line}

### Real diaries (myaiguide_legpain)

Nobody in this set has MS, and nobody knows what is true. The first person wrote knee pain from 1
to 9.5, filled forward from day to day, and wore a step counter; years are taken one by one. The
eighth rated leg pain on {leg_days} days and knee pain on {knee_days}. Probability, then the
effect on days above the person's middle value, or with it, in points of pain.

{diaries}

Steps go with the first person's knee pain in two of six years, by about 0.05 points of 9.5: found
surely because days are many and filled forward, far too small to matter, and in the other four
years not found. A day of more walking may bring pain, or a day of less pain more walking; and the
diary was filled forward, which makes neighbouring days alike beyond what the method expects. Of
the eighth person's notes none goes with the leg pain surely; a change of device and long gaps
leave the steps or the notes unknown on too many days, and this is said.
"""


def triggers_section(knowledge: Knowledge) -> str:
    """Return the section.

    Raises:
        FileNotFoundError: the real diaries are not there.
    """
    results = load()
    nothing = [row for row in results.rows if not row.world.effect]
    real = [row for row in results.rows if row.world.effect]
    folder = reference_folder()
    one, eight = first_person(folder, knowledge), eighth_person(folder, knowledge)
    quick = [
        run_row(place, QUICK, knowledge)
        for place, world in enumerate(ROWS)
        if not world.effect and not world.unknown
    ]
    return TEXT.format(
        people=min(row.people for row in results.rows),
        seed=results.seed,
        day=results.day,
        none=_none_table(nothing),
        likely=MUSTS[LIKELY],
        possible=MUSTS[POSSIBLE],
        musts=" ".join(_must(rule, nothing) for rule in MUSTS),
        real=" and ".join(REAL),
        real_rows=_real_table(real),
        classes=_class_table(real),
        held=sum(row.held for row in real),
        all_real=sum(row.real for row in real),
        held_called=sum(row.held_called for row in real),
        called=sum(row.called for row in real),
        quick=QUICK,
        quick_rows=len(quick),
        quick_line=_quick_line(quick),
        whole=WHOLE,
        whole_line=_whole_line(knowledge),
        leg_days=eight[0][1].days,
        knee_days=eight[1][1].days,
        diaries="\n".join(_diary(name, triggers.found) for name, triggers in (*one, *eight)),
    )


def _wilson(count: int, of: int) -> str:
    share = count / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2)) / (1 + _Z**2 / of)
    return f"{share:.3f} ({max(middle - half, 0):.3f} to {min(middle + half, 1):.3f})"


def _name(world: World) -> str:
    told = [f"{world.days} days, φ {world.phi:g}"]
    told += ["drift"] * (world.drift and not world.curved) + ["drift in a wave"] * world.curved
    told += ["yes or no"] * world.yes_no + ["heavy tails"] * world.heavy_tails
    told += [f"{100 * world.unknown:.0f} % of cells empty"] * bool(world.unknown)
    told += [f"effect {world.effect:g}"] * bool(world.effect)
    return ", ".join(told)


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    cells = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in cells)


def _none_table(rows: Sequence[Row]) -> str:
    table = [
        [
            _name(row.world),
            str(row.people),
            *(_wilson(row.rules[rule].false, row.people) for rule in OURS),
            *(f"{row.rules[rule].false / row.people:.2f}" for rule in OTHERS),
        ]
        for row in rows
    ]
    return _lines(["nothing is real", "people", *OURS, *OTHERS], table)


def _must(rule: str, rows: Sequence[Row]) -> str:
    drifting = [row for row in rows if row.world.drift]
    worst = max(drifting, key=lambda row: row.rules[rule].false / row.people)
    share = worst.rules[rule].false / worst.people
    kept = "met in every row" if share <= MUSTS[rule] else "**not met**"
    return f"{rule.capitalize()}: {kept}, worst {share:.3f} ({_name(worst.world)})."


def _real_table(rows: Sequence[Row]) -> str:
    rules = (LIKELY, POSSIBLE, LISTED, "mean difference", "correlation", "correlation, BH")
    table = [
        [_name(row.world), str(row.people), *(_found(row, rule) for rule in rules)] for row in rows
    ]
    return _lines(["two are real", "people", *rules], table)


def _found(row: Row, rule: str) -> str:
    count = row.rules[rule]
    return f"{count.false_share:.2f} / {count.found / (len(REAL) * row.people):.2f}"


def _class_table(rows: Sequence[Row]) -> str:
    table = []
    for place, (low, high) in enumerate(pairwise(EDGES)):
        classes = [row.classes[place] for row in rows]
        factors = sum(one.factors for one in classes)
        if factors:
            mean = sum(one.factors * one.probability for one in classes) / factors
            share = _wilson(sum(one.real for one in classes), factors)
            table.append([f"{low:g} to {high:g}", str(factors), f"{mean:.2f}", share])
    return _lines(["probability", "factors", "mean said", "truly real"], table)


def _quick_line(rows: Sequence[Row]) -> str:
    people = sum(row.people for row in rows)
    parts = (f"{rule} {_wilson(sum(r.rules[rule].false for r in rows), people)}" for rule in MUSTS)
    return "; ".join(parts) + "."


def _whole_line(knowledge: Knowledge) -> str:
    likely, either = false_in_whole_people(WHOLE, knowledge)
    return f"likely {_wilson(likely, WHOLE)}; likely or possible {_wilson(either, WHOLE)}."


def _diary(name: str, found: Sequence[TriggerFound]) -> str:
    told = [said(one) for one in found if one.label is not TriggerLabel.NOT_ASSESSABLE]
    rest = [one.factor for one in found if one.label is TriggerLabel.NOT_ASSESSABLE]
    more = [f"not assessable: {', '.join(rest)}"] if rest else []
    return f"- {name}: " + "; ".join([*told, *more]) + "."
