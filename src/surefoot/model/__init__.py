"""The nouns, their units, and their one JSON codec."""
