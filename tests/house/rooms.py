"""Reads which module imports what, and says where that breaks the house."""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import grimp

TABLE = Path(__file__).with_name("rooms.toml")


@dataclass(frozen=True)
class House:
    """The table: room -> rooms below it may import, room -> outside packages."""

    rooms: dict[str, list[str]]
    packages: dict[str, list[str]]


def read_house(path: Path = TABLE) -> House:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return House(table["rooms"], table["packages"])


def room_of(module: str) -> str | None:
    parts = module.split(".")
    inside = len(parts) > 1 and parts[0] == "surefoot" and parts[1] != "__main__"
    return parts[1] if inside else None


def find_breaches(house: House, graph: grimp.ImportGraph) -> Iterator[str]:
    """Yield one sentence for every import the table does not allow."""
    for importer in sorted(graph.modules):
        room = room_of(importer)
        if room is None:
            continue
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            if imported.split(".")[0] == "surefoot":
                yield from _check_room(house, importer, room, imported)
            else:
                yield from _check_package(house, importer, room, imported)


def _check_room(house: House, importer: str, room: str, imported: str) -> Iterator[str]:
    other = room_of(imported)
    if other is not None and other != room and other not in house.rooms[room]:
        yield f"{importer} imports {imported}: {room} may not import {other}"


def _check_package(house: House, importer: str, room: str, imported: str) -> Iterator[str]:
    package = imported.split(".", maxsplit=1)[0]
    if package in sys.stdlib_module_names or package in house.packages["everywhere"]:
        return
    if package not in allowed_packages(house, importer, room):
        yield f"{importer} imports {package}: not a package of {room}"


def allowed_packages(house: House, importer: str, room: str) -> set[str]:
    inside = importer.removeprefix("surefoot.")
    return {
        package
        for place, packages in house.packages.items()
        if place in (room, inside) or inside.startswith(place + ".")
        for package in packages
    }


def build_graph(package: str = "surefoot") -> grimp.ImportGraph:
    return grimp.build_graph(package, include_external_packages=True, cache_dir=None)
