"""Fills a new centre's records: `python -m bench.calls.rows`, GUDOK_DATA set, the telephones as JSON on its input."""

from __future__ import annotations

import sys

import msgspec

from bench.calls.world import HOST, PLAIN, RECORDED, TRUNK
from gudok.edges.asterisk.words import Phone
from gudok.web.config.prepare import prepare_records

CUSTOMERS = 5_000
"""Each has one number; of the callers' numbers every second one is among them at first."""


def main() -> None:
    """Two queues that differ in recording only, the operators who serve both, customers, the trunk."""
    prepare_records()
    from django.contrib.auth.models import Group

    from gudok.web.accounts.models import User
    from gudok.web.accounts.roles import Role
    from gudok.web.people.models import Customer
    from gudok.web.people.models import Phone as CustomersPhone
    from gudok.web.setup.actions import bump_version
    from gudok.web.setup.models import Number, Operator, Queue, Trunk

    queues = [
        Queue.objects.create(name=name, record=record, wrapup_s=0)
        for name, record in (("Plain", False), ("Recorded", True))
    ]
    for did, queue in zip((PLAIN, RECORDED), queues, strict=True):
        Number.objects.create(did=did, queue=queue)
    Trunk.objects.create(name=TRUNK.name, kind=Trunk.Kind.ADDRESS, host=HOST)
    role, _ = Group.objects.get_or_create(name=Role.OPERATOR)  # who has it is shown the callers' numbers
    for phone in msgspec.json.decode(sys.stdin.buffer.read(), type=list[Phone]):
        user = User.objects.create(login=phone.endpoint, full_name=f"Operator {phone.endpoint}")
        user.groups.add(role)
        operator = Operator.objects.create(
            user=user, endpoint=phone.endpoint, secret=phone.secret, kind=Operator.Kind.SIP, codec=phone.codec
        )
        operator.queues.set(queues)
    customers = Customer.objects.bulk_create(Customer(name=f"Customer {i}") for i in range(CUSTOMERS))
    CustomersPhone.objects.bulk_create(
        CustomersPhone(customer=customer, e164=f"+{79160000001 + 2 * i}") for i, customer in enumerate(customers)
    )
    bump_version()


if __name__ == "__main__":
    main()
