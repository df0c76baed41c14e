"""Small exports of the Konectom app, as they would be."""

from typing import Any

import numpy as np

START_MS = 1_600_000_000_000
RATE_HZ, SECONDS = 50, 20
N = RATE_HZ * SECONDS
TIMES = [START_MS + 20 * k for k in range(N)]
# A phone upright in a belt: iOS tells gravity as -1 g along its long side.
BOB = [0.2 * float(np.sin(2 * np.pi * 1.8 * k / RATE_HZ)) for k in range(N)]


def old_form(gps: int = 0, levels: int = 1) -> dict[str, Any]:
    def row(k: int) -> dict[str, Any]:
        values = {"userAccelerationX": 0.01, "userAccelerationY": BOB[k], "userAccelerationZ": 0.0}
        values |= {"gravityX": 0.0, "gravityY": -1.0, "gravityZ": 0.0, "ts": TIMES[k]}
        return {"values": [{"name": n, "value": str(v), "unit": ""} for n, v in values.items()]}

    def turn(k: int) -> dict[str, Any]:
        values = {"x": 0.0, "y": 0.5, "z": 0.0, "ts": TIMES[k]}
        return {"values": [{"name": n, "value": str(v), "unit": ""} for n, v in values.items()]}

    def place(k: int) -> dict[str, Any]:
        values = {"x": 1.2 * k, "y": 0.0, "ts": START_MS + 1000 * k, "horizontalAccuracy": 5.0}
        return {"values": [{"name": n, "value": str(v), "unit": ""} for n, v in values.items()]}

    def level(share: float) -> dict[str, Any]:
        count = int(share * N)
        sensors = [
            {"name": "accelerometer", "measurements": [row(k) for k in range(count)]},
            {"name": "gyroscope", "measurements": [turn(k) for k in range(count)]},
            {"name": "gps", "measurements": [place(k) for k in range(gps)]},
        ]
        return {"sensors": sensors, "contexts": []}

    test = {
        "code": "6mwt",
        "levels": [level(1.0 if k == levels - 1 else 0.5) for k in range(levels)],
    }
    device = {"model": "iPhone X", "osVersion": "13.1", "platform": "iOS"}
    return {"uuid": "u", "mobileDevice": device, "mobileEvaluationTest": test}


def new_form(platform: str = "ios") -> dict[str, Any]:
    sign = 1.0 if platform == "android" else -1.0
    acceleration = {
        "timestamp": TIMES,
        "x": [0.01] * N,
        "y": [sign + b for b in BOB],
        "z": [0.0] * N,
    }
    turning = {"timestamp": TIMES, "x": [0.0] * N, "y": [0.5] * N, "z": [0.0] * N}
    raw = {"raw_accelerometer": acceleration, "raw_gyroscope": turning}
    device = {"platform": platform, "time_zone": "Europe/Paris", "model_name": "p"}
    return {
        "header": {"acquisition_provenance": {"source_device": device}},
        "body": {"levels": [{"name": "6mw", "raw_data": raw}]},
    }
