"""Colours of the pictures. Left and right differ in colour, shape and place, never colour alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#rrggbb``. ``paper`` is only assumed, to part marks; it is never painted."""

    paper: str
    ink: str
    quiet: str
    grid: str
    band: str
    left: str
    right: str
    walk: str
    event: str


# Hues after Okabe & Ito 2008 (safe for colour-blind readers), darkened or lightened until every
# mark has at least 3:1 and every text 4.5:1 against the paper (WCAG 2.2, 1.4.3 and 1.4.11).
LIGHT = Palette(
    paper="#ffffff",
    ink="#1b2733",
    quiet="#55626f",
    grid="#dfe4e8",
    band="#e4eef3",
    left="#0072b2",
    right="#c24e00",
    walk="#00795a",
    event="#a0407a",
)
DARK = Palette(
    paper="#12181d",
    ink="#eef2f5",
    quiet="#a9b6c1",
    grid="#2c3740",
    band="#22313a",
    left="#63b8ef",
    right="#f0a13c",
    walk="#3fcf9f",
    event="#e59cc4",
)
