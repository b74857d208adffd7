"""A program: fills the records that GUDOK_DATA and GUDOK_TEST_DATABASE name, if they are empty, and times the pages.

Prints {rows: {what: count}, made_s, pages: [[page, p50 ms, p95 ms]]}.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import structs

from gudok import settings as installation
from gudok.settings import data_folder

if TYPE_CHECKING:
    from django.test import Client

WARM = 2
"""Asked for before the times are taken: the first page of a process compiles its templates."""


def main(people: int, calls: int, orders: int, times: int) -> None:
    _settle()
    # Not before: these read the settings.
    from bench.records import fill, pages
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    began = time.monotonic()
    counts = fill.fill(people, calls, orders)
    made = round(time.monotonic() - began)
    client = _signed_in()
    rows = [[name, *timed(client, address, times)] for name, address in pages.pages(counts).items()]
    sys.stdout.write(json.dumps({"rows": counts, "made_s": made, "pages": rows}))


def timed(client: Client, address: Callable[[int], str], times: int) -> tuple[float, float]:
    """p50 and p95 in milliseconds; each asking has an address of its own."""
    took = []
    for n in range(WARM + times):
        asked = address(n)
        began = time.perf_counter()
        answer = client.get(asked)
        if answer.status_code != 200:
            raise RuntimeError(f"{asked}: {answer.status_code}")
        took.append((time.perf_counter() - began) * 1000)
    took = sorted(took[WARM:])
    return took[len(took) // 2], took[min(len(took) * 95 // 100, len(took) - 1)]


def _settle() -> None:
    data = data_folder()
    made = installation.load_or_create(data)
    url = os.environ.get("GUDOK_TEST_DATABASE", "")
    installation.save(structs.replace(made, database=structs.replace(made.database, url=url)), data.settings)


def _signed_in() -> Any:
    from django.conf import settings
    from django.contrib.auth.models import Group
    from django.test import Client

    from gudok.web.accounts.models import User

    settings.ALLOWED_HOSTS = ["testserver"]
    head, made = User.objects.get_or_create(login="head", defaults={"full_name": "Head"})
    if made:
        head.groups.add(Group.objects.get_or_create(name="head")[0])
    client = Client()
    client.force_login(head, backend="gudok.web.accounts.backend.RoleBackend")
    return client


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
