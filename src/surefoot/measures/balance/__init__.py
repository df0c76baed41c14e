"""Standing still: how much the body sways, from a phone or from a force plate."""
