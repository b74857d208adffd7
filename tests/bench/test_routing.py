from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from bench.routing import QUEUES, WAITING, least, rule_of, snapshot
from gudok.core.ranking.catalogue import AGENT_RULES, CALL_RULES
from gudok.core.ranking.dice import Dice
from gudok.core.ranking.rank import rank_agents, rank_calls
from gudok.core.ranking.view import View


def test_what_is_measured_are_real_decisions() -> None:
    view, own = View(snapshot(200)), {"least": least}
    assert len(view.calls) == WAITING
    assert len(view.members) == QUEUES
    for name, kind in AGENT_RULES.items():
        rule = rule_of(name, kind, agents=True)
        told = [rank_agents(view, call, rule, Dice(1), 1, own).ranked for call in list(view.calls)[:20]]
        assert any(told) != (name == "manual"), name
    someone = next(agent.id for agent in view.agents.values() if agent.state == "ready")
    for name, kind_ in CALL_RULES.items():
        told_ = rank_calls(view, someone, rule_of(name, kind_, agents=False), Dice(1), 1, own)
        assert bool(told_.ranked) != (name == "manual"), name
