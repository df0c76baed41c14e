"""Run mobgap's pipeline for impaired walkers on a Parquet table. Runs in its own Python.

mobgap reads no device file, so it is given the same samples as a table, which it reads itself.
"""

import json
import sys
from importlib.metadata import version

import numpy as np
import pandas as pd
from mobgap.data import GaitDatasetFromData
from mobgap.pipeline import MobilisedPipelineImpaired

RATE_HZ = 100.0


def main() -> None:
    """Read the table named first, find walking and its gait, print how much there was."""
    table = pd.read_parquet(sys.argv[1]).drop(columns="time")
    table[["gyr_x", "gyr_y", "gyr_z"]] = np.degrees(table[["gyr_x", "gyr_y", "gyr_z"]])
    data = GaitDatasetFromData(
        {"one": {"LowerBack": table}},
        RATE_HZ,
        {"one": {"height_m": 1.7, "sensor_height_m": 0.95, "cohort": "MS"}},
        {"one": {"measurement_condition": "free_living"}},
    )
    result = MobilisedPipelineImpaired().run(data[0])
    strides = result.per_stride_parameters_
    found = 0 if strides is None else len(strides)
    print(json.dumps({"version": version("mobgap"), "strides": found}))


if __name__ == "__main__":
    main()
