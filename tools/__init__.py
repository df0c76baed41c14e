"""Things only developers run."""
