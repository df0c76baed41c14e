"""``surefoot follow``: values over time in, whether something changed out. Needs no server."""

import sys
from pathlib import Path

import click


@click.command()
@click.argument("series", type=click.Path(path_type=Path), metavar="SERIES.csv")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
@click.option("--history", is_flag=True, help="Also say what was known on each day.")
def follow(series: Path, as_json: bool, history: bool) -> None:
    """Say whether something changed: a bad week, or more than that.

    SERIES.csv has one test or rating a row, with columns time (such as 2026-03-21T09:30), measure
    (such as walking_speed or heaviness), value and unit; if known also leg, temperature_c, fever,
    infection, aid, and trials (of how many tests the value is the mean).
    """
    from surefoot.knowledge.load import load_knowledge
    from surefoot.usecases.follow import follow_file

    today, past = follow_file(series, load_knowledge(), history)
    if as_json:
        from surefoot.app.wire_follow import change_document
        from surefoot.model.codec import encode

        document = change_document(today, past if history else None)
        sys.stdout.write(encode(document).decode() + "\n")
        return
    from surefoot.app.cli.follow_page import print_change

    print_change(today, past)
