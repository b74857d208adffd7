"""The worker's part: tries and takes in what was uploaded, one table after the other."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.utils import translation

from gudok.web.people.tables import actions
from gudok.web.people.tables.models import CustomerImport
from gudok.web.people.tables.reading import TableError

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
EVERY = 1.0
AFTER_FAILURE = 10.0


class Importer:
    """Goes on with whatever is under way: also with what a worker that died had begun."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self.stopped = stopped

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self.run, name="import", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Until stopped; a failure costs a pause, and nothing of what is done."""
        while not self.stopped():
            try:
                self.round()
                time.sleep(EVERY)
            except Exception:
                log.exception("the import does not go on, trying again")
                connection.close()
                time.sleep(AFTER_FAILURE)

    def round(self) -> None:
        """The oldest table that is under way, to its end."""
        going = (CustomerImport.State.TRYING, CustomerImport.State.TAKING)
        found = CustomerImport.objects.filter(state__in=going).select_related("by").order_by("at").first()
        if found is None:
            return
        with translation.override(found.by.language if found.by else settings.LANGUAGE_CODE):
            try:
                actions.work(found, self.stopped)
            except actions.StoppedError:
                return
            except TableError as error:
                actions.fail(found, str(error))
