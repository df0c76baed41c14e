"""Django, for the commands that need the household's data."""

import os


def set_up_pages() -> None:
    """Make Django ready with Surefoot's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surefoot.app.settings")
    import django

    django.setup()
