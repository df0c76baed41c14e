"""The numbers that place a sensor: written by ``python -m validation.placements``.

Found on these sets, subjects (dispel: sessions; simulated: settings) in brackets:
oxford (3), geotec (11), voisard (10), dispel (26), simulated (9).
Rows of WEIGHTS are places; its first column is added, the others follow the features.
SWING: mean and standard deviation of the logarithm of the tilt once a stride, rad; hand
and bag are assumed, as no such recording has a gyroscope."""

PLACES: tuple[str, ...] = ("lower-back", "pocket", "hand", "bag", "wrist")
MEAN: tuple[float, ...] = (-2.1752, -0.2644, -0.0993, -2.3120, -1.8072, 0.1910, -2.5241)
SPREAD: tuple[float, ...] = (1.3144, 1.0127, 0.6866, 1.3290, 1.0508, 0.4501, 0.6980)
WEIGHTS: tuple[tuple[float, ...], ...] = (
    (1.7775, -0.3286, -0.3396, 0.1076, 0.9759, -0.5206, -0.1190, -0.8259),
    (-0.4596, 1.3952, 0.4871, 0.2704, 1.2888, 1.0558, -1.4289, -0.3779),
    (-0.7012, -0.3430, -0.1620, -0.5405, 0.4782, -0.0075, 2.7068, -0.6621),
    (-0.1761, -1.3396, -1.7986, 0.0273, -2.0478, -0.1965, -0.4704, 1.4619),
    (-0.4406, 0.6160, 1.8132, 0.1351, -0.6951, -0.3313, -0.6886, 0.4041),
)
SWING: tuple[tuple[float, float], ...] = (
    (-3.5851, 0.6498),
    (-2.2790, 0.5000),
    (-3.0000, 0.8000),
    (-3.0000, 0.8000),
    (-1.8204, 0.5000),
)
