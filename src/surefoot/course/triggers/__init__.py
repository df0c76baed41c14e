"""What goes with how the legs are: factors of days beside outcomes."""
