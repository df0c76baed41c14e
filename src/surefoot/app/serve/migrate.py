"""Bring the database up to date, at no cost when it is."""

import pkgutil
from importlib.util import find_spec

from surefoot.app.home import make_home

#: (label of the Django application, name of the migration)
Step = tuple[str, str]


def bring_up_to_date() -> bool:
    """Run the migrations that are missing; False when there were none. Django must be set up.

    The table of applied migrations is compared with the names of files on disk. Nothing is
    imported for that, which Django's own ``migrate`` takes most of a second for.
    """
    from django.conf import settings

    make_home(settings.HOME)
    if not missing_steps():
        return False
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    return True


def missing_steps() -> frozenset[Step]:
    """Return the migrations on disk that this database has not had."""
    return known_steps() - _applied_steps()


def known_steps() -> frozenset[Step]:
    """Return the migrations of every installed application."""
    from django.apps import apps

    return frozenset(
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in _modules(f"{app.name}.migrations")
        if module.name[0] not in "_~"
    )


def _modules(package: str) -> list[pkgutil.ModuleInfo]:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return list(pkgutil.iter_modules(folders)) if folders else []


def _applied_steps() -> frozenset[Step]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return frozenset(MigrationRecorder(connection).applied_migrations())
