"""``python -m surefoot``: the command line."""

from surefoot.app.cli import main

main(prog_name="surefoot")
