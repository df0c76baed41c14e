"""Words for trials of one's own."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "trials.too-few-pairs": N_(
        "{pairs} pairs are too few: chance alone could explain any result. "
        "Plan at least {fewest} pairs."
    ),
    "trials.too-few-days": N_(
        "{days} days are too few: chance alone could explain any result. "
        "Plan at least {fewest} days."
    ),
    "trials.block-too-long": N_(
        "{days} days at a stretch is too long for a trial at home. "
        "Plan at most {longest} days at a stretch."
    ),
    "trials.too-long": N_(
        "This plan lasts {days} days. Plan fewer pairs or shorter stretches: at most {longest} "
        "days in all."
    ),
    "trials.no-strategy": N_(
        "There is no strategy called {id}. See them all: surefoot knowledge list strategies"
    ),
    "trials.no-plan": N_("{file} is not a trial as it was designed."),
    "trials.plan-changed": N_("{file} was changed after it was frozen, so it is no plan any more."),
    "trials.not-the-plan": N_(
        "{file}, line {line}: the plan says otherwise for this day, or has no such day."
    ),
    "trials.not-the-sessions": N_(
        "{file}: each session of the plan has {walks} walks in the order that was drawn."
    ),
    "trials.more-days-than-planned": N_("There are more days than the plan has: {days}."),
    "trial-table.no-rows": N_("{file} has no day."),
    "trial-table.no-column": N_("{file} has no column {missing}. It needs: {needed}."),
    "trial-table.column-twice": N_("{file} has two columns called {column}."),
    "trial-table.many": N_("{file} has {n} other columns. Keep at most {most}."),
    "trial-table.not-utf8": N_("{file}, line {line}: save the table as UTF-8."),
    "trial-table.day-twice": N_("{file}, line {line}: {day} stands twice. Keep one row a day."),
    "trial-table.no-date": N_(
        "{file}, line {line}, column {column}: {value} is no date. Write it as 2026-03-21."
    ),
    "trial-table.no-assignment": N_(
        "{file}, line {line}, column {column}: {value} is neither on nor off."
    ),
    "trial-table.no-done": N_(
        "{file}, line {line}, column {column}: {value} is not yes, partly or no."
    ),
    "trial-table.no-number": N_("{file}, line {line}, column {column}: {value} is no number."),
    "trials.no-design": N_(
        "There is no fair trial at home for this: {strategy}. Keep noting how your legs are, "
        "before and after."
    ),
    "trials.not-possible": N_("{strategy}: this cannot be tried on and off. {why} {instead}"),
    "trials.outcome": N_(
        "A trial cannot ask for {outcome}. It can ask how heavy your legs are, or how fast you "
        "walk."
    ),
    "trials.matters-above-zero": N_("The difference that matters to you is above zero."),
    "trials.say-what-matters": N_(
        "Say which difference would matter to you, as a number in the unit of what is measured."
    ),
    "trials.sign-off": N_(
        "A medicine is only tried together with the doctor who prescribes it. Ask them first, and "
        "note who agreed."
    ),
    "trials.flag-open": N_(
        "Something you told us needs to be seen first. A trial can wait until then."
    ),
    "trials.must-wait": N_("Wait with a trial until you are well again and nothing new has come."),
    "trials.change-under-way": N_(
        "Your legs seem to have changed lately. A trial now could not be told apart from that. "
        "Speak with your team first."
    ),
    "trials.one-at-a-time": N_(
        "You are in a trial already. One thing at a time: otherwise nobody knows what helped."
    ),
    "trials.caution": N_("Not for you now. {says}"),
    "trials.ask-first": N_("Ask first, and note who agreed. {says}"),
    "trials.relied-on": N_("What you rely on is never taken away for a trial. Keep using it."),
    "trials.say-if-relied-on": N_("Say first whether you rely on it already."),
    "trials.fall-lately": N_(
        "You fell, nearly fell, or a leg gave way in the last three months. Ask a physiotherapist "
        "to try this with you."
    ),
    "trials.no-such-day": N_("{day} is not a day of this trial."),
    "trials.only-today": N_("This can only be said of today."),
    "trials.told-already": N_("You have said this of today already."),
    "trials.pause-in-past": N_("A pause begins today or later. Days that have passed stay."),
    "trials.pause-backwards": N_("A pause ends on its first day or later."),
    "trials.cannot-say": N_("The trial cannot say whether it helps."),
    "trials.shows": N_(
        "{days} days will show a difference of {size}; a smaller one will stay hidden."
    ),
    "trials.shows_rating": N_(
        "{days} days will show a drop of {size} points; a smaller one will stay hidden."
    ),
    "trials.shows_sessions": N_(
        "{days} sessions will show a difference of {size}; a smaller one will stay hidden."
    ),
    "trialverdict.helps-enough": N_("It helps, and by enough to matter."),
    "trialverdict.helps": N_("It helps. Whether by enough to matter is not sure."),
    "trialverdict.no-difference": N_("It makes no difference that matters."),
    "trialverdict.worse": N_("It makes things worse."),
    "trialverdict.cannot-say": N_("It cannot be said whether it helps."),
    "trialnote.too-few-days": N_("There are too few days with a value, on or off."),
    "trialnote.too-few-pairs": N_("On and off changed too few times: chance could explain this."),
    "trialnote.contradiction": N_(
        "Two ways of looking at the days do not agree, so nothing is said."
    ),
    "trialnote.all-alike": N_("All values are alike, or there are none."),
    "trialnote.one-condition": N_("There are values only on, or only off: nothing to compare."),
    "trialnote.not-done-as-assigned": N_("Some days did not go as asked."),
    "trialnote.as-done-differs": N_("By what was really done, the answer is another one."),
    "trialnote.unsure": N_("The days do not decide it."),
    "trialnote.stopped-early": N_("The trial was stopped early."),
    "trialnote.paused": N_("The trial was paused."),
    "trialnote.before-after": N_(
        "Before and after are compared: other things that changed at the same time count too."
    ),
    "trialnote.open-label": N_("You knew what you did, so expecting it to help is included."),
    "trialnote.pairs-inferred": N_(
        "There was no plan: the days were taken as drawn in pairs of equal blocks."
    ),
    "trialnote.free-inferred": N_(
        "There was no plan: the days were taken as drawn freely, with as many days on."
    ),
    "trialnote.matters-assumed": N_(
        "Nobody said which difference matters: half of the usual spread of the days was taken."
    ),
    "trialnote.better-assumed": N_("Nobody said which way is good: lower was taken as better."),
    "trialnote.days-missing": N_("Some days are missing from the table."),
    "trialnote.outcomes-missing": N_("Some days have no outcome; they are left out."),
    "trialnote.covariates-filled": N_("Gaps in other columns were filled with their mean."),
    "trialnote.done-means-as-asked": N_(
        'The column "done" was read as: the day went as asked, on and off.'
    ),
}
