"""What a person says of a recording wins over what the file says; samples stay as they are."""

import dataclasses

import msgspec

from surefoot.model.recording import Capture, Recording

_NOTHING_SAID = Capture()


def said_over(capture: Capture, said: Capture | None) -> Capture:
    """Return the capture with every field of ``said`` that says something."""
    if said is None:
        return capture
    changes = {
        name: getattr(said, name)
        for name in Capture.__struct_fields__
        if getattr(said, name) != getattr(_NOTHING_SAID, name)
    }
    return msgspec.structs.replace(capture, **changes)


def with_capture(recording: Recording, said: Capture | None) -> Recording:
    """Return the recording with every field of ``said`` that says something; same id."""
    if said is None:
        return recording
    capture = said_over(recording.header.capture, said)
    header = msgspec.structs.replace(recording.header, capture=capture)
    return dataclasses.replace(recording, header=header)
