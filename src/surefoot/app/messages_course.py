"""Words for what following a person over time says."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "course.need-more": N_("Still to come before we can say what is usual for you: {n}."),
    "course.need-days": N_("Days still to go before we can say what is usual for you: {days}."),
}
