"""What a person fills in, and the nouns that come of it."""
