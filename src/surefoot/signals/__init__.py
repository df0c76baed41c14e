"""Arithmetic on samples: resampling, filters, direction of gravity, spectra, peaks."""
