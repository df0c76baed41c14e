"""Words for what goes with how the legs are."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "diary.no-outcome": N_(
        "{file} has no column named outcome. Name the column you want to look into outcome; the "
        "first column is the date."
    ),
    "diary.no-name": N_("In {file} column {place} has no name. Give it one, or take it out."),
    "diary.column-twice": N_("{file} has two columns named {column}. Give each its own name."),
    "diary.no-factor": N_(
        "{file} has a date and an outcome, but nothing that might go with it. Add a column, such "
        "as sleep."
    ),
    "diary.many": N_(
        "{file} has {n} columns beside the outcome. No diary can tell so many apart. Keep at most "
        "{most}."
    ),
    "diary.no-rows": N_("{file} has no rows of days. Write one row a day."),
    "diary.not-utf8": N_(
        "{file} cannot be read as text in line {line}. Save it again as CSV with UTF-8."
    ),
    "diary.wide": N_(
        "{file}, line {line}: there are {found} values for {needed} columns. Check that line."
    ),
    "diary.no-date": N_(
        "{file}, line {line}: {value} is no date we can read in column {column}. Write it like "
        "2026-03-21."
    ),
    "diary.no-number": N_(
        "{file}, line {line}, column {column}: {value} is neither a number nor yes or no. Leave "
        "the cell empty where you do not know, or take the column out."
    ),
    "trigger.need-days": N_("We can look after check-ins on {n} more days."),
    "trigger.need-days-one": N_("We can look after a check-in on one more day."),
    "trigger.all-equal": N_("It was the same on all days, so nothing can go with it."),
    "trigger.need-known": N_("Noted on {n} of {days} days only. That is too few."),
    "trigger.need-exposed": N_("On {n} days. We need {least} such days."),
    "trigger.need-exposed-one": N_("On one day. We need {least} such days."),
    "trigger.need-unexposed": N_("There were {n} days without it. We need {least}."),
    "trigger.need-unexposed-one": N_("There was one day without it. We need {least}."),
    "trigger.need-apart": N_("It changed only as time went on, so we cannot tell it from time."),
    "factor.heat": N_("Heat"),
    "factor.cold": N_("Cold"),
    "factor.time-of-day": N_("Evening"),
    "factor.poor-sleep": N_("Bad sleep"),
    "factor.stress": N_("Stress"),
    "factor.exertion": N_("Hard effort"),
    "factor.long-standing": N_("Standing a long time"),
    "factor.long-sitting": N_("Sitting a long time"),
    "factor.little-to-drink": N_("Drinking little"),
    "factor.infection": N_("Infection or fever"),
    "factor.missed-pill": N_("A missed pill"),
    "factor.hot-bath": N_("A hot bath"),
    "daypart.morning": N_("Morning"),
    "daypart.afternoon": N_("Afternoon"),
    "daypart.evening": N_("Evening"),
    "daypart.night": N_("Night"),
    "picture.parts.title": N_("Picture of your day"),
    "picture.parts.one": N_("{leg}, {part}: {mean} of 10."),
    "trigger.points": N_("{value} points"),
    "trigger.days": N_("{with} with it, {without} without"),
    "trigger.effect.heaviness.more": N_(
        "{outcome}: about {effect} heavier then, likely between {low} and {high}."
    ),
    "trigger.effect.heaviness.less": N_(
        "{outcome}: about {effect} lighter then, likely between {low} and {high}."
    ),
    "trigger.unclear.heaviness.more": N_(
        "{outcome}: about {effect} heavier then, but it may be {low} lighter or {high} heavier."
    ),
    "trigger.unclear.heaviness.less": N_(
        "{outcome}: about {effect} lighter then, but it may be {low} lighter or {high} heavier."
    ),
    "trigger.effect.walking_speed.more": N_(
        "{outcome}: about {effect} faster then, likely between {low} and {high}."
    ),
    "trigger.effect.walking_speed.less": N_(
        "{outcome}: about {effect} slower then, likely between {low} and {high}."
    ),
    "trigger.unclear.walking_speed.more": N_(
        "{outcome}: about {effect} faster then, but it may be {low} slower or {high} faster."
    ),
    "trigger.unclear.walking_speed.less": N_(
        "{outcome}: about {effect} slower then, but it may be {low} slower or {high} faster."
    ),
    "trigger.could-miss": N_("{outcome}: less than about {size} could be missed."),
    "triggerlabel.likely": N_("likely"),
    "triggerlabel.possible": N_("possible"),
    "triggerlabel.no-evidence-yet": N_("nothing found yet"),
    "triggerlabel.not-assessable": N_("cannot say yet"),
    "cli.triggers.title": N_("What goes with the outcome, from {days} days"),
    "cli.triggers.factor": N_("Factor"),
    "cli.triggers.how_sure": N_("Does it go with it?"),
    "cli.triggers.effect": N_("Days with it, against days without"),
    "cli.triggers.between": N_("{effect}, likely between {low} and {high}"),
    "cli.triggers.could": N_("less than {detectable} would be missed about every other time"),
    "cli.triggers.footer": N_(
        "Goes with, never causes: only a fair trial can tell. Tested on made-up diaries, not yet "
        "in a study. A number counts as much of it above its own middle value. Each column counts "
        "for its own day."
    ),
}
