"""Surefoot: how heavy are the legs, when, why, is it getting worse, and what helps."""

__version__ = "0.1.0"
