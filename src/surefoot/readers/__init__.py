"""Files in: bytes of many formats become recordings, or one plain problem."""
