"""The pages as a Django application."""

from django.apps import AppConfig


class Pages(AppConfig):
    """Holds templates, static files and words; keeps no tables of its own."""

    name = "surefoot.app"
    label = "surefoot_app"
