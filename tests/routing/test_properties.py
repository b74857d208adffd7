"""What holds for every algorithm, in snapshots of every kind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_routing import OWN
from routing.worlds import NOW, snapshots

from gudok.core.ranking.catalogue import AGENT_RULES, CALL_RULES, LiveAgentRule
from gudok.core.ranking.dice import Dice
from gudok.core.ranking.eligible import refusal
from gudok.core.ranking.rank import rank_agents, rank_calls
from gudok.core.ranking.rule import Ranking
from gudok.core.ranking.snapshot import Agent, Call, Membership, Queue, Snapshot
from gudok.core.ranking.view import View

ROOT = Path(__file__).parents[2]
EXAMPLES = 60
MORE = {
    "sticky": {"patience": 30_000},
    "preferred": {"tiers": [{"least": 2, "lasts": 30_000}]},
    "bullseye": {"rings": [{"lasts": 10_000, "drop": ["cards"]}, {"lasts": 60_000}]},
    "criteria": {"steps": [{"needs": "cards > 1", "lasts": 30_000}], "skip_empty": True},
    "conditional-groups": {"helps": [{"groups": ["b"], "when": "queue.waiting > 2"}]},
    "qir": {"ratios": [["a", 60], ["b", 40]]},
    "predicted": {"least": 2, "patience": 30_000},
    "custom": {"function": "shortest_name", "settings": {"longest": 9}},
    "as-asterisk": {"strategy": "leastrecent", "max_penalty": 2},
    "as-freeswitch": {"strategy": "round-robin", "tier_rules": True, "tier_wait": 10_000},
    "as-genesys": {"evaluation": "best", "rings": [{"lasts": 10_000}]},
}
AGENTS = {n: msgspec.convert({"algorithm": n, **MORE.get(n, {})}, kind) for n, kind in AGENT_RULES.items()}
CALLS = {
    name: msgspec.convert({"algorithm": name, **({"function": "shortest_number"} if name == "custom" else {})}, kind)
    for name, kind in CALL_RULES.items()
}
DROPS_WANTS = {"bullseye", "as-genesys"}
"""They let skills go with time, and so ask for less than what holds for all."""


def ask_agents(snapshot: Snapshot | View, name: str, seed: int = 1, most: int = 0) -> Ranking:
    return rank_agents(snapshot, "c1", AGENTS[name], Dice(seed), most, OWN)


def turned(snapshot: Snapshot) -> Snapshot:
    return msgspec.structs.replace(
        snapshot, agents=snapshot.agents[::-1], calls=snapshot.calls[::-1], queues=snapshot.queues[::-1]
    )


@pytest.mark.parametrize("name", AGENTS)
@settings(max_examples=EXAMPLES)
@given(snapshot=snapshots())
def test_which_operator(name: str, snapshot: Snapshot) -> None:
    told, view = ask_agents(snapshot, name), View(snapshot)
    call = view.calls["c1"]
    # Everybody is in the answer, once, and nobody who may not is ranked.
    ids = [one.id for one in told.ranked] + [one.id for one in told.passed]
    assert sorted(ids) == sorted(view.agents)
    for one in told.ranked:
        agent = view.agents[one.id]
        asked = msgspec.structs.replace(call, wants=()) if name in DROPS_WANTS else call
        ready = msgspec.structs.replace(agent, state="ready", load={}) if name == "as-asterisk" else agent
        assert refusal(view, asked, ready, agent.queues[call.queue]) is None
    # In order, ties by id; scores and numbers are integers; somebody rings if there is somebody.
    keys = [(one.score, one.id) for one in told.ranked]
    assert keys == sorted(keys)
    assert all(type(part) is int for one in told.ranked for part in one.score)
    assert (told.together > 0) == bool(told.ranked)
    assert told.together <= len(told.ranked)
    assert told.again == 0 or told.again > snapshot.now
    # The order of the input is nothing to it, and the fast way finds the same.
    assert ask_agents(turned(snapshot), name) == told
    assert ask_agents(snapshot, name, most=1).ranked == told.ranked[:1]
    assert ask_agents(view, name, most=2).ranked == told.ranked[:2]
    assert ask_agents(view, name, most=2).ranked == told.ranked[:2]


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=EXAMPLES)
@given(snapshot=snapshots())
def test_which_call(name: str, snapshot: Snapshot) -> None:
    view, rule = View(snapshot), CALLS[name]
    for agent in view.agents.values():
        told = rank_calls(view, agent.id, rule, Dice(1), plugins=OWN)
        assert sorted([one.id for one in told.ranked] + [one.id for one in told.passed]) == sorted(view.calls)
        for one in told.ranked:
            call = view.calls[one.id]
            assert refusal(view, call, agent, agent.queues[call.queue]) is None
        keys = [(one.score, one.id) for one in told.ranked]
        assert keys == sorted(keys)
        assert rank_calls(turned(snapshot), agent.id, rule, Dice(1), plugins=OWN) == told
        assert rank_calls(view, agent.id, rule, Dice(1), 1, OWN).ranked == told.ranked[:1]


@settings(max_examples=EXAMPLES)
@given(snapshot=snapshots(), name=st.sampled_from(sorted(AGENTS)), passed=st.sampled_from(["a0", "a1", "a2"]))
def test_who_cannot_be_used_changes_nothing_but_shares_of_the_whole(snapshot: Snapshot, name: str, passed: str) -> None:
    """An operator of another queue, however far ahead in everything, never moves the others."""
    if name in {"percent-allocation", "as-freeswitch", "as-asterisk"}:  # they count who is not free, and say so
        return
    stranger = Agent("zz", since=0, queues={"elsewhere": Membership(penalty=0, rank=9)}, skills={"cards": 9})
    more = msgspec.structs.replace(snapshot, agents=(*snapshot.agents, stranger))
    assert ask_agents(more, name).ranked == ask_agents(snapshot, name).ranked


def test_the_same_under_other_hash_seeds() -> None:
    told = {seed: whole_answers(seed) for seed in ("0", "1", "4242")}
    assert len(set(told.values())) == 1
    assert len(next(iter(told.values()))) > 10_000


def whole_answers(seed: str) -> str:
    """The answers to all cases, from a process of its own."""
    code = (
        "import sys, msgspec; from pathlib import Path; from gudok.route.case import answer, read_cases\n"
        "from own_routing import OWN\n"
        "for file in sorted(Path('conformance/cases').rglob('*.json')):\n"
        "    for case in read_cases(file): print(msgspec.json.encode(answer(case, plugins=OWN)).decode())\n"
    )
    path = os.pathsep.join(str(ROOT / part) for part in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
    )  # fmt: skip
    return done.stdout


NEVER_STARVES = ("fifo", "head-start", "slope", "deadline", "service-objective")
"""Algorithms that promise that whoever waits comes to be first, however many of priority arrive after."""


@pytest.mark.parametrize("name", NEVER_STARVES)
def test_an_ordinary_caller_comes_to_be_first_among_ever_new_vips(name: str) -> None:
    agent, queue = Agent("anna", queues={"q": Membership()}), Queue("q")
    patient, served = Call("patient", "q", 0), []
    line = [patient]
    for minute in range(1, 200):
        now = minute * 60_000
        line.append(Call(f"vip{minute:03}", "q", now, vip=True, priority=1, objective=5_000))
        told = rank_calls(Snapshot(now, (agent,), tuple(line), (queue,)), "anna", CALLS[name], Dice(1))
        served.append(told.ranked[0].id)
        line = [call for call in line if call.id != served[-1]]
        if served[-1] == "patient":
            break
    assert "patient" in served


def test_strict_promises_no_such_thing_and_raises_the_alarm() -> None:
    agent = Agent("anna", queues={"q": Membership()})
    line = (Call("patient", "q", 0), Call("vip", "q", NOW, vip=True))
    told = rank_calls(Snapshot(NOW, (agent,), line), "anna", CALLS["strict"], Dice(1))
    assert [one.id for one in told.ranked] == ["vip", "patient"]
    assert [one.id for one in told.alarms] == ["patient"]


@pytest.mark.parametrize("name", ["rr-memory", "rr-ordered"])
def test_round_robin_serves_everybody_alike(name: str) -> None:
    from gudok.core.ranking.snapshot import Pointer

    people = tuple(Agent(f"a{n}", queues={"q": Membership(position=n // 2, joined=n // 2)}) for n in range(7))
    pointer, served = None, []
    for _ in range(70):
        snapshot = Snapshot(NOW, people, (Call("c1", "q", NOW),), (Queue("q", pointer=pointer),))
        first = ask_agents(snapshot, name, most=1).ranked[0].id
        own = next(agent for agent in people if agent.id == first).queues["q"]
        pointer = Pointer(own.position, first)
        served.append(first)
    assert {served.count(agent.id) for agent in people} == {10}


def test_rules_survive_json() -> None:
    for rule in AGENTS.values():
        assert msgspec.json.decode(msgspec.json.encode(rule), type=LiveAgentRule) == rule
        assert json.loads(msgspec.json.encode(rule))["algorithm"]
