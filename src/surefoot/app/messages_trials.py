"""Words for designing a trial of one's own."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "trials.too-few-pairs": N_(
        "{pairs} pairs are too few: chance alone could explain any result. "
        "Plan at least {fewest} pairs."
    ),
    "trials.block-too-long": N_(
        "{days} days at a stretch is too long for a trial at home. "
        "Plan at most {longest} days at a stretch."
    ),
    "trials.too-long": N_(
        "This plan lasts {days} days. Plan fewer pairs or shorter stretches: at most {longest} "
        "days in all."
    ),
}
