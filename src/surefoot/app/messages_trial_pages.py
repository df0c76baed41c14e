"""Words of the pages where somebody tries what helps."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "number.points": N_("{value} points"),
    "picture.trial.title": N_("Every day of the trial"),
    "picture.trial.days": N_("{what} ({unit})"),
    "picture.trial.on": N_("With it"),
    "picture.trial.off": N_("Without it"),
    "picture.trial.difference": N_("The difference"),
    "picture.trial.no_difference": N_("too few days"),
    "picture.trial.better": N_("better with it"),
    "picture.trial.worse": N_("worse with it"),
    "picture.trial.counts": N_("{on} days with it and {off} days without it."),
    "picture.trial.means": N_("On average {on} with it and {off} without it."),
    "picture.trial.effect": N_("The difference is {effect}, likely between {low} and {high}."),
}
