"""The JSON API: what phones and other programs of this home may ask."""
