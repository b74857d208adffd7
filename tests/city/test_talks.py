"""The talks, and that every sentence has a voice and a place."""

from __future__ import annotations

import pytest

from gudok.city.asterisk.dialplan import extension
from gudok.city.people import NUMBERS, QUEUES, ROBOTS, STAFF
from gudok.city.talks import COMPANY, TALKS, Talk, by_queue, greeting
from gudok.city.voices.cast import CALLERS, OPERATORS, sentences


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.name)
def test_talk_ends_with_the_operator_and_names_a_queue(talk: Talk) -> None:
    assert talk.queue in QUEUES
    assert len(talk.lines) >= 3
    assert all(caller and operator for caller, operator in talk.lines)


def test_operator_says_who_she_is_first() -> None:
    assert all(COMPANY in greeting(robot.first) and robot.first in greeting(robot.first) for robot in ROBOTS)


def test_there_is_something_to_say_to_everybody_who_is_called() -> None:
    assert all(by_queue(queue) for queue in NUMBERS.values())
    assert {queue for robot in ROBOTS for queue in robot.queues} == set(QUEUES)


def test_every_sentence_is_spoken_once() -> None:
    paths = [sentence.path for sentence in sentences()]
    assert len(paths) == len(set(paths))
    lines = sum(len(talk.lines) for talk in TALKS)
    assert len(paths) == lines * (len(OPERATORS) + len(CALLERS)) + len(ROBOTS)


def test_every_robot_has_a_voice_and_people_have_none() -> None:
    assert set(OPERATORS) == {robot.login for robot in ROBOTS}
    assert all(not member.robot for member in STAFF if member.role != "operator")


def test_extension_keeps_labels() -> None:
    assert extension("x", "Answer()", "(turn)Wait(1)", "Hangup()") == [
        "exten => x,1,Answer()",
        " same => n(turn),Wait(1)",
        " same => n,Hangup()",
    ]
