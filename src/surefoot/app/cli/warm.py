"""``surefoot warm``: compile what is compiled at first use, so that the first walk is fast too."""

import click


@click.command()
def warm() -> None:
    """Prepare fast starts: measure one made-up walk and weigh one made-up series."""
    import numpy as np

    from surefoot.inference.ar1 import Noise, whiten
    from surefoot.knowledge.load import load_knowledge
    from surefoot.measures.measure import measure
    from surefoot.simulate.settings import WalkSettings
    from surefoot.simulate.walk import simulate_walk

    recording = simulate_walk(WalkSettings(), seed=1).recording
    measure(recording, recording.header.capture, load_knowledge())
    whiten(np.ones((3, 1)), np.arange(3.0), Noise(phi=0.5, ar_var=1.0, white_var=1.0))
