"""Words for what the knowledge checker and the reasoning room say."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "answers.unknown_finding": N_("There is no question with the id {id}."),
    "answers.unknown_code": N_("{value} is not an answer to {id}. It can be: {codes}."),
    "knowledge.no_folder": N_("There is no folder {file}."),
    "knowledge.stray_file": N_("{file} does not belong here: a fact is kind/id.yaml."),
    "knowledge.not_yaml": N_("{file} is not YAML: {detail}"),
    "knowledge.not_a_fact": N_("{file} does not hold a fact."),
    "knowledge.wrong": N_("{file}: {detail}"),
    "knowledge.id_is_not_file_name": N_("{file}: its id is {id}, not its file name."),
    "knowledge.wrong_kind": N_("{file}: its kind is {kind}, but this folder holds {expected}."),
    "knowledge.duplicate_id": N_("{file}: the same id stands in {other}."),
    "knowledge.unknown_source": N_("{file}: there is no source {name}."),
    "knowledge.no_plain_words": N_("{file}: has no words for the person under {name}."),
    "knowledge.not_for_the_person": N_(
        '{file}: says "{detail}" to the person under {name}; say it in other words.'
    ),
    "knowledge.seen_without_source": N_("{file}: says seen, but nobody read its sources: {name}."),
    "knowledge.unknown_cause": N_("{file}: there is no cause {name}."),
    "knowledge.unknown_finding": N_("{file}: there is no finding {name}."),
    "knowledge.no_way_to_say_no": N_("{file}: {name} has no answer that says no."),
    "seen.unknown_rule": N_("There is no red flag called {id}."),
    "knowledge.unknown_code": N_("{file}: there is no such answer: {name}."),
    "knowledge.no_background": N_("{file}: nothing says how common the answer {name} is."),
    "knowledge.two_backgrounds": N_("{file}: says twice how common the answer {name} is."),
    "knowledge.background_sum": N_("{file}: its answers add up to {total} instead of one."),
    "knowledge.two_ratios": N_("{file}: the answer {when} has two ratios for {cause}."),
    "knowledge.overlapping_features": N_("{file}: says twice how often it has {name}."),
    "knowledge.features_above_one": N_("{file}: its shares of {name} add up to {total}."),
    "knowledge.unknown_strategy": N_("{file}: there is no strategy {name}."),
    "knowledge.medicine_tonight": N_("{file}: a medicine is not for tonight."),
    "knowledge.unproven_offered": N_("{file}: what is unproven is not offered."),
    "knowledge.fallback_not_offered": N_(
        "{file}: is offered when nothing else is, but not at all."
    ),
    "knowledge.offered_without_shows": N_("{file}: does not say how soon an effect can show."),
    "knowledge.unknown_fact": N_("{file}: there is no fact {name}."),
    "knowledge.unknown_rule": N_("{file}: there is no rule {name}."),
    "knowledge.unknown_placeholder": N_("{file}: nothing fills the placeholder {name}."),
    "knowledge.odd_emphasis": N_("{file}: a ** is opened and not closed."),
    "knowledge.circular_unless": N_("{file}: this rule and {name} give way to each other."),
    "knowledge.less_urgent_unless": N_("{file}: gives way to {name}, which is less urgent."),
    "knowledge.no_unknown_example": N_('{file}: no example fires through "don\'t know".'),
    "knowledge.no_higher_example": N_("{file}: no example reaches the higher level."),
    "knowledge.bad_example": N_('{file}: the example "{name}" cannot be read: {detail}'),
    "knowledge.example_is_quiet": N_('{file}: the rule stays quiet on the example "{name}".'),
    "knowledge.example_fires": N_('{file}: the rule fires on the example "{name}".'),
}
