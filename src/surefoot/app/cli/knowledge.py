"""``surefoot knowledge``: check, list and show the facts Surefoot rests on."""

import sys
from pathlib import Path

import click

from surefoot.app.cli.knowledge_diff import diff


@click.group()
def knowledge() -> None:
    """Check, list and show the reviewed facts with their sources."""


@knowledge.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def check(folder: Path | None) -> None:
    """Say what is wrong with the facts; code 1 if anything is.

    FOLDER is another folder of facts than the one Surefoot comes with.
    """
    from surefoot.app.messages import say
    from surefoot.knowledge.check import check_folder
    from surefoot.knowledge.load import FACTS
    from surefoot.model.message import Message

    place = FACTS if folder is None else folder
    problems = check_folder(place)
    for problem in problems:
        click.echo(say(problem.message))
    if problems:
        click.echo(say(Message("cli.knowledge.problems", {"count": len(problems)})), err=True)
        sys.exit(1)
    count = sum(1 for _ in place.rglob("*.yaml"))
    click.echo(say(Message("cli.knowledge.fine", {"count": count})))


@knowledge.command(name="list")
@click.argument("kind", required=False)
def list_facts(kind: str | None) -> None:
    """List the facts by name; KIND is one of causes, red_flags, norms, ..."""
    from surefoot.knowledge.knowledge import KINDS
    from surefoot.knowledge.load import FACTS
    from surefoot.model.message import InputProblem

    if kind is not None and kind not in KINDS:
        raise InputProblem("cli.knowledge.no_kind", kind=kind, known=", ".join(KINDS))
    for name in KINDS if kind is None else (kind,):
        for path in sorted((FACTS / name).glob("*.yaml")):
            click.echo(f"{name}/{path.stem}")


@knowledge.command()
@click.argument("fact_id", metavar="ID")
@click.option("--plain", is_flag=True, help="Only the words for the person.")
def show(fact_id: str, plain: bool) -> None:
    """Show one fact with its sources, as it stands in its file."""
    from surefoot.knowledge.knowledge import KINDS
    from surefoot.knowledge.load import FACTS
    from surefoot.model.message import InputProblem

    name = fact_id.rpartition("/")[2]
    wanted = [kind for kind in KINDS if fact_id in (name, f"{kind}/{name}")]
    found = [path for kind in wanted for path in (FACTS / kind).glob("*.yaml") if path.stem == name]
    if not found:
        raise InputProblem("cli.knowledge.no_fact", id=fact_id)
    for path in found:
        click.echo(_plain_words(path) if plain else path.read_text(encoding="utf-8").rstrip())


def _plain_words(path: Path) -> str:
    import msgspec

    from surefoot.app.messages import say
    from surefoot.knowledge.check_words import words_for_person
    from surefoot.knowledge.kinds import Fact, Status
    from surefoot.knowledge.knowledge import KINDS
    from surefoot.knowledge.yaml_files import read_yaml
    from surefoot.model.message import Message

    fact = msgspec.convert(read_yaml(path), KINDS[path.parent.name])
    words = [text for text in words_for_person(fact).values() if text]
    if not words:
        return say(Message("cli.knowledge.no_plain", {}))
    if isinstance(fact, Fact) and fact.status is Status.NOT_REVIEWED:
        words.append(say(Message("cli.knowledge.not_reviewed", {})))
    return "\n".join(words)


knowledge.add_command(diff)
