"""Stop and see: walk until the legs are heavy, rest, and see how it eases."""
