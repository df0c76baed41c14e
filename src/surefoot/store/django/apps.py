"""The store as a Django application."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables of the store; their names begin with ``store_``."""

    name = "surefoot.store.django"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
