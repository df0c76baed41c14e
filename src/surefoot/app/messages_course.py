"""Words for what following a person over time says."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "course.not-followed": N_("We cannot say yet what is usual for this."),
    "course.need-more": N_("After {n} more check-ins or walks we can say what is usual for you."),
    "course.need-more-one": N_("After one more check-in or walk we can say what is usual for you."),
    "course.need-days": N_("After {days} more days we can say what is usual for you."),
    "course.need-days-one": N_("After one more day we can say what is usual for you."),
    "course.need-both": N_(
        "To say what is usual for you we need more check-ins or walks ({n}), over more days "
        "({days})."
    ),
    "course.need-tests": N_(
        "After {n} more walks of the same length of time we can say whether you get slower within "
        "a walk."
    ),
    "course.need-tests-one": N_(
        "After one more walk of the same length of time we can say whether you get slower within a "
        "walk."
    ),
    "course.fatigable-open": N_(
        "Your walks do not show clearly yet whether you get slower within a walk. More walks will "
        "help."
    ),
}
