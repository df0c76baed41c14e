"""Foot tapping: one foot for 10 seconds, the phone on the shoe or the thigh."""
