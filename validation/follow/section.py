"""The section of docs/validation.md on following a person."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from surefoot.course.change.facts import RuleFacts, Scale
from surefoot.course.change.posterior import noise_grid
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from validation.follow.calibration import ASKED_D, DRAWS, EDGES
from validation.follow.exactness import exactness_text
from validation.follow.figures import draw_reliability, draw_trade_off
from validation.follow.results import CHOICE_SEED, PROOF_SEED, Kept, Share, facts_for, read
from validation.follow.rows import EARLIEST, HORIZONS, LATEST, ROWS, Row, Truth, row_named
from validation.follow.rules import NAMES, RULES, share_of
from validation.follow.verdict import verdict
from validation.follow.watch import THRESHOLDS, Facts, Tally, nobody, place_of, tally
from validation.follow.words import (
    CALIBRATION,
    CALIBRATION_TITLE,
    CHOICE,
    EXACTNESS,
    HEAD,
    LONG,
    NOTHING_KEPT,
    QUICK,
    SIMPLER,
    TRADE_OFF_TITLE,
    WHY,
)

#: People a row when the page is written; the long runs are kept beside the code.
QUICK_PEOPLE, _AT_ONCE = 40, 10
QUICK_ROWS = (
    ("as the model has it", Truth.STABLE),
    ("−20 %", Truth.STEP),
    ("−10 % a year", Truth.DRIFT),
)
_SHORT = {14: "14 d", 28: "28 d", 90: "90 d", 182: "6 months", 365: "12 months"}
_DIFFERENT, _REAL = 0, 1


def follow_section(knowledge: Knowledge) -> str:
    """Return the section, and write its figures."""
    facts = facts_for(knowledge)
    rules, kept = facts[Scale.LOG].rules, read(facts)
    parts = [HEAD.format(plain="a year each", real=rules.real, different=rules.different)]
    parts += [_long(kept, rules), _choice(kept), _quick(facts)]
    parts += [_calibrated(kept), _simpler(kept), _exact(facts)]
    return "\n\n".join(part for part in parts if part)


def _exact(facts: Facts) -> str:
    grid = noise_grid(facts[Scale.LOG].noise, Scale.LOG)
    return EXACTNESS.format(text=exactness_text(grid))


def shares(found: Tally, tier: int, place: int) -> list[Share]:
    """Return the share of people of whom a tier spoke within each horizon."""
    return [Share(int(hits), found.years) for hits in found.spoke[tier, :, place]]


def _long(kept: Kept, rules: RuleFacts) -> str:
    have = [(row, one) for row in ROWS if (one := kept.of(PROOF_SEED, row)) is not None]
    if not have:
        return NOTHING_KEPT
    years = [one.years for _, one in have]
    tables = {truth: _table(have, truth, rules) for truth in Truth}
    return LONG.format(
        day=kept.day,
        seed=PROOF_SEED,
        least=min(years),
        most=max(years),
        stable=tables[Truth.STABLE],
        changed=tables[Truth.CHANGED_TEST],
        earliest=EARLIEST,
        latest=LATEST,
        steps=tables[Truth.STEP],
        drifts=tables[Truth.DRIFT],
        verdict=verdict(kept, PROOF_SEED, rules),
    )


def _table(have: Sequence[tuple[Row, Tally]], truth: Truth, rules: RuleFacts) -> str:
    names = [_SHORT[horizon] for horizon in HORIZONS[truth]]
    quiet = truth in (Truth.STABLE, Truth.CHANGED_TEST)
    head = ["", "years", *(["tier 2", "tier 1", "tier-2 alarms a year"] if quiet else [])]
    if not quiet:
        head += [f"tier {tier}, {name}" for tier in (2, 1) for name in names]
    lines = [_line(head), _line(["---"] * len(head))]
    for row, found in have:
        if row.truth is truth:
            cells = [row.name, str(found.years), *_cells(found, rules)]
            more = found.alarms[_REAL, place_of(rules.real)] / found.years
            lines.append(_line([*cells, f"{more:.3f}"] if quiet else cells))
    return "\n".join(lines)


def _cells(found: Tally, rules: RuleFacts) -> list[str]:
    tiers = ((_REAL, rules.real), (_DIFFERENT, rules.different))
    return [str(one) for tier, said in tiers for one in shares(found, tier, place_of(said))]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


_CURVE = (
    ("false alarm, as the model has it", "as the model has it", Truth.STABLE, 0),
    ("false alarm, a season of 3 %", "a season of 3 %", Truth.STABLE, 0),
    ("−20 % found by 28 days", "−20 %", Truth.STEP, 1),
    ("−10 % a year found by 12 months", "−10 % a year", Truth.DRIFT, 1),
)


def _choice(kept: Kept) -> str:
    lines: dict[str, list[Share]] = {}
    for label, name, truth, horizon in _CURVE:
        found = kept.of(CHOICE_SEED, row_named(name, truth))
        if found is None:
            return ""
        hits = found.spoke[_REAL, horizon]
        lines[label] = [Share(int(one), found.years) for one in hits]
    rows = [_line(["from", *(f"{label} (of {s[0].n})" for label, s in lines.items())])]
    rows.append(_line(["---"] * (len(lines) + 1)))
    for place, threshold in enumerate(THRESHOLDS):
        rows.append(_line([f"{threshold:g}", *(str(one[place]) for one in lines.values())]))
    return CHOICE.format(
        seed=CHOICE_SEED,
        why=WHY,
        table="\n".join(rows),
        title=TRADE_OFF_TITLE,
        figure=draw_trade_off(THRESHOLDS, lines),
    )


def _quick(facts: Facts) -> str:
    rules = facts[Scale.LOG].rules
    lines = [_line(["", "within", "tier 2", "tier 1"]), _line(["---"] * 4)]
    for (name, truth), found in zip(QUICK_ROWS, _quick_tallies(), strict=True):
        pairs = [shares(found, tier, place_of(said)) for tier, said in _tiers(rules)]
        for horizon, real, different in zip(HORIZONS[truth], *pairs, strict=True):
            lines.append(_line([name, _SHORT[horizon], str(real), str(different)]))
    return QUICK.format(people=QUICK_PEOPLE, table="\n".join(lines))


def _quick_tallies() -> list[Tally]:
    """Return the counts of each quick row, from two processes."""
    starts = range(0, QUICK_PEOPLE, _AT_ONCE)
    jobs = [(place, range(s, s + _AT_ONCE)) for place in range(len(QUICK_ROWS)) for s in starts]
    found = [nobody(row_named(*row)) for row in QUICK_ROWS]
    with ProcessPoolExecutor(2) as pool:
        for (place, _), part in zip(jobs, pool.map(_quick_job, jobs), strict=True):
            found[place] += part
    return found


def _quick_job(job: tuple[int, range]) -> Tally:
    place, people = job
    facts = facts_for(load_knowledge())
    return tally(row_named(*QUICK_ROWS[place]), facts, PROOF_SEED, people)


def _tiers(rules: RuleFacts) -> tuple[tuple[int, float], ...]:
    return (_REAL, rules.real), (_DIFFERENT, rules.different)


def _calibrated(kept: Kept) -> str:
    table = kept.tables.get("calibration")
    if table is None:
        return ""
    named = (("step", "sudden change"), ("drift", "slow change"))
    scores = []
    for key, name in named:
        one = table[key]
        skill, low, high = one["skill"]
        cells = [name, f"{one['share']:.3f}", f"{one['before']:.4f}", f"{one['brier']:.4f}"]
        scores.append(_line([*cells, f"{skill:.2f} ({low:.2f} to {high:.2f})"]))
    bins = [
        _line([f"{EDGES[i]:g} to {EDGES[i + 1]:g}", *_bin(step), *_bin(drift)])
        for i, (step, drift) in enumerate(
            zip(table["step"]["bins"], table["drift"]["bins"], strict=True)
        )
    ]
    return CALIBRATION.format(
        people=table["people"],
        answers=table["people"] * len(ASKED_D),
        draws=DRAWS,
        scores="\n".join(scores),
        bins="\n".join(bins),
        title=CALIBRATION_TITLE,
        figure=draw_reliability(table),
    )


def _bin(one: Sequence[float]) -> list[str]:
    n, said, came = one
    return [f"{n:.0f}", f"{said:.3f}", f"{came:.3f}"] if n else ["0", "–", "–"]


def _simpler(kept: Kept) -> str:
    table = kept.tables.get("rules")
    if table is None:
        return ""
    head = ["", *(name for name, _ in NAMES)]
    lines = [_line(head), _line(["---"] * len(head))]
    for rule in RULES:
        cells = []
        for place, (_, truth) in enumerate(NAMES):
            found = [share_of(table, rule, place, i).value for i in range(len(HORIZONS[truth]))]
            cells.append(" / ".join(f"{value:.2f}" for value in found))
        lines.append(_line([rule, *cells]))
    return SIMPLER.format(years=table["years"], table="\n".join(lines))
