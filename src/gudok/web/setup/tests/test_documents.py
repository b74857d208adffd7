"""The rows as other processes get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from gudok.core import settings as core
from gudok.edges.asterisk.words import Phone, Trunk
from gudok.web.directory import Directory
from gudok.web.setup import actions, queries
from gudok.web.setup.models import Number, Queue
from gudok.web.setup.models import Trunk as TrunkRow

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def queue(name: str = "Sales", **values: object) -> Queue:
    return actions.save_row(None, Queue, None, {"name": name} | values)


def test_settings_carry_every_rule_in_milliseconds(alice: User) -> None:
    other = queue("Other")
    sales = queue(
        ring_timeout_s=15, wrapup_s=0, max_wait_s=90, overflow="queue", overflow_queue=other, sl_seconds=30,
        sl_target=90, record=False, decline_allowed=False, announce_first_s=5, announce_every_s=0,
        auto_answer=True,
    )  # fmt: skip
    alice.operator.queues.set([sales])
    actions.save_row(None, Number, None, {"did": "74951234567", "queue": sales})
    made = queries.settings_document()
    assert made.queues[1] == core.Queue(
        id=sales.core_id, name="Sales", ring=15_000, wrapup=0, max_wait=90_000, overflow="queue",
        overflow_queue=other.core_id, sl=30_000, sl_target=90, record=False, decline=False, announce_first=5_000,
        announce_every=0, auto_answer=True,
    )  # fmt: skip
    assert made.numbers == (core.Number("74951234567", sales.core_id),)
    operator = alice.operator
    assert made.operators == (core.Operator(operator.core_id, "Alice Operator", operator.endpoint, (sales.core_id,)),)
    assert made.version == 3


def test_settings_hold_no_secret(alice: User) -> None:
    assert alice.operator.secret not in msgspec.json.encode(queries.settings_document()).decode()


def test_the_defaults_of_rows_and_core_agree() -> None:
    sales = queue()
    assert queries.settings_document().queues == (core.Queue(id=sales.core_id, name="Sales"),)


def test_telephony_has_phones_with_secrets_and_trunks_in_use(alice: User) -> None:
    given = {
        "name": "Провайдер",
        "kind": "registered",
        "host": "sip.example",
        "user": "me",
        "secret": "pw",
        "did": "7495",
    }
    trunk = actions.save_row(None, TrunkRow, None, given)
    actions.save_row(None, TrunkRow, None, {"name": "off", "kind": "address", "host": "203.0.113.1", "enabled": False})
    made = queries.telephony_document()
    operator = alice.operator
    assert made.phones == (Phone(operator.endpoint, "browser", operator.secret),)
    assert made.trunks == (Trunk(f"trunk-{trunk.pk}", "registered", "sip.example", "me", "pw", "7495", 5060),)


def test_people_who_left_have_no_telephone(alice: User) -> None:
    actions.save_person(None, alice.pk, {"roles": ["operator"], "is_active": False})
    assert queries.telephony_document().phones == ()
    assert queries.settings_document().operators == ()


def test_the_directory_reads_the_rows_again_only_after_a_change(django_assert_num_queries: Any) -> None:
    sales = queue()
    directory = Directory()
    first = directory.settings()
    with django_assert_num_queries(1):
        assert directory.settings() is first
    actions.save_row(None, Queue, sales.pk, {"wrapup_s": 5})
    assert directory.settings().queues[0].wrapup == 5_000
