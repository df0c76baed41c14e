"""Run scikit-digital-health's lower-back gait pipeline on a CWA file. Runs in its own Python."""

import json
import sys

import skdh
import skdh.gait
import skdh.io
import skdh.preprocessing


def main() -> None:
    """Read the file named first, find walking and its gait, print how much there was."""
    pipeline = skdh.Pipeline()
    pipeline.add(skdh.io.ReadCwa())
    pipeline.add(skdh.preprocessing.CalibrateAccelerometer())
    pipeline.add(skdh.context.PredictGaitLumbarLgbm())
    pipeline.add(skdh.gait.GaitLumbar(), save_file=None)
    result = pipeline.run(file=sys.argv[1], height=1.7)
    bouts = result["GaitLumbar"]
    strides = len(bouts["Bout N"]) if "Bout N" in bouts else 0
    print(json.dumps({"version": skdh.__version__, "strides": strides}))


if __name__ == "__main__":
    main()
