"""``surefoot explain``: answers in, why legs might be heavy out. Needs no server."""

import sys
from typing import BinaryIO

import click


@click.command()
@click.argument("answers", type=click.File("rb"), metavar="ANSWERS.json")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
@click.option("--clinician", is_flag=True, help="Print likelihood ratios and ranges as well.")
@click.option(
    "--country",
    default="ZZ",
    metavar="CODE",
    help="Two letters, such as DE, for the numbers to call.",
)
def explain(answers: BinaryIO, as_json: bool, clinician: bool, country: str) -> None:
    """Say why legs might be heavy, from answers.

    ANSWERS.json holds, for example,
    {"ms": true, "age": 52, "sex": "F", "findings": {"f_evening": true, "f_onset": "years"}};
    - reads from standard input. Every finding: surefoot knowledge list findings
    """
    if as_json and clinician:
        raise click.UsageError("Choose one of --json and --clinician.")
    from surefoot.knowledge.load import load_knowledge
    from surefoot.usecases.answers_file import MAX_BYTES, read_case
    from surefoot.usecases.explain_case import explain_case

    knowledge = load_knowledge()
    case = read_case(answers.read(MAX_BYTES + 1), knowledge)
    made = explain_case(case, knowledge)
    numbers = knowledge.country(country.upper())
    if as_json:
        from surefoot.app.wire_explain import explanation_document
        from surefoot.model.codec import encode

        document = explanation_document(made, knowledge, numbers)
        sys.stdout.write(encode(document).decode() + "\n")
        return
    from surefoot.app.cli.explain_page import print_explanation

    print_explanation(made, knowledge, numbers, clinician)
