"""The numbers that place a sensor: written by ``python -m validation.placements``.

Found on these sets, subjects in brackets: oxford (3), geotec (11), voisard (10), dispel (26).
Rows of WEIGHTS are places; its first column is added, the others follow the features.
SWING: mean and standard deviation of the logarithm of the tilt once a stride, rad; hand
and bag are assumed, as no such recording has a gyroscope."""

PLACES: tuple[str, ...] = ("lower-back", "pocket", "hand", "bag", "wrist")
MEAN: tuple[float, ...] = (-2.1807, -0.2753, -0.1101, -2.2644, -1.6542, 0.1901, -2.4799)
SPREAD: tuple[float, ...] = (1.3233, 1.0162, 0.6588, 1.3438, 0.8661, 0.4547, 0.6623)
WEIGHTS: tuple[tuple[float, ...], ...] = (
    (1.8879, -0.3576, -0.2593, 0.0198, 0.9342, -0.1055, -0.2206, -0.5901),
    (-0.3714, 1.4464, 0.5300, 0.2367, 1.2228, 0.9841, -1.5469, -0.3479),
    (-0.7262, -0.3619, -0.1554, -0.5761, 0.5431, -0.0783, 2.8090, -0.5991),
    (-0.2328, -1.3442, -1.9001, -0.0400, -2.0631, -0.3062, -0.4219, 1.4481),
    (-0.5576, 0.6174, 1.7847, 0.3597, -0.6370, -0.4941, -0.6197, 0.0890),
)
SWING: tuple[tuple[float, float], ...] = (
    (-3.4319, 0.6581),
    (-2.2790, 0.5000),
    (-3.0000, 0.8000),
    (-3.0000, 0.8000),
    (-1.8204, 0.5000),
)
