"""``surefoot measure``: one recording in, what it shows out. Needs no Django and no server."""

import sys
from pathlib import Path

import click

from surefoot.model.codes import Placement, Protocol

_PLACEMENTS = [placement.value for placement in Placement if placement is not Placement.UNKNOWN]
_PROTOCOLS = [protocol.value for protocol in Protocol]


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--placement",
    type=click.Choice(_PLACEMENTS),
    help="Where the phone or sensor was worn. Some things can only be measured if this is known.",
)
@click.option(
    "--height-m",
    type=click.FloatRange(0.5, 2.6),
    metavar="H",
    help="Height of the person in metres, such as 1.68. Needed for lengths and speed.",
)
@click.option(
    "--protocol",
    type=click.Choice(_PROTOCOLS),
    help="What kind of walk it was. Usual everyday walking is free.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def measure(
    path: Path, placement: str | None, height_m: float | None, protocol: str | None, as_json: bool
) -> None:
    """Read one recording of walking and say what it shows.

    PATH is a file (.csv, .parquet, .sfcap, also in a .zip) or a recording folder with imu.parquet
    and meta.json. What you say with an option wins over what the file says.
    """
    from surefoot.knowledge.load import load_knowledge
    from surefoot.measures.walking.measure import measure_walk
    from surefoot.model.recording import Capture
    from surefoot.readers.read import read_path

    said = Capture(
        placement=Placement(placement or Placement.UNKNOWN),
        height_m=height_m,
        protocol=Protocol(protocol or Protocol.FREE),
    )
    recording = read_path(path, said)
    analysis = measure_walk(recording, recording.header.capture, load_knowledge())
    if as_json:
        from surefoot.app.wire import walk_document
        from surefoot.model.codec import encode

        sys.stdout.write(encode(walk_document(recording, analysis)).decode() + "\n")
        return
    from surefoot.app.cli.walk_page import print_walk

    print_walk(str(path), recording, analysis)
