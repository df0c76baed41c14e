"""The pictures a door may ask for."""

from surefoot.report.change_picture import draw_change
from surefoot.report.day_parts_picture import draw_day_parts
from surefoot.report.days_picture import draw_days, draw_timeline
from surefoot.report.palette import DARK, LIGHT, Palette
from surefoot.report.walk_picture import draw_walk

__all__ = [
    "DARK",
    "LIGHT",
    "Palette",
    "draw_change",
    "draw_day_parts",
    "draw_days",
    "draw_timeline",
    "draw_walk",
]
