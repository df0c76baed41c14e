"""The command line. Nothing is imported before the command that needs it."""

from surefoot.app.cli.menu import Menu, Place, Section, group

SECTIONS = (
    Section(
        "Measure",
        (
            Place(
                "measure",
                "surefoot.app.cli.measure:measure",
                "Read one recording of walking and say what it shows.",
            ),
        ),
    ),
    Section(
        "At home",
        (
            Place("serve", "surefoot.app.cli.serve:serve", "Open Surefoot in your browser."),
            Place("migrate", "surefoot.app.cli.serve:migrate", "Prepare or renew the database."),
        ),
    ),
    Section(
        "What Surefoot knows",
        (
            Place(
                "knowledge",
                "surefoot.app.cli.knowledge:knowledge",
                "Check, list and show the reviewed facts with their sources.",
            ),
        ),
    ),
    Section("Upkeep", (Place("warm", "surefoot.app.cli.warm:warm", "Prepare fast starts."),)),
)

main: Menu = group(SECTIONS)
