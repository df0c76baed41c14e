"""Words for what following says of a change, and for what is wrong with a table of values."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "follow.usual.walks": N_("Your walks look like your usual so far."),
    "follow.usual.ratings": N_("Your legs look like your usual so far."),
    "follow.different": N_("Something is different from your usual."),
    "follow.step": N_("Something changed, and it has stayed."),
    "follow.drift": N_("There is a slow change over time."),
    "follow.better": N_("Something got better, and it has stayed."),
    "follow.cannot-say": N_("It is too early to say if something changed."),
    "follow.nothing": N_("After a few check-ins or walks we can say if something changes."),
    "follow.slow.percent": N_("A slow change under {size} % a year would not show yet."),
    "follow.slow.points": N_("A slow change under {size} points a year would not show yet."),
    "follow.slow.none": N_("A slow change would not show yet."),
    "follow.trust": N_("If something feels new, trust that."),
    "follow.tell-us": N_("Tell us"),
    "follow.onset": N_("It most likely began around {day}, at some time from {first} to {last}."),
    "follow.onset.day": N_("It most likely began around {day}."),
    "follow.onset.drift": N_("It can be seen since about {day}."),
    "follow.size.worse.percent": N_("{what}: about {size} % worse. Most likely {low} to {high} %."),
    "follow.size.better.percent": N_(
        "{what}: about {size} % better. Most likely {low} to {high} %."
    ),
    "follow.size.worse.points": N_(
        "{what}: about {size} points of 10 worse. Most likely {low} to {high} points."
    ),
    "follow.size.better.points": N_(
        "{what}: about {size} points of 10 better. Most likely {low} to {high} points."
    ),
    "follow.size.unclear": N_("{what}: no clear change."),
    "follow.sure.quite": N_("We are quite sure of this."),
    "follow.sure.likely": N_("This is likely, but not sure. A few more days will tell."),
    "follow.why": N_(
        "It rests on {n} check-ins and walks. Heat, fever, season and time of day are counted in "
        "where you told us."
    ),
    "follow.why-one": N_("It rests on one check-in or walk."),
    "follow.known": N_("What changed around {day} is part of your usual now."),
    "follow.tested": N_("Tested on simulated people, not yet in a clinical study."),
    "follow.ask": N_(
        "First, a few questions: about fever, infection, heat, a fall, and a new or missed "
        "medicine. It takes two minutes."
    ),
    "follow.ask.button": N_("Answer the questions"),
    "follow.met": N_("You told us: {said}."),
    "follow.met.ill": N_(
        "Fever or an infection can make legs heavy for a while. Call your doctor about it today."
    ),
    "follow.met.heat": N_(
        "Heat can make legs heavy for some hours. Cool down and rest. If it is not better the next "
        "day, call your MS team."
    ),
    "follow.met.fall": N_("You had a fall. Tell your doctor, even if nothing hurts."),
    "follow.met.pill": N_("You missed a medicine. Ask your team or pharmacy what to do now."),
    "follow.team.different": N_(
        "If it lasts longer than a day, call your MS team. If you are not sure, call."
    ),
    "follow.team.real": N_("Please tell your MS team about this. Do not wait for the next visit."),
    "follow.team.drift": N_(
        "Please tell your MS team about this. Bring the page for your team with you."
    ),
    "follow.band": N_("The light area is where your values usually lie."),
    "follow.line": N_("The dashed line is your first settled month. It does not move."),
    "follow.day.inside": N_("as usual"),
    "follow.day.below": N_("below your usual"),
    "follow.day.above": N_("above your usual"),
    "picture.change.title": N_("Picture of your usual and of the last months"),
    "picture.change.description": N_(
        "{what}, from {first} to {last}: {inside} of {n} values lie in the usual range."
    ),
    "picture.change.began": N_("Something most likely began on {day}."),
    "picture.change.fixed": N_("First settled month"),
    "report.change.title": N_("Change over time"),
    "report.change.state.usual": N_(
        "Within the personal usual range. P: usual {usual}, transient {transient}, step"
        " {step}, drift {drift}, improvement {improvement}; {tests} tests."
    ),
    "report.change.state.different": N_(
        "Something is different (tier 1). Onset {onset} ({from} to {to}). P: usual "
        "{usual}, transient {transient}, step {step}, drift {drift}, improvement "
        "{improvement}; {tests} tests."
    ),
    "report.change.state.step": N_(
        "Step-like lasting worsening (tier 2). Onset {onset} ({from} to {to}). P: usual"
        " {usual}, transient {transient}, step {step}, drift {drift}, improvement "
        "{improvement}; {tests} tests."
    ),
    "report.change.state.drift": N_(
        "Drift-like lasting worsening (tier 2). Onset {onset} ({from} to {to}). P: "
        "usual {usual}, transient {transient}, step {step}, drift {drift}, improvement "
        "{improvement}; {tests} tests."
    ),
    "report.change.state.better": N_(
        "Lasting improvement. Onset {onset} ({from} to {to}). P: usual {usual}, "
        "transient {transient}, step {step}, drift {drift}, improvement {improvement}; "
        "{tests} tests."
    ),
    "report.change.state.cannot-say": N_(
        "Too few tests to say. P: usual {usual}, transient {transient}, step {step}, "
        "drift {drift}, improvement {improvement}; {tests} tests."
    ),
    "report.change.sizes": N_("Against what is expected: {sizes}."),
    "report.change.monthly.within": N_(
        "{what}, newest monthly median against the first settled month: {change} % "
        "(MDC of a monthly median {detectable} %). Within the {line} % line. One pair "
        "of tests has an error of {pair} %, above the {line} % line."
    ),
    "report.change.monthly.not-yet": N_(
        "{what}, newest monthly median against the first settled month: {change} % "
        "(MDC of a monthly median {detectable} %). Beyond the {line} % line since "
        "{since}, {weeks} weeks: not confirmed yet. One pair of tests has an error of "
        "{pair} %, above the {line} % line."
    ),
    "report.change.monthly.12": N_(
        "{what}, newest monthly median against the first settled month: {change} % "
        "(MDC of a monthly median {detectable} %). Beyond the {line} % line since "
        "{since}: holds at 12 weeks. One pair of tests has an error of {pair} %, above "
        "the {line} % line."
    ),
    "report.change.monthly.24": N_(
        "{what}, newest monthly median against the first settled month: {change} % "
        "(MDC of a monthly median {detectable} %). Beyond the {line} % line since "
        "{since}: holds at 24 weeks. One pair of tests has an error of {pair} %, above "
        "the {line} % line."
    ),
    "report.change.definitions": N_(
        "A relapse is diagnosed by a clinician: symptoms for more than {hours} h, no fever or "
        "infection, {days} days or more after the last. Tested on simulated people, not yet in a "
        "clinical study."
    ),
    "cli.follow.footer": N_("Not a medical device; makes no diagnosis."),
    "series.no-column": N_("{file} lacks columns: {missing}. It needs {needed}."),
    "series.column-twice": N_("{file} has the column {column} twice. Delete one."),
    "series.no-values": N_("{file} has no values. Add at least one row with a value."),
    "series.no-time": N_(
        "Line {line} in {file} has a time that cannot be read: {value}. "
        "Write it like 2026-03-21T09:30."
    ),
    "series.impossible-time": N_("Line {line} in {file} has a time that cannot be: {value}."),
    "series.no-measure": N_(
        "Line {line} in {file} has a measure that is not known: {value}. Known: {known}."
    ),
    "series.no-unit": N_(
        "Line {line} in {file} has a unit that does not fit {measure}: {value}. It can be {known}."
    ),
    "series.no-number": N_(
        "Line {line} in {file} has something that is not a number in the column {column}: {value}."
    ),
    "series.no-rating": N_("Line {line} in {file} has a rating outside 0 to 10: {value}."),
    "series.not-above-zero": N_(
        "Line {line} in {file} has a value that is not above zero: {value}. "
        "Leave it empty where nothing was measured."
    ),
    "series.no-leg": N_(
        "Line {line} in {file} has a leg that is not left, right or both: {value}."
    ),
    "series.no-flag": N_(
        "Line {line} in {file} has something other than yes or no in the column {column}: {value}."
    ),
    "series.no-temperature": N_(
        "Line {line} in {file} has a temperature that cannot be: {value}. Write it in °C."
    ),
    "series.no-trials": N_(
        "Line {line} in {file} has a number of trials that is not a whole number from 1 to {most}: "
        "{value}."
    ),
}
