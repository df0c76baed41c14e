"""``surefoot knowledge diff``: what changed in the facts between two versions."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from surefoot.knowledge.changes import FactChange, FieldChange


@click.command()
@click.argument("old")
@click.argument("new", required=False)
def diff(old: str, new: str | None) -> None:
    """Say which facts were added, removed or changed, and which field.

    OLD and NEW are each a folder of facts or a git revision of the checkout Surefoot runs from.
    Without NEW the facts Surefoot comes with are compared.
    """
    from surefoot.knowledge.changes import compare_folders
    from surefoot.knowledge.load import FACTS

    with _folder(old) as before, _folder(str(FACTS) if new is None else new) as after:
        changes = compare_folders(before, after)
    if not changes:
        click.echo(_said("diff_none"))
    for change in changes:
        _tell(change)


def _tell(change: FactChange) -> None:
    click.echo(_said(f"diff_{change.kind.value}", fact=change.fact))
    for field in change.fields:
        click.echo("    " + _told(field))


def _told(change: FieldChange) -> str:
    if change.old is None:
        return _said("field_added", field=change.field, new=str(change.new))
    if change.new is None:
        return _said("field_removed", field=change.field, old=change.old)
    return _said("field_changed", field=change.field, old=change.old, new=change.new)


def _said(name: str, **params: str) -> str:
    from surefoot.app.messages import say
    from surefoot.model.message import Message

    return say(Message(f"cli.knowledge.{name}", {**params}))


@contextmanager
def _folder(place: str) -> Iterator[Path]:
    """Give the folder a word names: itself, or the facts of a git revision laid out for a while."""
    if Path(place).is_dir():
        yield Path(place)
        return
    with tempfile.TemporaryDirectory() as temporary:
        yield _lay_out(place, Path(temporary))


def _lay_out(revision: str, folder: Path) -> Path:
    from surefoot.knowledge.load import FACTS
    from surefoot.model.message import InputProblem

    # A word that starts with a dash would be an option of git.
    if revision.startswith("-"):
        raise InputProblem("cli.knowledge.no_version", place=revision)
    try:
        top = Path(_git(FACTS, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
        inside = FACTS.resolve().relative_to(top.resolve()).as_posix()
        packed = _git(top, "archive", "--format=tar", f"{revision}:{inside}")
    except (OSError, ValueError, subprocess.CalledProcessError):
        raise InputProblem("cli.knowledge.no_version", place=revision) from None
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    return folder


def _git(folder: Path, *words: str) -> bytes:
    """Return what git says in ``folder``."""
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    return done.stdout
