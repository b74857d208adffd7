"""A worker that takes a table in, and dies by SIGKILL in the middle of a batch: `taker.py WHICH`, 0 for never."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from gudok.web.config.prepare import prepare_records

prepare_records()

from gudok.web.accounts.models import User  # noqa: E402
from gudok.web.people.models import Customer, Phone  # noqa: E402
from gudok.web.people.tables import actions, writing  # noqa: E402
from gudok.web.people.tables.models import CustomerImport  # noqa: E402
from gudok.web.people.tables.worker import Importer  # noqa: E402

ROWS, AT_ONCE = 1000, 100


def main(dies_in: int) -> None:
    """The first time the table is uploaded and tried; each time as much is taken in as the worker lives for."""
    actions.AT_ONCE = AT_ONCE
    if not CustomerImport.objects.exists():
        dave = User.objects.create_user("dave", "a-long-password-of-dave", full_name="Dave")
        rows = "".join(f"Клиент {n};+7912{n:07d};Компания {n % 7}\n" for n in range(ROWS))
        found = actions.stage(dave, "x.csv", ("Имя;Номера;Компания\n" + rows).encode("cp1251"))
        actions.match(found, found.columns, "phones")
        Importer(lambda: False).round()
        found.refresh_from_db()
        assert actions.take(found)
    _die(dies_in)
    Importer(lambda: False).round()
    row = CustomerImport.objects.get()
    phones = Phone.objects.values("e164").distinct().count()
    sys.stdout.write(f"{row.state} {row.done} {row.counts} {Customer.objects.count()} {phones}\n")


def _die(dies_in: int) -> None:
    """Between the customers of this batch and their numbers, when the one is written and the other is not."""
    lists, begun = writing._lists, iter(range(1, dies_in))

    def struck(pairs: Any) -> None:
        if next(begun, None) is None and dies_in:
            os.kill(os.getpid(), signal.SIGKILL)
        lists(pairs)

    writing._lists = struck


main(int(sys.argv[1]))
