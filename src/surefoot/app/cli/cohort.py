"""``surefoot cohort``: the same over many people."""

from pathlib import Path

import click

from surefoot.app.cli.said import Said, capture_said, says_capture


@click.group()
def cohort() -> None:
    """Measure whole folders of recordings."""


@cohort.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the results. Run again with the same to go on where it stopped.",
)
@says_capture
@click.option("--workers", type=click.IntRange(1, 256), default=2, show_default=True)
def measure(
    folder: Path,
    out: Path,
    workers: int,
    said: Said,
) -> None:
    """Measure every recording under FOLDER into one table."""
    from surefoot.app.messages import say
    from surefoot.cohort.run import measure_folder
    from surefoot.model.message import Message

    capture = capture_said(said)
    done = measure_folder(folder, out, capture, workers)
    for failure in done.failures:
        click.echo(say(failure.message), err=True)
    params: dict[str, str | int | float] = {
        "measured": done.measured,
        "resumed": done.resumed,
        "failed": len(done.failures),
        "table": done.table,
    }
    click.echo(say(Message("cli.cohort.done", params)))
