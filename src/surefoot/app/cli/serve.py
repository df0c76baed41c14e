"""``surefoot serve`` and ``surefoot migrate``: the pages on this computer, and their database."""

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--lan", is_flag=True, help="Let phones on your home network in, over HTTPS with pairing."
)
def serve(host: str, port: int, lan: bool) -> None:
    """Open Surefoot in your browser; nothing leaves this computer."""
    from surefoot.app.home import home_folder
    from surefoot.app.serve.run import serve as serve_pages

    serve_pages(host, port, lan, home_folder())


@click.command()
def migrate() -> None:
    """Prepare the database, or bring it up to date."""
    from surefoot.app.cli.pages import set_up_pages

    set_up_pages()
    from surefoot.app.serve.migrate import bring_up_to_date

    bring_up_to_date()
