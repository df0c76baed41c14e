"""The key that signs cookies: made once for an installation, never leaves it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from surefoot.app.home import make_home


def read_secret_key(home: Path) -> str:
    """Return the installation's secret key; the first caller makes it."""
    file = home / "secret-key"
    if not file.exists():
        make_home(home)
        with suppress(FileExistsError):
            _write_new(file, secrets.token_urlsafe(64))
    return file.read_text(encoding="ascii")


def _write_new(file: Path, key: str) -> None:
    """Write the key so that another process sees either nothing or all of it."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
    try:
        if os.name == "nt":
            draft.rename(file)
        else:
            os.link(draft, file)
    finally:
        draft.unlink(missing_ok=True)
