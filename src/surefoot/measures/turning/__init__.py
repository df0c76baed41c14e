"""Turns: how far, how long and how fast the body turns about the vertical."""
