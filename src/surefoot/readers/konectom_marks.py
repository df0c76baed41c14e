"""What tells an export of the Konectom app from other JSON."""

# One of these stands near the beginning of its older and its newer form.
_MARKS = (b'"mobileEvaluationTest"', b'"mobileSession"', b'"acquisition_provenance"')


def is_konectom(start: bytes) -> bool:
    """Whether a JSON document that begins like this is such an export."""
    return any(mark in start for mark in _MARKS)
