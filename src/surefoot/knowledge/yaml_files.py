"""One YAML file in, plain data out."""

from pathlib import Path
from typing import Any

import yaml

# libyaml's parser is about ten times faster; the wheels of PyYAML have it on every system.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds.

    Raises:
        yaml.YAMLError: it is not YAML.
        OSError: it cannot be read.
    """
    return yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 - a safe loader either way
