"""Which number may be dialled, over which trunk, and which number of ours the customer sees."""

from __future__ import annotations

import pytest
from msgspec import structs

from gudok.core.outgoing.route import Refusal, Route, route
from gudok.core.settings import Operator, Outgoing, Queue, Settings, Trunk

ALICE = Operator("alice", "Алиса", "alice", ("sales",))
RULES = Outgoing("t1", "74950000001", ("+7", "112"), ("+77", "+7809", "+7909"))
CENTRE = Settings(
    queues=(Queue("sales", "Продажи", trunk="t2", shown="74950000002"), Queue("help", "Поддержка")),
    operators=(ALICE,),
    trunks=(Trunk("t1", "one"), Trunk("t2", "two", "eight"), Trunk("t3", "three", "plain")),
    outgoing=RULES,
)


def test_the_queues_trunk_and_number_go_before_the_centres() -> None:
    assert route(CENTRE, ALICE, "+79161234567") == Route("t1", "+79161234567", "+74950000001")
    assert route(CENTRE, ALICE, "+79161234567", "help") == Route("t1", "+79161234567", "+74950000001")
    assert route(CENTRE, ALICE, "+79161234567", "sales") == Route("t2", "89161234567", "84950000002")


@pytest.mark.parametrize(
    ("trunk", "number", "dialled"),
    [("t3", "+79161234567", "79161234567"), ("t2", "+375291234567", "810375291234567"), ("t1", "112", "112")],
)
def test_a_number_is_written_as_the_provider_wants_it(trunk: str, number: str, dialled: str) -> None:
    rules = structs.replace(RULES, trunk=trunk, allowed=("+", "112"))
    assert route(structs.replace(CENTRE, outgoing=rules), ALICE, number) == Route(
        trunk, dialled, {"t1": "+74950000001", "t2": "84950000002", "t3": "74950000001"}[trunk].replace("0002", "0001")
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("+77011234567", "number_forbidden"),
        ("+78091234567", "number_forbidden"),
        ("+375291234567", "number_not_allowed"),
        ("103", "emergency_number"),
        ("0611", "not_a_number"),
        ("+7916", "not_a_number"),
        ("+7916123456789012", "not_a_number"),
        ("", "not_a_number"),
        ("+", "not_a_number"),
        ("+7916x234567", "not_a_number"),
        ("+7٩161234567", "not_a_number"),
    ],
)
def test_a_number_that_no_rule_allows_is_refused_with_the_reason(number: str, code: str) -> None:
    refused = route(CENTRE, ALICE, number)
    assert isinstance(refused, Refusal)
    assert refused.code == code


def test_the_longest_rule_decides() -> None:
    rules = structs.replace(RULES, allowed=("+7", "+77011"))
    assert isinstance(route(structs.replace(CENTRE, outgoing=rules), ALICE, "+77011234567"), Route)


@pytest.mark.parametrize(
    ("centre", "operator", "queue", "code"),
    [
        (CENTRE, structs.replace(ALICE, dials=False), "", "may_not_dial"),
        (CENTRE, ALICE, "gone", "unknown_queue"),
        (structs.replace(CENTRE, outgoing=structs.replace(RULES, trunk="")), ALICE, "", "outgoing_off"),
        (structs.replace(CENTRE, trunks=()), ALICE, "sales", "trunk_off"),
    ],
)
def test_who_may_not_dial_or_has_no_way_out_is_told_so(
    centre: Settings, operator: Operator, queue: str, code: str
) -> None:
    refused = route(centre, operator, "+79161234567", queue)
    assert isinstance(refused, Refusal)
    assert refused.code == code
