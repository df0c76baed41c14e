"""The command line. Nothing is imported before the command that needs it."""

from surefoot.app.cli.menu import Menu, Place, Section, make_menu

_HERE = "surefoot.app.cli"

SECTIONS = (
    Section(
        "Measure",
        (Place("measure", f"{_HERE}.measure:measure", "Say what one recording of walking shows."),),
    ),
    Section(
        "Explain",
        (Place("explain", f"{_HERE}.explain:explain", "Say why legs might be heavy."),),
    ),
    Section(
        "Follow",
        (
            Place("follow", f"{_HERE}.follow:follow", "Say whether something changed over time."),
            Place("triggers", f"{_HERE}.triggers:triggers", "Say what goes with heavy legs."),
        ),
    ),
    Section(
        "Try",
        (Place("try", f"{_HERE}.trial:trial", "Design a fair trial of what might help."),),
    ),
    Section(
        "Report",
        (Place("report", f"{_HERE}.report:report", "Write the one page of a person as PDF."),),
    ),
    Section(
        "At home",
        (
            Place("serve", f"{_HERE}.serve:serve", "Open Surefoot in your browser."),
            Place("migrate", f"{_HERE}.serve:migrate", "Prepare the database, or renew it."),
        ),
    ),
    Section(
        "Many people",
        (Place("cohort", f"{_HERE}.cohort:cohort", "Measure whole folders of recordings."),),
    ),
    Section(
        "What Surefoot rests on",
        (
            Place(
                "knowledge",
                f"{_HERE}.knowledge:knowledge",
                "Check, list and show the facts with their sources.",
            ),
        ),
    ),
    Section(
        "Upkeep",
        (Place("warm", f"{_HERE}.warm:warm", "Prepare fast starts; needed once."),),
    ),
)

main: Menu = make_menu(SECTIONS)
