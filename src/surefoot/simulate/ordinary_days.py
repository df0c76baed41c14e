"""Ordinary days with MS: what is there every day, what is worse on some, and how people answer.

Nothing on these days needs anybody's help: no infection, no relapse, no injury. What people with MS
live with is there (fog, urgency, numb feet, spasms, bad evenings, heat, poor sleep, low mood), and
some read "usual MS does not count" past, or touch the wrong line. The makers of these days know
questions only by the id of their finding and the codes they offer; they know no rule.

How often each trouble is there comes from surveys of people with MS, recalled, not looked up:
fatigue, spasticity, bladder (Rizzo et al. 2004; NARCOMS surveys), thinking (Rao et al. 1991),
swallowing (Guan et al. 2015), mood (Marrie et al. 2015), falls (Nilsagård et al. 2015), swollen
ankles (Solaro et al. 2006). How often it is worse on a day, and how people misread, are estimates.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: Share of days on which somebody takes what is as usual for something new, for each trouble they
#: have; for somebody who reads loosely; and the share of such people. Estimates.
MISREAD, MISREAD_LOOSELY, LOOSE_READERS = 0.01, 0.05, 0.10
#: Share of days on which a line is touched by mistake and not noticed (numb fingers). Estimate.
SLIP = 0.0005
#: When a trouble is clearly worse than usual, so often it is ticked as worse. Estimate.
SAYS_WORSE = 0.6
#: So often somebody is not sure about a list, or sends it back empty. Estimates.
NOT_SURE, EMPTY = 0.02, 0.02
#: So often "I don't know" is the answer to a question. Estimate.
DO_NOT_KNOW = 0.03
#: Asked once more in full words, so often somebody stays with what they misread, and with a line
#: they touched by mistake. Estimates.
STAYS_MISREAD, STAYS_SLIPPED = 0.4, 0.05
#: A question nobody foresaw is answered yes so often. Estimate.
UNFORESEEN = 0.02


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something many people with MS live with: the finding it would be taken for, with which
    answer, how many have it, and on how many of their days it is clearly worse than usual."""

    finding: str
    share: float
    worse: float
    code: str = "yes"


#: What people live with, and what a line of a list could be misread for.
TROUBLES = (
    Trouble("f_confusion", 0.45, 0.0),  # fog: bad fog is still not "did not know the place"
    Trouble("f_faint", 0.10, 0.005),  # dizzy on standing up
    Trouble("f_swallow_speech", 0.30, 0.005),
    Trouble("f_vision_loss", 0.15, 0.005),  # blurred in heat after an old neuritis
    Trouble("f_eyes_double", 0.10, 0.01),
    Trouble("f_breathless", 0.03, 0.005),
    Trouble("f_palpit", 0.05, 0.005),
    Trouble("f_bladder_bowel", 0.25, 0.0, "new-cannot-go"),  # hesitancy
    Trouble("f_bladder_bowel", 0.45, 0.01, "new-leaking"),
    Trouble("f_saddle", 0.05, 0.0),
    Trouble(
        "f_onset", 0.30, 0.005, "seconds-minutes"
    ),  # legs go suddenly weak in heat, after walks
    Trouble("f_onset", 0.40, 0.005, "woke-with-it"),  # stiff, weak mornings
    Trouble("f_cannot_walk", 0.15, 0.01),
    Trouble("f_cold_pale", 0.10, 0.0, "since-today"),  # cold, purple feet
    Trouble("f_trapped_heat", 0.02, 0.0),
    Trouble("f_cannot_do", 0.60, 0.01),
    Trouble("f_heavier", 0.80, 0.05),
    Trouble("f_buckle", 0.30, 0.01, "one"),
    Trouble("f_footdrop", 0.35, 0.01),
    Trouble("f_arms_too", 0.50, 0.005),
    Trouble("f_numb_level", 0.15, 0.005),  # a tight band
    Trouble("f_swell_both", 0.30, 0.01),
    Trouble("f_swell_one", 0.05, 0.0),
    Trouble("f_calf_tender", 0.10, 0.005),  # after cramps
    Trouble("f_leg_pain_new", 0.30, 0.005),
    Trouble("f_back_pain", 0.40, 0.01, "new-bad"),
    Trouble("f_back_pain", 0.10, 0.0, "worse-lying"),
    Trouble("f_fever", 0.15, 0.005),  # hot from heat
    Trouble("f_very_cold", 0.10, 0.002),
    Trouble("f_uti", 0.30, 0.002),  # goes often
    Trouble("f_orthopnoea", 0.02, 0.0),
    Trouble("f_meds.antispastic_stop", 0.30, 0.01),  # forgets a tablet of baclofen
    Trouble("f_low_mood", 0.30, 0.02),
)

#: What is so or not so for months or for good, asked only where an answer leads to it.
CIRCUMSTANCES = {
    "f_cancer": 0.06,
    "f_prev_clot": 0.04,
    "f_clot_risk": 0.05,
    "f_immobile": 0.20,
    "f_blood_thinner": 0.05,
    "f_hip_op": 0.05,
    "f_autoimmune": 0.10,
    "f_pump": 0.01,
    "f_meds.baclofen": 0.30,
    "f_meds.statin": 0.15,
    "f_meds.steroid": 0.05,
    "f_meds.dmt_pml": 0.60,
    "f_numb_feet": 0.60,
    "f_numb_one": 0.30,
    "f_stiff": 0.75,
    "f_spasms": 0.50,
    "f_ache": 0.40,
    "f_heat": 0.75,
    "f_fatigable": 0.50,
    "f_shoot_leg": 0.15,
    "f_sex_numb": 0.10,
    "f_groin_hip": 0.10,
    "f_old_symptoms_back": 0.20,
    "f_hard_exercise": 0.10,
    "f_cv_risk": 0.40,
}


@dataclass(frozen=True, slots=True)
class OrdinaryPerson:
    """Somebody with MS: what they live with, what is so, and how loosely they read."""

    troubles: frozenset[Trouble]
    circumstances: frozenset[str]
    misreads: float
    usual_heaviness: float


@dataclass(frozen=True, slots=True)
class OrdinaryDay:
    """One day: what is worse than usual, and what went before the evening's check-in."""

    worse: frozenset[Trouble]
    hot: bool
    poor_sleep: bool
    stumbled: bool
    no_walk: bool
    heaviness: int


def draw_person(rng: np.random.Generator, reads: float = 1.0) -> OrdinaryPerson:
    """Return somebody with MS; ``reads`` times the rate at which people misread."""
    loosely = rng.random() < LOOSE_READERS
    return OrdinaryPerson(
        frozenset(one for one in TROUBLES if rng.random() < one.share),
        frozenset(name for name, share in CIRCUMSTANCES.items() if rng.random() < share),
        reads * (MISREAD_LOOSELY if loosely else MISREAD),
        float(rng.uniform(1.0, 7.0)),
    )


def draw_day(person: OrdinaryPerson, rng: np.random.Generator) -> OrdinaryDay:
    """Return one day of somebody; a hot day or a bad night makes legs heavier."""
    hot, poor_sleep = rng.random() < 0.15, rng.random() < 0.25
    bad_evening = rng.random() < 0.10
    heavier = 1.0 * hot + 0.7 * poor_sleep + 1.5 * bad_evening
    felt = person.usual_heaviness + heavier + rng.normal(0.0, 1.0)
    # About half of people with MS fall in three months; stumbles are more common (Nilsagård 2015).
    return OrdinaryDay(
        frozenset(one for one in person.troubles if rng.random() < one.worse),
        hot,
        poor_sleep,
        stumbled=bool(rng.random() < 0.02),
        no_walk=bool(felt > 8.5 and rng.random() < 0.3),
        heaviness=int(np.clip(np.rint(felt), 0, 10)),
    )


def ticks_line(
    person: OrdinaryPerson, day: OrdinaryDay, finding: str, code: str, rng: np.random.Generator
) -> bool:
    """Whether a line of a list of what is new is ticked."""
    meant = [t for t in person.troubles if (t.finding, t.code) == (finding, code)]
    if any(trouble in day.worse for trouble in meant):
        return bool(rng.random() < SAYS_WORSE)
    return bool(rng.random() < (person.misreads if meant else SLIP))


def says_of_list(ticked: bool, rng: np.random.Generator) -> str:
    """Return what is said of a whole list: ``these``, ``not-sure`` or ``nothing``."""
    chance = rng.random()
    if chance < NOT_SURE:
        return "not-sure"
    return "nothing" if not ticked and chance < NOT_SURE + EMPTY else "these"


def answers_question(
    person: OrdinaryPerson,
    day: OrdinaryDay,
    finding: str,
    codes: Sequence[str],
    rng: np.random.Generator,
) -> str:
    """Return the answer to one question: one of ``codes`` that say yes, or "no" or "unknown".

    What somebody lives with is often not what the question means by new; asked by itself, with its
    hint, it is misread half as often as in a list.
    """
    if rng.random() < DO_NOT_KNOW:
        return "unknown"
    if finding in CIRCUMSTANCES:
        yes = finding in person.circumstances
    elif any(trouble.finding == finding for trouble in TROUBLES):
        meant = [t for t in person.troubles if t.finding == finding]
        worse = any(trouble in day.worse for trouble in meant)
        yes = rng.random() < (SAYS_WORSE if worse else 0.5 * person.misreads if meant else SLIP)
    else:
        yes = rng.random() < UNFORESEEN
    return str(rng.choice(list(codes))) if yes and codes else "no"


def answers_again(
    person: OrdinaryPerson,
    day: OrdinaryDay,
    finding: str,
    said: str,
    rng: np.random.Generator,
) -> str:
    """Return the answer to a question asked once more, after ``said``: mostly the same where it was
    meant, often put right where it was misread, nearly always where a finger slipped."""
    if said == "unknown":
        return "unknown" if rng.random() < 0.5 else "no"
    if finding in CIRCUMSTANCES:
        return said
    meant = [trouble for trouble in person.troubles if trouble.finding == finding]
    if any(trouble in day.worse for trouble in meant):
        return said
    stays = STAYS_MISREAD if meant else STAYS_SLIPPED
    return said if rng.random() < stays else "no"


def says_if_new(rng: np.random.Generator) -> str:
    """Return the answer to "is this new for you?" about something that is not: no, mostly."""
    return str(rng.choice(["no", "unknown", "yes"], p=[0.95, 0.03, 0.02]))
