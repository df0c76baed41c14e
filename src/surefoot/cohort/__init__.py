"""The same as for one person, over many: plan, run, gather, resume."""
