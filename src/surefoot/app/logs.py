"""Keeps what a person said, and who they are, out of the logs."""

import logging
import traceback


class NoValues(logging.Filter):
    """Replaces addresses by the name of their route, and errors by their type and place."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Strip the record; it is always let through."""
        request = getattr(record, "request", None)
        if request is not None:
            status = getattr(record, "status_code", "")
            record.msg, record.args = f"{request.method} {_route(request)} {status}", ()
        if record.exc_info and record.exc_info[0]:
            record.exc_text = _places(record.exc_info[0], record.exc_info[2])
            record.exc_info = None
        return True


def _route(request: object) -> str:
    match = getattr(request, "resolver_match", None)
    return getattr(match, "route", None) or "no page"


def _places(kind: type[BaseException], trace: object) -> str:
    """Return the type of an error and where it came from, without what it said."""
    frames = traceback.extract_tb(trace)  # type: ignore[arg-type]
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([*lines, f"  {kind.__name__}"])
