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
    "markkind.done": N_("Done as asked"),
    "markkind.partly": N_("Done in part"),
    "markkind.not-done": N_("Not done"),
    "markkind.fits": N_("A day that counts"),
    "markkind.fits-not": N_("A day that does not count"),
    "markkind.paused": N_("The trial pauses"),
    "markkind.resumed": N_("The trial goes on"),
    "markkind.stopped": N_("The trial has ended early"),
    "markkind.session": N_("A session done"),
    "try.outcome.heaviness": N_("How heavy my legs feel"),
    "try.outcome.walking_speed": N_("How fast I walk"),
    "try.kind.days": N_("Each day is drawn by lot: with it, or your usual."),
    "try.kind.blocks": N_("Spells of {block} days are drawn by lot: with it, or your usual."),
    "try.kind.within-session": N_(
        "Each session has four short walks, with it and without it. Which comes first is drawn "
        "by lot."
    ),
    "try.kind.random-start": N_("The day you begin is drawn by lot. Until then, your usual."),
    "try.kind.prescriber-run": N_(
        "Spells of {block} days are drawn by lot. Your doctor runs this with you."
    ),
    "try.kind.not-possible": N_("This cannot be tried by switching it on and off."),
    "try.off": N_("A day without it is a day like any other. Never push through."),
    "try.hidden": N_("You see each day only when it comes, so you cannot plan around it."),
    "try.daily": N_("Check in every day, at about the same time."),
    "try.walk": N_("Record a walk every day, at about the same time, on the same way."),
    "try.same": N_("Keep all else as it is: your tablets, your training, your shoes."),
    "try.warm": N_("Only warm days count, or days when you do a lot. We ask you first."),
    "try.team": N_("Your team's plan always comes first."),
    "try.sentence.helps-enough": N_("It helped by about {size}, expecting it to help included."),
    "try.sentence.helps": N_("It helped by about {size}, expecting it to help included."),
    "try.sentence.no-difference": N_("It made no difference that matters."),
    "try.sentence.worse": N_("It was worse with it, by about {size}."),
    "try.sentence.cannot-say": N_("This trial cannot say if it helps you."),
    "try.sentence.running": N_("The trial still runs. Look again when it is over."),
    "try.range": N_("Most likely between {low} and {high}."),
    "try.range.better": N_("Most likely better by {low} to {high}."),
    "try.range.worse": N_("Most likely worse by {low} to {high}."),
    "try.range.both": N_("It may be {worse} worse or {better} better."),
    "try.ask.check-in": N_("Say how heavy your legs are"),
    "try.ask.walk": N_("Record your walk"),
    "try.analysis": N_(
        "The days with it are weighed against the days without it, along with slow changes and "
        "what is left from the day before. A second count uses only the draw by lot."
    ),
    "try.analysis.team": N_(
        "Bayesian regression with AR(1) errors, trend, sceptical prior and carry-over averaged; "
        "randomisation test on the actual draw."
    ),
    "try.answer.yes": N_("Yes"),
    "try.answer.no": N_("No"),
    "try.answer.unknown": N_("I am not sure"),
    "try.short.days": N_("Day by day"),
    "try.short.blocks": N_("Some days each"),
    "try.short.within-session": N_("Short walks, one after the other"),
    "try.short.random-start": N_("A plan over weeks"),
    "try.short.prescriber-run": N_("Only with your doctor"),
    "try.short.not-possible": N_("Cannot be switched on and off"),
    "try.shows.drop": N_("{long} will show a drop of {size}. A smaller one stays hidden."),
    "try.shows.rise": N_("{long} will show a rise of {size}. A smaller one stays hidden."),
    "try.nothing-said": N_("Nothing was chosen. Tap one answer."),
    "try.together.better": N_(
        "In all {n} tries it helped by about {size}. Most likely {low} to {high} better."
    ),
    "try.together.worse": N_(
        "In all {n} tries it was worse by about {size}. Most likely {low} to {high} better."
    ),
    "report.trials.title": N_("Trials of one's own"),
    "report.trial.helps-enough": N_(
        "{name}: {effect} ({low} to {high}) on minus off: helps by enough to matter. "
        "N-of-1, {on} days on and {off} off, to {day}; open label."
    ),
    "report.trial.helps": N_(
        "{name}: {effect} ({low} to {high}) on minus off: helps. "
        "N-of-1, {on} days on and {off} off, to {day}; open label."
    ),
    "report.trial.no-difference": N_(
        "{name}: {effect} ({low} to {high}) on minus off: no difference that matters. "
        "N-of-1, {on} days on and {off} off, to {day}; open label."
    ),
    "report.trial.worse": N_(
        "{name}: {effect} ({low} to {high}) on minus off: worse. "
        "N-of-1, {on} days on and {off} off, to {day}; open label."
    ),
    "report.trial.cannot-say": N_(
        "{name}: {effect} ({low} to {high}) on minus off: cannot say. "
        "N-of-1, {on} days on and {off} off, to {day}; open label."
    ),
    "report.trial.nothing": N_("{name}: cannot say. N-of-1, {on} days on and {off} off, to {day}."),
    "mark.trial": N_("A day of a try"),
    "try.since.helps-enough": N_(
        "Since you began it is better by about {size}. Other changes count in that, too."
    ),
    "try.since.helps": N_(
        "Since you began it is better by about {size}. Other changes count in that, too."
    ),
    "try.since.no-difference": N_("Since you began there is no difference that matters."),
    "try.since.worse": N_(
        "Since you began it is worse by about {size}. Other changes count in that, too."
    ),
    "try.since.cannot-say": N_("It cannot be said yet if your plan helps you."),
}
