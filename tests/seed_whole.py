"""Fills a whole centre's records and writes Asterisk's configuration: a program, GUDOK_DATA names the folder.

Reads `{"company": …, "asterisk": …}` from standard input (`whole.COMPANY` is an example), tells the ids on its output.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import msgspec


def main() -> None:
    asked = json.load(sys.stdin)
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    queues = fill(asked["company"])
    configure(asked["asterisk"])
    json.dump({"queues": queues, "operators": operators()}, sys.stdout)


def fill(company: dict[str, Any]) -> dict[str, str]:
    """Put the company in; the queues' ids by name."""
    from gudok.web.people.actions import save_customer
    from gudok.web.setup.actions import save_person, save_row
    from gudok.web.setup.models import Number, Queue, Trunk

    queues = {values["name"]: save_row(None, Queue, None, led(values)) for values in company["queues"]}
    for did, queue in company["numbers"].items():
        save_row(None, Number, None, {"did": did, "queue": queues[queue]})
    save_row(None, Trunk, None, {"name": "Город", "kind": "address", "host": "127.0.0.1"})
    if "provider" in company:
        call_out(company["provider"])
    for person in company["people"]:
        chosen = [queues[name] for name in person.get("queues", queues)]
        save_person(None, None, {**person, "queues": chosen})
    for customer in company["customers"]:
        save_customer(None, None, customer)
    return {name: queue.core_id for name, queue in queues.items()}


def led(queue: dict[str, Any]) -> dict[str, Any]:
    """The queue's values; `script`, where they have one, is a script's body, which is put to use."""
    from gudok.web.scripts import actions

    if "script" not in queue:
        return queue
    script = actions.add_script(None, queue["name"], "ru", queue["script"])
    actions.put_to_use(None, script, queue["script"], 1)
    return queue | {"script": script}


def call_out(provider: dict[str, Any]) -> None:
    """A trunk over which operators call: `host`, `port`, and `number` that customers see."""
    from gudok.web.setup.actions import save_row
    from gudok.web.setup.models import Outgoing, Trunk

    address = {"name": "Провайдер", "kind": "address", "host": provider["host"], "port": provider["port"]}
    trunk = save_row(None, Trunk, None, address)
    save_row(None, Outgoing, 1, {"trunk": trunk, "number": provider["number"]})


def configure(asterisk: dict[str, Any]) -> None:
    """Asterisk's own view of its settings may differ from the engine's: a proxy can stand between."""
    from django.conf import settings

    from gudok.install.asterisk import load_runtime
    from gudok.install.place import tools
    from gudok.run.centre import configure

    own = msgspec.structs.replace(settings.GUDOK, asterisk=msgspec.structs.replace(settings.GUDOK.asterisk, **asterisk))
    configure(settings.DATA, own, load_runtime(tools()))


def operators() -> dict[str, dict[str, str]]:
    """Id and telephone of each operator, by login."""
    from gudok.web.setup.models import Operator

    return {
        row.user.login: {"id": row.core_id, "endpoint": row.endpoint, "secret": row.secret}
        for row in Operator.objects.select_related("user")
    }


if __name__ == "__main__":
    main()
