"""Every noun there is, found in the room itself so that none is forgotten."""

import importlib
import pkgutil
from types import ModuleType

import msgspec

import surefoot.model


def modules() -> list[ModuleType]:
    """Return the modules of the room."""
    found = pkgutil.iter_modules(surefoot.model.__path__)
    return [importlib.import_module(f"surefoot.model.{module.name}") for module in found]


def all_nouns() -> list[type[msgspec.Struct]]:
    """Return every struct that a module of the room defines, by name."""
    found = {
        kind
        for module in modules()
        for kind in vars(module).values()
        if isinstance(kind, type)
        and issubclass(kind, msgspec.Struct)
        and kind.__module__ == module.__name__
    }
    return sorted(found, key=lambda kind: kind.__name__)
