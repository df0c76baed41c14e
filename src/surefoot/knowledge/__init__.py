"""The reviewed facts: one YAML a fact, each with its source and how sure it is."""
