"""One person's timeline in, verdicts out."""
