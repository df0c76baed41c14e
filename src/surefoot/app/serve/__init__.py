"""The server process: one command opens Surefoot on this machine, or on the home network."""
