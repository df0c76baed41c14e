"""Words for a file of answers, and for an explanation in the terminal."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "case.not_text": N_("This is not a text file in UTF-8 (byte {place})."),
    "case.not_json": N_("This is not JSON: {detail} (line {line}, column {column})."),
    "case.cannot_read": N_("This JSON cannot be read: it is nested too deep or too long."),
    "case.too_big": N_("This file is too big for answers: {most} bytes at most."),
    "case.no_number": N_("{name} is not a value of JSON."),
    "case.said_twice": N_("{key} stands twice. Which of the two counts?"),
    "case.not_an_object": N_(
        'The file must hold one object such as {{"ms": true, "findings": {{}}}}, not {kind}.'
    ),
    "case.findings_not_an_object": N_(
        'findings must be an object such as {{"f_heat": true}}, not {kind}.'
    ),
    "case.unknown_key": N_("There is no {key} here. The file can say: {keys}."),
    "case.no_ms": N_(
        'The file does not say "ms": true, false or "being-tested". Everything else depends on it.'
    ),
    "case.wrong_ms": N_('{value} is no answer to ms. It can be: true, false, "being-tested".'),
    "case.wrong_age": N_("{value} is no age. It is a whole number of years, 0 to {oldest}."),
    "case.wrong_sex": N_('{value} is no answer to sex. It can be: "F", "M", or left out.'),
    "case.unknown_id": N_("There is no finding {id}. There are: {known}."),
    "case.unknown_id_close": N_(
        "There is no finding {id}. Did you mean {close}? There are: {known}."
    ),
    "case.wrong_value": N_(
        "The answer to {id} is {kind}. It can be: true, false, or one of: {codes}."
    ),
    "case.wrong_list": N_("The answer to {id} is a list. It can hold: {codes}."),
    "case.only_one": N_("{id} has one answer, not several: {values}. Which of them counts?"),
    "case.excludes": N_("{id}: {code} cannot stand beside another answer."),
    "case.contradicts": N_("{id} says {said}, but {key} says {value}. Which of the two counts?"),
    "cli.explain.real": N_("Heavy legs in MS are real, even when strength tests normal."),
    "cli.explain.well": N_("Fits well with your answers"),
    "cli.explain.partly": N_("Fits partly"),
    "cli.explain.check": N_("Best checked by a doctor first"),
    "cli.explain.rare": N_("Not likely, but worth asking about"),
    "cli.explain.checked": N_(
        "Some less common things are best checked too. Your doctor can see them on the page for "
        "clinicians."
    ),
    "cli.explain.because": N_("{name}, because you said: {why}"),
    "cli.explain.nothing": N_("Nothing stands out yet. More answers will help."),
    "cli.explain.next": N_("What would tell most next"),
    "cli.explain.step.question": N_("A question: {name}"),
    "cli.explain.step.test": N_("A test at home: {name}"),
    "cli.explain.step.trial": N_("A fair trial: {name}"),
    "cli.explain.step.ask": N_("Ask your doctor about: {name}"),
    "cli.explain.tonight": N_("You can do this tonight"),
    "cli.explain.team": N_("Ask your team about"),
    "cli.explain.footer": N_(
        "No clinician has checked these facts yet. Not a medical device; makes no diagnosis."
    ),
    "cli.explain.clinician": N_("Explanation for clinicians"),
    "cli.explain.about": N_("MS: {ms}. Age: {age}. Sex: {sex}. Urgency: {urgency}."),
    "cli.explain.unsaid": N_("not said"),
    "cli.explain.flag": N_("Red flag {level} {rule}, because of {because}: {says}"),
    "cli.explain.rule_out": N_("Rule out first: {causes}"),
    "cli.explain.column.cause": N_("Cause"),
    "cli.explain.column.numbers": N_("Numbers (95 %)"),
    "cli.explain.column.evidence": N_("Likelihood ratio (as used) [source]"),
    "cli.explain.numbers": N_("lift {lift}\nP {probability} ({low} to {high})\nprior {prior}"),
    "cli.explain.tied": N_("= tied with its neighbours: their order is not stable."),
    "cli.explain.bits": N_("Next: {steps}"),
    "cli.explain.unreviewed": N_(
        "{unreviewed} of {used} likelihood ratios are unreviewed estimates. "
        "Lift is the odds now over the odds before any answer. Causes do not exclude each other."
    ),
    "cli.explain.confounded": N_(
        "With MS, published ratios of signs that MS itself gives are left out."
    ),
}
