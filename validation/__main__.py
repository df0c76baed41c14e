"""Print the accuracy tables and write docs/validation.md: ``python -m validation``."""

import sys
from collections.abc import Callable

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from validation.balance import balance_section
from validation.carried import carried_section
from validation.chair import chair_section
from validation.daily import daily_section
from validation.document import bias_line, feet_line, intervals_line, table, timing_line
from validation.double_support import double_support_section
from validation.explain_exactness import exactness_section
from validation.follow.section import follow_section
from validation.mobgap import mobgap_scores
from validation.ordinary_days import ordinary_days_section
from validation.others import others_section
from validation.oxford import oxford_section
from validation.pictures import pictures_section
from validation.placements import placements_section
from validation.reference import ROOT, reference_folder
from validation.simulated import simulated_section
from validation.slow_pocket import slow_pocket_section
from validation.summary import STATISTICS
from validation.synthetic_people import synthetic_people_section
from validation.tapping import tapping_section
from validation.timed import timed_section
from validation.trials import trials_section
from validation.triggers.section import triggers_section
from validation.trunk import trunk_section
from validation.tug import tug_section
from validation.turning import turning_section
from validation.two_references import two_references_section
from validation.vignettes import open_section, typical_section
from validation.voisard import voisard_scores
from validation.words import (
    HEAD,
    HOW,
    LOOK_LIST,
    LOOKS,
    MOBGAP,
    SETS,
    VOISARD,
)

ALL = list(STATISTICS)
CONTACTS = ["bout F1", "contact F1 ±0.25 s", "contact F1 ±0.10 s", "coverage"]


def _mobgap(knowledge: Knowledge) -> str:
    scores = mobgap_scores(reference_folder(), knowledge)
    healthy = [score for score in scores if score.group == "healthy"]
    ms = [score for score in scores if score.group == "MS"]
    rows = [(score.name, [score], False) for score in scores]
    straight = [score for score in scores if "Test5" in score.name]
    daily = [score for score in scores if "Test11" in score.name]
    rows += [("**straight walks**", straight, True), ("**daily activities**", daily, True)]
    rows += [("**healthy**", healthy, True), ("**MS**", ms, True), ("**all**", scores, True)]
    return "\n\n".join(
        [
            MOBGAP,
            table(rows, ALL),
            bias_line(scores),
            intervals_line(scores) + " In MS: " + intervals_line(ms).partition(": ")[2],
            feet_line(scores),
            timing_line(scores),
        ]
    )


def _voisard(knowledge: Knowledge) -> str:
    scores = voisard_scores(reference_folder(), knowledge)
    people = sorted({score.group for score in scores}, key=int)
    rows = [(f"person {p}", [score for score in scores if score.group == p], False) for p in people]
    rows.append(("**all**", scores, True))
    return "\n\n".join([VOISARD, table(rows, CONTACTS), feet_line(scores), timing_line(scores)])


def _looks(_: Knowledge) -> str:
    looks = "\n".join(f"{number}. {look}" for number, look in enumerate(LOOK_LIST, start=1))
    return LOOKS.format(looks=looks)


# The page in order; each section is made by one function of the facts.
SECTIONS: list[Callable[[Knowledge], str]] = [
    lambda _: HEAD,
    _mobgap,
    lambda _: HOW,
    two_references_section,
    _voisard,
    trunk_section,
    double_support_section,
    simulated_section,
    oxford_section,
    carried_section,
    slow_pocket_section,
    placements_section,
    turning_section,
    balance_section,
    chair_section,
    tug_section,
    tapping_section,
    timed_section,
    daily_section,
    others_section,
    ordinary_days_section,
    open_section,
    typical_section,
    synthetic_people_section,
    exactness_section,
    follow_section,
    triggers_section,
    trials_section,
    pictures_section,
    _looks,
    lambda _: SETS,
]


def main() -> int:
    """Write the page and print it; 2 when the recordings are not there."""
    knowledge = load_knowledge()
    try:
        parts = [section(knowledge) for section in SECTIONS]
    except FileNotFoundError as problem:
        print(problem, file=sys.stderr)
        return 2
    page = "\n\n".join(part.strip("\n") for part in parts) + "\n"
    (ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "validation.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
