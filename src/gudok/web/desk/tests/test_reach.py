from __future__ import annotations

from django.utils import translation
from msgspec.structs import replace

from gudok.core.ranking.agents.own import Manual
from gudok.core.settings import Break, Operator, Outgoing, Queue, Settings, Trunk
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import Configured, PauseAsked, Reachable, ReadyAsked, TelephonyUp
from gudok.core.words.supervise import CloseQueueAsked
from gudok.web.desk.reach import find_targets, why_no_calls
from gudok.web.desk.spelling import matches

CENTRE = Settings(
    1,
    (Queue("q1", "Продажи"), Queue("q2", "Сервис")),
    (),
    (
        Operator("o1", "Анна Белова", "operator-1", ("q1",)),
        Operator("o2", "Олег Дроздов", "operator-2", ("q1", "q2")),
        Operator("o3", "Павел Чёрный", "operator-3", ()),
    ),
)


def centre() -> State:
    state = State()
    for came in (
        Configured(1, CENTRE),
        TelephonyUp(2),
        Reachable(3, "o1", True),
        Reachable(4, "o2", True),
        ReadyAsked(5, "o2", "o2"),
        ReadyAsked(6, "o1", "o1"),
    ):
        step(state, came)
    return state


def test_those_who_can_take_the_call_come_first_and_the_others_say_why_not() -> None:
    with translation.override("ru"):
        found = find_targets(centre(), "o1", "")
    assert [target["name"] for target in found] == ["Олег Дроздов", "Продажи", "Сервис", "Павел Чёрный"]
    assert [bool(target["refused"]) for target in found] == [False, False, False, True]
    assert found[1]["ready"] == 2


def test_a_number_is_offered_as_it_is_typed_and_a_forbidden_one_says_why() -> None:
    state = centre()
    ways = {"trunks": (Trunk("t1", "Line"),), "outgoing": Outgoing(trunk="t1", allowed=("+7",))}
    step(state, Configured(7, replace(CENTRE, version=2, **ways)))
    [found] = find_targets(state, "o1", "8 (916) 111-22-33")
    assert (found["kind"], found["id"], found["refused"]) == ("number", "+79161112233", "")
    [found] = find_targets(state, "o1", "+1 212 736 5000")
    assert found["refused"]
    assert find_targets(centre(), "o1", "8 916 111 22 33")[0]["refused"], "no line for calls out"


def test_a_name_is_found_in_the_wrong_layout_and_in_latin_letters() -> None:
    for typed in ("олег", "Дро", "oleg", "jktu", "дро ол"):
        assert matches(typed, "Олег Дроздов"), typed
    assert matches("черный", "Павел Чёрный")
    assert matches("chern", "Павел Чёрный")
    assert not matches("рог", "Олег Дроздов")


NAMES = {"lunch": "Lunch"}


def test_why_no_calls_tells_the_break_waited_for_and_a_closed_queue() -> None:
    state = centre()
    step(state, Configured(8, replace(state.settings, version=9, breaks=(Break("lunch", most=1, full="wait"),))))
    for operator in ("o2", "o1"):
        step(state, PauseAsked(9, operator, operator, "lunch"))
    with translation.override("en"):
        assert "You wait for room for a break: Lunch. Calls come meanwhile." in [
            line.text for line in why_no_calls(state, "o1", NAMES)
        ]
        assert "Your state: Break (Lunch)" in [line.text for line in why_no_calls(state, "o2", NAMES)]
        step(state, CloseQueueAsked(10, "q1", "bob"))
        assert [line.text for line in why_no_calls(state, "o1", NAMES) if not line.ok] == [
            "Продажи: closed by a supervisor; waiting 0"
        ]


def test_why_no_calls_names_what_stands_in_the_way() -> None:
    state = centre()
    with translation.override("en"):
        assert all(line.ok for line in why_no_calls(state, "o1", NAMES))
        assert "your place among the ready: 2 of 2" in why_no_calls(state, "o1", NAMES)[-1].text
        step(state, PauseAsked(9, "o1", "o1", "missed"))
        step(state, Reachable(10, "o1", False))
        blocked = [line.text for line in why_no_calls(state, "o1", NAMES) if not line.ok]
        assert blocked == ["Your telephone is not registered", "Your state: Break (Missed a call)"]
        assert not why_no_calls(state, "o3", NAMES)[-1].ok
        assert not why_no_calls(state, "o9", NAMES)[0].ok


def test_of_a_queue_whose_calls_are_picked_it_is_said_so() -> None:
    state = centre()
    pulled = (replace(CENTRE.queues[0], algorithm=Manual()), CENTRE.queues[1])
    step(state, Configured(7, replace(CENTRE, version=2, queues=pulled)))
    with translation.override("en"):
        lines = why_no_calls(state, "o1", {})
    assert lines[-1] == (True, "Продажи: waiting 0; here you pick calls yourself, from the list")
