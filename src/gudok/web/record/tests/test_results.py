"""Results in the rows: told, owed, told later; the same in whatever batches, and once more after a death."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gudok.core import words as w
from gudok.core.settings import Result
from gudok.web.record.models import Call, CallEvent, CallResult, Name
from gudok.web.record.projector import project
from gudok.web.record.tests.world import SETTINGS, World, batches

pytestmark = pytest.mark.django_db

SALES, SERVICE = SETTINGS.queues
ASKS = replace(SALES, results=("r1-order", "r1-bad"), result_needed=True, unfinished="owe")
RESULTS = (Result("r1-order", "Заказ"), Result("r1-bad", "качество", "Жалоба"))


def world() -> World:
    """Alice talks twice: of the first talk she tells the result, the second she owes and tells a minute later."""
    made = World()
    made.tell(0, w.Configured, settings=replace(SETTINGS, version=2, queues=(ASKS, SERVICE), results=RESULTS))
    made.ready(1, "o1")
    for at, call in ((10, "c0000000000a1"), (60, "c0000000000a2")):
        made.call(at, call)
        made.tell(at + 2, w.LegUp, call=call, leg=1)
        if call.endswith("a1"):
            made.tell(at + 5, w.ResultAsked, agent="o1", by="o1", call=call, result="r1-order")
        made.tell(at + 10, w.CallerGone, call=call)
        made.tell(at + 40, w.Woke, key="wrap:o1")
    return made


def told(call: str) -> tuple[str, str]:
    row = CallResult.objects.get(call=call)
    return row.result, row.by


def test_what_was_told_and_what_is_owed() -> None:
    project(world().turns)
    assert told("c0000000000a1") == ("r1-order", "o1")
    assert told("c0000000000a2") == ("", "")
    assert Call.objects.get(pk="c0000000000a1").result == "r1-order"
    assert Call.objects.get(pk="c0000000000a2").result == ""
    assert Name.objects.get(pk="r1-bad").name == "Жалоба: качество"
    facts = CallEvent.objects.filter(fact__startswith="Result").values_list("call_id", "fact", "code")
    assert list(facts) == [
        ("c0000000000a1", "ResultSet", "asked_result"),
        ("c0000000000a2", "ResultOwed", "result_missing"),
    ]


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_the_debt_is_cleared_by_whoever_tells_it_in_batches_of_any_size(size: int) -> None:
    made = world()
    made.tell(200, w.ResultAsked, agent="o1", by="Dave", call="c0000000000a2", result="r1-bad")
    made.tell(210, w.ResultAsked, agent="o1", by="o1", call="c0000000000a1", result="r1-bad")
    for part in batches(made.turns, size):
        project(part)
        project(part)
    assert told("c0000000000a2") == ("r1-bad", "Dave")
    assert told("c0000000000a1") == ("r1-bad", "o1")
    assert Call.objects.get(pk="c0000000000a1").result == "r1-bad"
    assert CallResult.objects.count() == 2
