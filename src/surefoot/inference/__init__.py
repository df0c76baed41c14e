"""The shared statistical engine; it knows numbers, not people."""
