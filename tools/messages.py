"""The catalogue of words to translate: ``python -m tools.messages extract|check``.

``extract`` writes ``src/surefoot/locale/surefoot.pot`` from the marked sentences in Python and in
templates. ``check`` fails when that file is not what ``extract`` would write. A translator copies
it to ``src/surefoot/locale/<language>/LC_MESSAGES/django.po``.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "surefoot"
TEMPLATE = SOURCE / "locale" / "surefoot.pot"

# What marks a sentence, and which of its arguments are words: as gettext tools write it.
_KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_COMMENT = "TRANSLATORS:"
# Header lines about when, by whom and with what the file was made: it changes only with the words.
_CHANGES = (
    b'"Project-Id-Version',
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Report-Msgid-Bugs-To',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Generated-By',
)


def build_catalog() -> Catalog:
    """Return every marked sentence of the package, with the files it stands in."""
    catalog = Catalog(project="Surefoot", version="", charset="utf-8", fuzzy=False)
    catalog.header_comment = "# Words of Surefoot. Made by: python3 dev.py messages"
    for path, found in _all_messages():
        place = path.relative_to(SOURCE).as_posix()
        for _line, message, comments, context in found:
            catalog.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return catalog


def catalog_text() -> bytes:
    """Return the catalogue as a ``.pot`` file: sorted, without line numbers and dates."""
    out = io.BytesIO()
    write_po(out, build_catalog(), sort_output=True, include_lineno=False, width=100)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_CHANGES))


def _all_messages() -> Iterator[tuple[Path, list[Any]]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path, _extract(path.read_bytes())
    _set_up_django()
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        yield path, _extract(_as_python(path.read_text(encoding="utf-8"), path.name))


def _extract(source: bytes) -> list[Any]:
    return list(
        extract(
            "python",
            io.BytesIO(source),
            keywords=_KEYWORDS,
            comment_tags=[_COMMENT],
            options={"encoding": "utf-8"},
            strip_comment_tags=True,
        )
    )


def _as_python(template: str, name: str) -> bytes:
    """Return a Django template as lines in which only its marked sentences are left as calls."""
    from django.utils.translation.template import templatize

    blanked = templatize(template, origin=name)
    return "\n".join(line.strip() for line in blanked.splitlines()).encode()


def _set_up_django() -> None:
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()


def main(arguments: Sequence[str]) -> int:
    """Run one command; return 0 when all is well."""
    if list(arguments) == ["extract"]:
        TEMPLATE.parent.mkdir(exist_ok=True)
        TEMPLATE.write_bytes(catalog_text())
        return 0
    if list(arguments) == ["check"]:
        if TEMPLATE.exists() and TEMPLATE.read_bytes() == catalog_text():
            return 0
        sys.stderr.write("The catalogue of words is not up to date: python3 dev.py messages\n")
        return 1
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
