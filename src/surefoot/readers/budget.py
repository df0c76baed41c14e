"""How much a reader is willing to take in. Checked before reading, and again while unpacking."""

import msgspec

MIB = 1 << 20


class Budget(msgspec.Struct, frozen=True):
    """Limits on one input. They guard memory and time; none is a clinical number."""

    file_bytes: int = 256 * MIB
    # Files of a device's blocks are never in memory whole; a month of an AX6 has 3.3 GB.
    device_file_bytes: int = 16 * 1024 * MIB
    unpacked_bytes: int = 512 * MIB
    # A text table of motion samples shrinks 3 to 20 times; a bomb shrinks 1000 times.
    ratio: int = 200
    rows: int = 8_000_000
    columns: int = 2_000
    entries: int = 2_000


DEFAULT_BUDGET = Budget()

#: Shorter captures hold too few steps to say anything (issue: "5 s too short").
SHORTEST_S = 5.0
#: Longer than any capture: a jump in the clock, not a recording.
LONGEST_S = 31 * 86400.0
#: Above this share of missing rows the file is broken rather than gappy.
MISSING_SHARE = 0.05
#: Above this share of repeated times the clock is too coarse to use.
REPEATED_SHARE = 0.2
#: Outside this range of samples a second, the time column is in another unit than believed.
RATE_RANGE_HZ = (2.0, 2000.0)
