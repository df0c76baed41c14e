"""Walks, days and lives made up with known truth: for the sample person, tests and validation."""
