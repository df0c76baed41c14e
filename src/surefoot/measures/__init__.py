"""One recording in, measurements with uncertainty out."""
