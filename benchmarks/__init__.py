"""Timings of whole commands on this machine: printed, never asserted."""
