"""``surefoot triggers``: a diary in, what goes with its outcome out. Needs no server."""

import sys
from pathlib import Path

import click


@click.command()
@click.argument("diary", type=click.Path(path_type=Path), metavar="DIARY.csv")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def triggers(diary: Path, as_json: bool) -> None:
    """Say what goes with how the legs are: heat, sleep, or what else you noted.

    DIARY.csv has a row a day: first the date (such as 2026-03-21), a column named outcome, and
    a column for each thing that might go with it. Cells are numbers, or yes and no; empty where
    you do not know. Each column counts for its own day.
    """
    from surefoot.knowledge.load import load_knowledge
    from surefoot.usecases.triggers import triggers_in_file

    found = triggers_in_file(diary, load_knowledge())
    if as_json:
        from surefoot.app.wire_triggers import triggers_json

        sys.stdout.write(triggers_json(found) + "\n")
        return
    from surefoot.app.cli.triggers_page import print_triggers

    print_triggers(found)
