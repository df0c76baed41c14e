"""``surefoot measure``: one recording in, what it shows out. Needs no Django and no server."""

import sys
from pathlib import Path

import click

from surefoot.app.cli.said import Said, capture_said, says_capture


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@says_capture
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def measure(path: Path, as_json: bool, said: Said) -> None:
    """Read one recording of a walk or another test and say what it shows.

    PATH is a file (.csv, .parquet, .sfcap, also in a .zip; .cwa and .bin of AX3, AX6 and GENEActiv
    sensors) or a recording folder with imu.parquet and meta.json. A text table with COPx and COPy
    is taken for a force plate's. What you say with an option wins over what the file says.
    """
    from surefoot.usecases.measure_file import measure_path

    recording, analysis = measure_path(path, capture_said(said))
    if as_json:
        from surefoot.app.wire import walk_document
        from surefoot.model.codec import encode

        sys.stdout.write(encode(walk_document(recording, analysis)).decode() + "\n")
        return
    from surefoot.app.cli.walk_page import print_walk

    print_walk(str(path), recording, analysis)
