"""Words of the book of facts."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "shelf.causes": N_("What can make legs heavy"),
    "shelf.strategies": N_("What can help, and what does not"),
    "shelf.tests": N_("Tests at home and at a doctor's"),
    "shelf.statements": N_("Good to know"),
    "shelf.findings": N_("Questions, and what they tell"),
    "shelf.norms": N_("How it is for other people"),
    "shelf.thresholds": N_("Numbers that Surefoot goes by"),
    "shelf.countries": N_("Whom to call, by country"),
    "shelf.red_flags": N_("Warning signs"),
    "book.known.seen": N_("There are studies, and we read them. They are named below."),
    "book.known.recalled": N_(
        "There are studies. We name them from memory and have to check them."
    ),
    "book.known.expert-estimate": N_("We know of no good study. It is advice from practice."),
    "book.shows.today": N_("The same day."),
    "book.shows.days": N_("Within some days."),
    "book.shows.weeks": N_("It takes some weeks."),
    "book.shows.months": N_("It takes months."),
    "help.shows.today": N_("It can show the same day."),
    "help.shows.days": N_("It can take some days to show."),
    "help.shows.weeks": N_("It takes some weeks to show."),
    "help.shows.months": N_("It takes months to show."),
    "help.can_try": N_("You can try some days with it and some without."),
    "book.trial.yes": N_(
        "You can try it some days with and some days without, and see what it does for you."
    ),
    "book.trial.prescriber-only": N_("Only with the doctor who gave it to you."),
    "book.care.if": N_("If {when}: {says}"),
    "book.care.or": N_(", or "),
    "book.care.cause": N_("it may be “{name}”"),
    "book.ask.E": N_("If you think it may be this, call for help now."),
    "book.ask.S": N_("If you think it may be this, talk to a doctor today."),
    "book.ask.D": N_("If you think it may be this, talk to a doctor in the next days."),
    "book.ask.R": N_("If you think it may be this, bring it up at your next visit."),
    "compare.mechanism": N_("How it can make legs heavy"),
    "compare.symptoms": N_("How it often feels"),
    "compare.onset": N_("How it starts"),
    "compare.course": N_("From day to day"),
    "compare.progression": N_("What usually becomes of it"),
    "compare.tests": N_("What is looked at"),
}
