"""Keep and fetch the nouns."""
