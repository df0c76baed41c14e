"""The Timed Up and Go with its phases."""
