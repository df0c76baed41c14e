"""Where a sensor seems to have been carried; the person confirms it, it is never assumed."""
