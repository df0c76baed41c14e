"""What a file is, told by its first bytes and never by its name alone."""

from enum import StrEnum

from surefoot.model.message import InputProblem
from surefoot.readers.konectom_marks import is_konectom

CAPTURE_MARK = b'"surefoot-capture"'


class Kind(StrEnum):
    """Formats a reader is known for."""

    PARQUET = "parquet"
    CAPTURE = "sfcap"
    ZIP = "zip"
    GZIP = "gzip"
    KONECTOM = "konectom"
    TEXT = "text"


# First bytes of what people pick by mistake, and the word for it.
_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"%PDF", "pdf"),
    (b"ID3", "mp3"),
    (b"OggS", "ogg"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)


def _stranger(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "video"
    if data[:4] == b"RIFF":
        return "webp" if data[8:12] == b"WEBP" else "audio"
    return next((word for mark, word in _STRANGERS if data.startswith(mark)), "")


def tell_kind(name: str, data: bytes) -> Kind:
    """Return the format of ``data``.

    Raises:
        InputProblem: empty, or something that is no recording.
    """
    if not data.strip(b"\x00\t\r\n ") if len(data) < 4096 else not data:
        raise InputProblem("input.empty", file=name)
    if data.startswith(b"PAR1"):
        return Kind.PARQUET
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if data.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    return _tell_text(name, data)


def _tell_text(name: str, data: bytes) -> Kind:
    start = data[:65536].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") and CAPTURE_MARK in start.partition(b"\n")[0]:
        return Kind.CAPTURE
    if start.startswith(b"{") and is_konectom(start):
        return Kind.KONECTOM
    if not start.startswith((b"{", b"[", b"<")) and _is_text(data):
        return Kind.TEXT
    word = _stranger(data)
    if word:
        raise InputProblem("input.not-a-recording", file=name, kind=word)
    if start.startswith(b"{") and name.lower().endswith(".sfcap"):
        raise InputProblem("input.capture.header", file=name, place="line 1", detail="format")
    if start.startswith((b"{", b"[", b"<")) and b"\x00" not in data[:65536]:
        raise InputProblem("input.format-unknown", file=name)
    raise _not_utf8(name, data)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in data


def _not_utf8(name: str, data: bytes) -> InputProblem:
    try:
        data.decode("utf-8")
        place = max(data.find(b"\x00"), 0)
    except UnicodeDecodeError as error:
        place = error.start
    return InputProblem("input.not-utf8", file=name, row=data.count(b"\n", 0, place) + 1)
