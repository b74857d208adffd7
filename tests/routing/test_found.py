"""Mistakes that were found, each once."""

from __future__ import annotations

from gudok.core.ranking.catalogue import AGENT_RULES
from gudok.core.ranking.dice import Dice
from gudok.core.ranking.modes.freeswitch import AsFreeswitch
from gudok.core.ranking.rank import rank_agents
from gudok.core.ranking.snapshot import Agent, Call, Membership, Pointer, Snapshot


def test_a_queue_that_nobody_serves_has_an_answer_with_every_algorithm() -> None:
    snapshot = Snapshot(0, (Agent("anna", queues={"other": Membership()}),), (Call("c", "q", 0),))
    for name, kind in AGENT_RULES.items():
        if name != "custom":
            told = rank_agents(snapshot, "c", kind(), Dice(0))
            assert told.ranked == ()
            assert [one.why.code for one in told.passed] == ["not_in_queue"]
    told = rank_agents(snapshot, "c", AsFreeswitch(strategy="round-robin", tier_rules=True), Dice(0))
    assert told.ranked == ()


def test_a_pointer_of_another_system_is_no_error() -> None:
    agent = Agent("anna", queues={"q": Membership(position=1)})
    snapshot = Snapshot(0, (agent,), (Call("c", "q", 0, pointer=Pointer(1, "boris")),))
    told = rank_agents(snapshot, "c", AsFreeswitch(strategy="top-down"), Dice(0))
    assert [one.id for one in told.ranked] == ["anna"]
