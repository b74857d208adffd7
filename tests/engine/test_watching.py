"""What a survey tells of supervision, against what we believe."""

from __future__ import annotations

import pytest
from centre import Centre, operator, settings

from gudok.core.state import Supervising
from gudok.core.words import LegGone, LegUp, StrayFound
from gudok.core.words.supervise import Adrift, How, SuperviseAsked
from gudok.engine.ports import FoundCaller, FoundLeg, FoundSnoop, Survey
from gudok.engine.reconcile import differences
from gudok.engine.watching import supervision

ALICE, BOB = "c1-0001", "c1-0002"
LISTEN = FoundSnoop("c1-l0002", "c1", 2, "listen")
WHISPER = FoundSnoop("c1-w0002", "c1", 2, "whisper")


def centre(how: How, *, up: bool = True) -> Centre:
    """Alice talks with c1, and Bob is in the talk by his leg 2."""
    made = Centre(settings(operator("alice"), operator("bob", "none")))
    made.ready("alice")
    made.talk("alice", "c1")
    made.phone("bob", up=True)
    made.give(SuperviseAsked(0, "bob", "bob", "c1", how))
    if up:
        made.give(LegUp(0, "c1", 2))
    assert isinstance(made.agent("bob").mode, Supervising)
    return made


def survey(bob: str = "", *snoops: FoundSnoop, up: bool = True, there: bool = True) -> Survey:
    """The talk in order; Bob's leg and each snoop stand in the bridge `bob`."""
    legs = (FoundLeg("c1", 1, True), *((FoundLeg("c1", 2, up),) if there else ()))
    bridges = {"ch-c1": "b-alice", ALICE: "b-alice"}
    if bob:
        bridges |= {BOB: bob} | {snoop.channel: "v-bob" for snoop in snoops}
    callers = (FoundCaller("c1", "ch-c1", "100", "+79160000001", 0),)
    return Survey("boot-1", "22", callers, legs, snoops=snoops, bridges=bridges)


@pytest.mark.parametrize(
    ("how", "found"),
    [("listen", survey("v-bob", LISTEN)), ("whisper", survey("v-bob", WHISPER)), ("barge", survey("b-alice"))],
)
def test_who_stands_where_she_hears_the_talk_is_left_in_peace(how: How, found: Survey) -> None:
    assert differences(centre(how).state, found) == []


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ("listen", survey("v-bob")),
        ("listen", survey()),
        ("barge", survey("v-bob")),
        ("whisper", survey("b-alice", WHISPER)),
    ],
)
def test_who_stands_elsewhere_is_adrift(how: How, found: Survey) -> None:
    assert supervision(centre(how).state, found) == [Adrift(0, "c1", 2)]


def test_a_snoop_of_another_way_or_of_nobody_goes() -> None:
    found = survey("v-bob", LISTEN, WHISPER)
    assert supervision(centre("listen").state, found) == [StrayFound(0, WHISPER.channel)]
    stopped = centre("listen")
    stopped.leave("c1")
    assert StrayFound(0, LISTEN.channel) in supervision(stopped.state, found)


def test_a_leg_that_is_gone_or_came_up_unheard_is_told() -> None:
    assert supervision(centre("listen").state, survey(there=False)) == [LegGone(0, "c1", 2, 0, "lost")]
    rings = centre("listen", up=False)
    assert differences(rings.state, survey(up=False)) == []
    assert supervision(rings.state, survey()) == [LegUp(0, "c1", 2)]
