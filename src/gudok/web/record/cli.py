"""`gudok work`: the process that writes records and finishes recordings."""

from __future__ import annotations

import signal
import threading

import click

GOODBYE = 5.0
"""Seconds for a webhook that is being sent."""


@click.command()
def main() -> None:
    """Write records and finish recordings until stopped."""
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    from django.conf import settings

    from gudok.edges.journal.sqlite import JournalReader
    from gudok.web.accounts.ldap import watch as directory
    from gudok.web.alerts.watch import Watch
    from gudok.web.people.held.worker import Eraser
    from gudok.web.people.tables.worker import Importer
    from gudok.web.record.worker import Worker
    from gudok.web.webhooks.deliver import Deliverer
    from gudok.web.whatif.player import Player

    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    webhooks = Deliverer(settings.DATA.journal, settings.GUDOK.api.private_webhooks, stop.is_set).start()
    Watch(settings.DATA, stop.is_set).start()
    Player(stop.is_set).start()
    Importer(stop.is_set).start()
    Eraser(stop.is_set).start()
    directory.start(stop.is_set)
    Worker(settings.DATA, JournalReader(settings.DATA.journal), stop.is_set).run()
    webhooks.join(GOODBYE)
