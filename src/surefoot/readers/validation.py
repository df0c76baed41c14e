"""Where a JSON document broke its promise."""

import msgspec


def validation_place(error: msgspec.ValidationError) -> tuple[str, str]:
    """Return (field, what is wrong) of a message such as ``Expected `int` - at `$.rows```."""
    detail, _, place = str(error).partition(" - at ")
    return place.strip("`$.") or "-", detail.replace("`", "")
