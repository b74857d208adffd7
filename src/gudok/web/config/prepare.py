"""Django for processes that are not web servers, and the database brought up to date."""

from __future__ import annotations

import fcntl
import os

SETTINGS = "gudok.web.config.settings"


def start_django() -> None:
    """Make models usable in this process; the data folder comes from GUDOK_DATA."""
    import django
    from django.conf import settings

    if not settings.configured:
        # Ours, whatever the environment says: a variable meant for another project must not lead to other records.
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()


def prepare_records() -> None:
    """Start Django and bring the tables up to date; several processes may do this at once, one migrates."""
    start_django()
    from django.conf import settings
    from django.core.management import call_command

    with (settings.DATA.run / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("migrate", verbosity=0, interactive=False)
        from gudok.web.setup.queries import settings_version
        from gudok.web.versions.actions import keep_beginning

        keep_beginning(settings_version())
