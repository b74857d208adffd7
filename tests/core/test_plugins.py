"""Functions of the house's own that choose in a live queue; what they may see, and what goes on when one fails."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest
from centre import SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from msgspec.structs import replace
from own_routing import OWN

from gudok.core.ranking.agents.own import Custom, Predicted
from gudok.core.ranking.calls.own import CustomCalls
from gudok.core.ranking.plugins import Plugin, Sight, install, versions
from gudok.core.settings import Queue
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import Caller

PEOPLE = (operator("alice"), operator("bo"), operator("carol"))
SHORT = Custom("shortest_name", {"longest": 9})


def forecasts(view: Sight, call: Any, able: Any, dice: Any, given: Mapping[str, Any]) -> dict[str, int]:
    return {"carol": 70, "bo": 20}


def raises(*given: Any) -> dict[str, int]:
    raise KeyError("not what was thought")


def meddles(view: Sight, call: Any, able: Any, dice: Any, given: Any) -> dict[str, int]:
    able[0][0].skills["cards"] = 9
    return {}


def huge(view: Sight, call: Any, able: Any, dice: Any, given: Any) -> dict[str, int]:
    return {agent.id: 2**70 for agent, _ in able}


class Lazy(UserDict):
    """Scores that are looked up only when they are read, and cannot be."""

    def __getitem__(self, key: object) -> Any:
        raise OSError("the table is gone")


def lazy(view: Sight, call: Any, able: Any, dice: Any, given: Any) -> dict[str, int]:
    return Lazy(alice=1)  # type: ignore[return-value]


def nothing(view: Sight, call: Any, able: Any, dice: Any, given: Any) -> None:
    return None


def newest(view: Sight, agent: Any, able: Any, dice: Any, given: Any) -> dict[str, int]:
    return {call.id: -call.arrived for call in able}


MADE = {
    **OWN,
    "forecasts": forecasts,
    "raises": raises,
    "meddles": meddles,
    "huge": huge,
    "lazy": lazy,
    "nothing": nothing,
    "newest": newest,
}


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    install({name: Plugin(function, "1.2") for name, function in MADE.items()})
    yield
    install({})


def centre(sales: Queue, version: str = "1.2", **more: Any) -> Centre:
    plugins = tuple((name, version) for name in sorted(MADE))
    return Centre(replace(settings(*PEOPLE, queues=(sales, SUPPORT)), plugins=plugins, **more))


def all_ready(made: Centre) -> None:
    for one in ("alice", "carol", "bo"):
        made.ready(one)
        made.at += SECOND


def test_a_function_chooses_the_operator_and_the_others_are_named() -> None:
    made = centre(replace(SALES, algorithm=SHORT))
    all_ready(made)
    made.arrive("c1")
    offer = made.facts("CallOffered")[-1]
    assert (offer.agent, offer.why.code, offer.why.numbers["points"]) == ("bo", "own_rule", 2)
    assert offer.why.numbers["algorithm"] == "custom"
    assert [other.agent for other in offer.others] == ["alice", "carol"]


def test_who_is_left_out_is_not_asked_and_blocks_nobody() -> None:
    made = centre(replace(SALES, algorithm=Custom("shortest_name", {"longest": 4})))
    made.ready("alice")
    made.arrive("c1")
    assert made.where("c1") == "waiting sales"
    made.ready("bo")
    assert made.mode("bo") == "ringing c1"


def test_a_model_forecasts_and_the_others_come_after() -> None:
    made = centre(replace(SALES, algorithm=Predicted("forecasts", least=50, patience=20 * SECOND)))
    made.ready("alice")
    made.ready("bo")
    made.arrive("c1")
    assert made.where("c1") == "waiting sales", "for a while only the good ones"
    made.later(21 * SECOND)
    assert made.mode("bo") == "ringing c1"
    made.answer("bo")
    made.arrive("c2")
    made.later(21 * SECOND)
    assert made.mode("alice") == "ringing c2", "of whom the model says nothing"
    made.ready("carol")
    made.arrive("c3")
    offer = made.facts("CallOffered")[-1]
    assert (offer.agent, offer.why.code, offer.why.numbers["forecast"]) == ("carol", "forecast", 70)


def test_a_function_orders_the_calls_and_who_was_put_first_is_before_all() -> None:
    made = centre(replace(SALES, order=CustomCalls("newest")))
    for call in ("c1", "c2", "c3"):
        made.arrive(call)
        made.at += SECOND
    made.ready("alice")
    assert made.mode("alice") == "ringing c3"
    assert made.facts("CallOffered")[-1].why.numbers["calls_by"] == "custom"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("raises", "failed"),
        ("meddles", "failed"),
        ("huge", "no_scores"),
        ("nothing", "no_scores"),
        ("lazy", "failed"),
        ("gone", "missing"),
    ],
)
def test_a_function_that_fails_keeps_nobody_waiting(name: str, fault: str) -> None:
    """The one ready the longest has the call, and the reason says what was wrong; the same with calls."""
    made = centre(replace(SALES, algorithm=Custom(name)))
    all_ready(made)
    made.arrive("c1")
    why = made.facts("CallOffered")[-1].why
    assert (made.mode("alice"), why.code) == ("ringing c1", "algorithm_broken")
    assert (why.numbers["function"], why.numbers["fault"]) == (name, fault)
    made = centre(replace(SALES, order=CustomCalls(name)))
    made.arrive("c1")
    made.arrive("c2", caller=VIP)
    made.ready("alice")
    why = made.facts("CallOffered")[-1].why
    assert (made.mode("alice"), why.code) == ("ringing c2", "order_broken")
    assert why.numbers["function"] == name


def test_another_version_than_the_settings_name_is_not_asked() -> None:
    made = centre(replace(SALES, algorithm=SHORT), version="1.3")
    all_ready(made)
    made.arrive("c1")
    why = made.facts("CallOffered")[-1].why
    assert (why.code, why.numbers["fault"]) == ("algorithm_broken", "missing")
    made.configure(replace(made.state.settings, plugins=(("shortest_name", "1.2"),), version=2))
    made.arrive("c2")
    assert made.mode("bo") == "ringing c2", "new settings name the version that is here"
    assert versions()["shortest_name"] == "1.2"


def test_a_restart_decides_alike_and_one_without_the_function_says_so() -> None:
    made = centre(replace(SALES, algorithm=SHORT))
    all_ready(made)
    kept = msgspec.json.decode(msgspec.json.encode(made.state.snapshot()), type=type(made.state.snapshot()))
    made.arrive("c1", caller=Caller("+79160000002"))
    came = made.turns[-1].came
    assert step(State.of(kept), came) == made.out
    install({})
    elsewhere = step(State.of(kept), came)
    assert [out.why.code for out in elsewhere if type(out).__name__ == "CallOffered"] == ["algorithm_broken"]


def test_what_a_function_sees_cannot_be_changed() -> None:
    seen: list[Any] = []

    def looks(view: Sight, call: Any, able: Any, dice: Any, given: Any) -> dict[str, int]:
        seen.append((view, call, able, given))
        return {agent.id: 0 for agent, _ in able}

    install({"looks": Plugin(looks)})
    made = Centre(
        replace(
            settings(*PEOPLE, queues=(replace(SALES, algorithm=Custom("looks", {"a": 1})), SUPPORT)),
            plugins=(("looks", ""),),
        )
    )
    all_ready(made)
    made.arrive("c1")
    view, call, able, given = seen[0]
    assert view.calls["c1"] == call
    assert view.waiting["sales"] == (call,)
    assert view.ready["sales"] == able
    for mapping in (view.agents, view.calls, view.queues, view.ready, given, able[0][0].skills, able[0][0].queues,
                    able[0][1].tally, call.preferred):  # fmt: skip
        with pytest.raises(TypeError):
            mapping["x"] = 1
    with pytest.raises(AttributeError):
        call.vip = True
