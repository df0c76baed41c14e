"""Accuracy of the measures against public reference recordings: ``python -m validation``."""
