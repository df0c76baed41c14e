"""Sentences that only the command line says."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "cli.not_allowed": N_("This computer did not allow it: {why}."),
    "cli.not_allowed_file": N_("This computer did not allow it: {why} ({file})."),
    "cli.own_mistake": N_(
        "Surefoot made a mistake of its own ({what}). "
        "Set SUREFOOT_TRACE=1 and run it again to see where, and please report it."
    ),
    "cli.walk.title": N_("Walk in {file}"),
    "cli.walk.about": N_("{minutes} min {seconds} s, {rate} values a second"),
    "cli.walk.when": N_("Recorded on {day} at {time}"),
    "cli.walk.when_unknown": N_("The file does not say when it was recorded"),
    "cli.walk.placement": N_("Phone or sensor: {placement}"),
    "cli.walk.placement_unknown": N_(
        "Nobody said where the phone or sensor was. Add --placement and more can be measured."
    ),
    "cli.walk.likely": N_("{question} If so, measure it again with {option}"),
    "cli.walk.likely_or": N_("{one} or {other}"),
    "cli.walk.height": N_("Height: {height}"),
    "cli.walk.height_unknown": N_("Height: not known. Add --height-m for lengths and speed."),
    "cli.walk.note": N_("Please note: {note}."),
    "cli.walk.what": N_("What"),
    "cli.walk.value": N_("Value"),
    "cli.walk.between": N_("Most likely between"),
    "cli.walk.sure": N_("How sure"),
    "cli.walk.unsure": N_("Why not surer: {why}."),
    "cli.walk.bout": N_("Stretch"),
    "cli.walk.from": N_("From"),
    "cli.walk.to": N_("To"),
    "cli.walk.steps": N_("Steps"),
    "cli.walk.measured": N_("What was measured"),
    "cli.walk.days": N_("Each day"),
    "cli.walk.day": N_("Day from"),
    "cli.walk.bouts": N_("Stretches of walking"),
    "cli.walk.missing": N_("What could not be measured"),
    "cli.walk.why": N_("Why"),
    "cli.walk.footer": N_(
        "Most likely between: 95 times in 100 the true value lies there. "
        "Not a medical device; makes no diagnosis."
    ),
    "cli.knowledge.fine": N_("All {count} facts are in order."),
    "cli.knowledge.problems": N_("{count} problems in the facts."),
    "cli.knowledge.no_fact": N_(
        "There is no fact called {id}. See them all: surefoot knowledge list"
    ),
    "cli.knowledge.no_kind": N_("There is no kind of fact called {kind}. Known: {known}."),
    "cli.knowledge.no_version": N_(
        "{place} is neither a folder of facts nor a version that git knows here."
    ),
    "cli.knowledge.diff_none": N_("The facts are the same."),
    "cli.knowledge.diff_added": N_("added    {fact}"),
    "cli.knowledge.diff_removed": N_("removed  {fact}"),
    "cli.knowledge.diff_changed": N_("changed  {fact}"),
    "cli.knowledge.field_added": N_("{field}: now {new}"),
    "cli.knowledge.field_removed": N_("{field}: gone, was {old}"),
    "cli.knowledge.field_changed": N_("{field}: {old} -> {new}"),
    "cli.knowledge.not_reviewed": N_("Not reviewed by a clinician."),
    "cli.knowledge.no_plain": N_("This fact has no words for the person."),
    "cli.report.no_person": N_("There is nobody called {name} here. Known: {known}."),
    "cli.report.same_name": N_(
        "More than one person here is called {name}. Say which by the id: {ids}."
    ),
    "cli.report.nobody": N_("Nobody is kept here yet. Start with: surefoot serve"),
    "cli.report.written": N_("The page is in {file}."),
    "cli.cohort.done": N_(
        "Measured now: {measured}. Measured before: {resumed}. Not readable: {failed}. "
        "The table is in {table}."
    ),
    "cli.trial.title": N_("Trial of {strategy}: {days} days, drawn with seed {seed}"),
    "cli.trial.day": N_("Day"),
    "cli.trial.pair": N_("Pair"),
    "cli.trial.do": N_("What to do"),
    "cli.trial.on": N_("with"),
    "cli.trial.off": N_("without"),
    "cli.trial.adds_only": N_(
        "This is only ever added to what you use: one short walk beside a rail, with somebody "
        "near. Not after a fall, a near-fall or a leg that gave way in the last three months. "
        "What you rely on is never taken away."
    ),
    "cli.trial.effect": N_("On against off: {effect} {unit}, between {low} and {high}."),
    "cli.trial.footer": N_(
        "The plan is fixed before the first day. Talk with your team before you change a treatment."
    ),
}
