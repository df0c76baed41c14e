"""Walks over a known course, and walks of a fixed time."""
