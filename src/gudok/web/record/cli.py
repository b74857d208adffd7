"""`gudok work`: the process that writes records and finishes recordings."""

from __future__ import annotations

import signal
import threading

import click


@click.command()
def main() -> None:
    """Write records and finish recordings until stopped."""
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    from django.conf import settings

    from gudok.edges.journal.sqlite import JournalReader
    from gudok.web.record.worker import Worker

    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    Worker(settings.DATA, JournalReader(settings.DATA.journal), stop.is_set).run()
