"""What the runs were to show, and whether they do."""

from collections.abc import Iterator
from dataclasses import dataclass

from surefoot.course.change.facts import RuleFacts
from validation.follow.results import Kept, Share
from validation.follow.rows import HORIZONS, ROWS, Row, Truth, row_named
from validation.follow.watch import place_of

WELL_AT_MOST, MISSPECIFIED_AT_MOST = 0.03, 0.08
_TIERS = ("tier 1", "tier 2")


@dataclass(frozen=True, slots=True)
class Goal:
    """A share of people of a row that a tier is to speak of within a horizon, at least."""

    name: str
    truth: Truth
    tier: int
    within_d: int
    at_least: float


GOALS = (
    Goal("−20 %", Truth.STEP, 1, 28, 0.60),
    Goal("−20 %", Truth.STEP, 1, 90, 0.93),
    Goal("−10 % a year", Truth.DRIFT, 1, 365, 0.65),
    Goal("−20 %", Truth.STEP, 0, 14, 0.80),
)


def verdict(kept: Kept, seed: int, rules: RuleFacts) -> str:
    """Return a list of musts and goals with what was found."""
    musts, goals = list(_musts(kept, seed, rules)), list(_goals(kept, seed, rules))
    return "\n".join(
        [
            "Musts: false alarms of tier 2 in at most 0.03 of person-years as the model has it, "
            "and in at most 0.08 in every other row. "
            + (" ".join(musts) if musts else "The shares above are all within that.")
            + _sure(kept, seed, rules),
            "",
            "Goals: " + "; ".join(goals) + ".",
        ]
    )


def found_share(
    kept: Kept, seed: int, row: Row, tier: int, within_d: int, at: float
) -> Share | None:
    """Return the share of people of a row that a tier spoke of, from one threshold on."""
    found = kept.of(seed, row)
    if found is None:
        return None
    place = HORIZONS[row.truth].index(within_d)
    return Share(int(found.spoke[tier, place, place_of(at)]), found.years)


def _musts(kept: Kept, seed: int, rules: RuleFacts) -> Iterator[str]:
    """Yield a sentence for each row that raises too many false alarms."""
    for row in ROWS:
        if row.truth not in (Truth.STABLE, Truth.CHANGED_TEST):
            continue
        found = found_share(kept, seed, row, 1, 365, rules.real)
        limit = WELL_AT_MOST if row.well else MISSPECIFIED_AT_MOST
        if found is not None and found.value > limit:
            yield f"Not held by *{row.name}*: {found}."


def _sure(kept: Kept, seed: int, rules: RuleFacts) -> str:
    """Return a warning where the years are too few to rule more alarms out."""
    open_rows = 0
    for row in ROWS:
        quiet = row.truth in (Truth.STABLE, Truth.CHANGED_TEST)
        found = found_share(kept, seed, row, 1, 365, rules.real) if quiet else None
        limit = WELL_AT_MOST if row.well else MISSPECIFIED_AT_MOST
        open_rows += found is not None and found.interval[1] > limit
    if not open_rows:
        return " So are their intervals."
    return f" In {open_rows} rows the years are too few to rule out more: the interval goes beyond."


def _goals(kept: Kept, seed: int, rules: RuleFacts) -> Iterator[str]:
    for goal in GOALS:
        said = rules.real if goal.tier else rules.different
        row = row_named(goal.name, goal.truth)
        found = found_share(kept, seed, row, goal.tier, goal.within_d, said)
        if found is not None:
            what = f"{goal.name}, {_TIERS[goal.tier]} within {goal.within_d} days"
            reached = "reached" if found.value >= goal.at_least else "not reached"
            yield f"{what}: at least {goal.at_least:.2f}, found {found}, {reached}"
