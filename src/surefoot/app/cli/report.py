"""``surefoot report``: the one page of a person of this household."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from surefoot.model.codes import Audience

if TYPE_CHECKING:
    from surefoot.app.workspace import Workspace
    from surefoot.model.people import Access


@click.command()
@click.argument("person")
@click.option(
    "--for",
    "audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.PERSON.value,
    show_default=True,
    help="Who will read it.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("surefoot.pdf"),
    show_default=True,
    help="The file to write.",
)
def report(person: str, audience: str, out: Path) -> None:
    """Write the one page of PERSON as PDF.

    PERSON is the name shown on the pages, or the id where two people have the same name.
    """
    from surefoot.app.cli.pages import set_up_pages

    set_up_pages()
    from surefoot.app.messages import say
    from surefoot.app.serve.migrate import bring_up_to_date
    from surefoot.app.workspace import workspace
    from surefoot.model.message import Message
    from surefoot.report.pdf import render_pdf
    from surefoot.usecases.write_report import write_report

    bring_up_to_date()
    here = workspace()
    access = _find(here, person)
    made = write_report(here.store, here.knowledge, access, Audience(audience))
    out.write_bytes(render_pdf(made, say))
    click.echo(say(Message("cli.report.written", {"file": str(out)})))


def _find(here: "Workspace", name: str) -> "Access":
    from surefoot.app.door import HOUSEHOLD
    from surefoot.model.message import InputProblem
    from surefoot.model.people import Access

    people = here.store.people(HOUSEHOLD)
    meant = [person.id for person in people if name == person.id]
    meant = meant or [person.id for person in people if name == person.name]
    if len(meant) == 1:
        return Access(meant[0], HOUSEHOLD)
    if meant:
        raise InputProblem("cli.report.same_name", name=name, ids=", ".join(meant))
    if not people:
        raise InputProblem("cli.report.nobody")
    known = ", ".join(person.name for person in people)
    raise InputProblem("cli.report.no_person", name=name, known=known)
