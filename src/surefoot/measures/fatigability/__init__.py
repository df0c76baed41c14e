"""Whether walking gets slower or less even within one walk."""
