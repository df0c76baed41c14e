"""How often triggers are found that are not there, and how often those that are."""
