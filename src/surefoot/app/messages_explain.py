"""Words of the questions and of the explanation."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "answers.only_one": N_("Only one answer can be given to {id}."),
    "answers.skipped": N_("Skipped"),
    "tier.rule out first": N_("Have this looked at first"),
    "tier.fits well": N_("Fits well"),
    "tier.fits partly": N_("Fits in part"),
    "tier.little to suggest": N_("Little to suggest these"),
    "explain.because.you.answered": N_("You said: {says}."),
    "explain.because.they.answered": N_("The answer was: {says}."),
    "explain.because.you.measured": N_("It was measured: {says}."),
    "explain.because.you.reported": N_("You wrote down: {says}."),
    "explain.first.E": N_(
        "Your answers together may mean something that cannot wait. "
        "**Call {emergency_number} now** and say what you answered here."
    ),
    "explain.first.S": N_(
        "Your answers together should be looked at **today**. Call your doctor, or {urgent_line}."
    ),
    "explain.ask.E": N_("If it is this, it cannot wait. Get help now."),
    "explain.ask.S": N_("Ask a doctor about it today."),
    "explain.ask.D": N_("Ask your doctor about it this week."),
    "explain.ask.R": N_("Ask about it at your next visit."),
    "explain.ask.rare": N_(
        "It is not likely. Ask about it at your next visit, or the same day if you get worse."
    ),
    "explain.steady": N_("It would look alike even if our numbers were somewhat off."),
    "explain.shaky": N_("If our numbers are off, it may well look different."),
    "explain.ratio.answered": N_("{says} {stated} / {used}"),
    "explain.ratio.measured": N_("measured: {says} {stated} / {used}"),
    "explain.ratio.reported": N_("diary: {says} {stated} / {used}"),
    "explain.about": N_("MS: {ms}. Age: {age}. Sex: {sex}."),
    "explain.ms.yes": N_("yes"),
    "explain.ms.no": N_("no"),
    "explain.ms.being-tested": N_("being tested, or not known"),
    "explain.sex.F": N_("female"),
    "explain.sex.M": N_("male"),
    "explain.not-said": N_("not said"),
    "explain.step.question": N_("Question: {name} ({bits} bits)"),
    "explain.step.home_test": N_("Test at home: {name} ({bits} bits)"),
    "explain.step.trial": N_("Trial: {name} ({bits} bits)"),
    "explain.step.ask_doctor": N_("Consider: {name} ({bits} bits)"),
    "report.causes.title": N_("What fits, by lift over the prior"),
    "report.causes.rule-out": N_("To rule out first: {names}."),
    "report.causes.line": N_("{name}: lift {lift}, {percent} % ({low} to {high} %)."),
    "report.causes.line-for": N_(
        "{name}: lift {lift}, {percent} % ({low} to {high} %). For it: {reasons}."
    ),
    "report.causes.ratios": N_("{unreviewed} of {used} ratios are unreviewed estimates."),
    "card.real-ms": N_(
        "{name} has MS, and heavy legs in MS are real, even when a test of strength is normal."
    ),
    "card.real": N_("The heavy legs of {name} are real, even when nobody can see it."),
    "card.not-will": N_("It is not laziness, and trying harder does not take it away."),
    "card.varies": N_("It can change from hour to hour, so a good morning may end in a hard day."),
    "card.when.one": N_("It gets worse {first}, and it can change from hour to hour."),
    "card.when.more": N_("It gets worse {first} and {last}, and it can change from hour to hour."),
    "card.when.heat": N_("in the heat"),
    "card.when.walking": N_("with every stretch of walking"),
    "card.when.standing": N_("when standing still"),
    "card.when.evening": N_("late in the day"),
    "card.when.sleep": N_("after a bad night"),
    "card.when.cold": N_("in the cold"),
    "card.when.stress": N_("with worry"),
    "card.please": N_("A seat, a cool place and time help: please ask {name} what is good now."),
    "card.please-work": N_(
        "A seat, a cool place, short ways and breaks help: please ask {name} what is good now."
    ),
}
