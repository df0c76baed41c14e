"""``surefoot warm``: compile what is compiled at first use, so that the first walk is fast too."""

import click


@click.command()
def warm() -> None:
    """Prepare fast starts: one made-up walk, one made-up series and two causes of one effect."""
    import numpy as np

    from surefoot.course.change.shown import show_change
    from surefoot.inference.ar1 import Noise, whiten
    from surefoot.inference.noisy_or import Effort, NoisyOr, make_plan, marginals
    from surefoot.knowledge.load import load_knowledge
    from surefoot.measures.measure import measure
    from surefoot.model.check import utc_now
    from surefoot.readers.series_csv import read_series_source
    from surefoot.readers.source import Source
    from surefoot.simulate.settings import WalkSettings
    from surefoot.simulate.walk import simulate_walk

    recording = simulate_walk(WalkSettings(), seed=1).recording
    measure(recording, recording.header.capture, load_knowledge())
    table = b"time,measure,value,unit\n2026-01-05,walking_speed,1,m/s\n2026-02-05,heaviness,3,\n"
    series = read_series_source(Source("warm", table, utc_now()))
    show_change(series, load_knowledge())
    whiten(np.ones((3, 1)), np.arange(3.0), Noise(phi=0.5, ar_var=1.0, white_var=1.0))
    network = NoisyOr(np.full(2, 0.1), np.full(1, 0.1), np.full((1, 2), 0.5))
    for effort in (Effort(1e6, 1, 0), Effort(0.0, 1, 0)):
        marginals(network, make_plan(network, effort))
