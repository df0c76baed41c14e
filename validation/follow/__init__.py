"""Following a person: how often it is wrong, how soon it is right, on simulated people."""
