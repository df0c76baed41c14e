"""``surefoot warm``: compile what is compiled at first use, so that the first walk is fast too."""

import click


@click.command()
def warm() -> None:
    """Prepare fast starts: measure one made-up walk, so that compiled parts are kept."""
    from surefoot.knowledge.load import load_knowledge
    from surefoot.measures.walking.measure import measure_walk
    from surefoot.simulate.settings import WalkSettings
    from surefoot.simulate.walk import simulate_walk

    recording = simulate_walk(WalkSettings(), seed=1).recording
    measure_walk(recording, recording.header.capture, load_knowledge())
