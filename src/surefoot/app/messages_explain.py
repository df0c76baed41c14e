"""Words of the questions and of the explanation."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "answers.only_one": N_("Only one answer can be given to {id}."),
    "answers.skipped": N_("Skipped"),
}
