"""Whether something changed for good: a scan over candidate events in a person's own series."""
