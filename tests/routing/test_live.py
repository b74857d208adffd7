"""The live core decides as the catalogue's usual algorithms do: every offer of the golden journals, asked again."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import get_args

import msgspec
import pytest
from click.testing import CliRunner
from own_routing import OWN

from gudok.core.ranking.agents.own import Custom, Manual
from gudok.core.ranking.catalogue import LiveAgentRule
from gudok.core.ranking.day import Day
from gudok.core.ranking.plugins import Plugin, install
from gudok.core.ranking.snapshot import Agent
from gudok.core.settings import Number, Operator, Queue, Settings
from gudok.core.state import State, in_hand
from gudok.core.step import decide
from gudok.core.words import (
    AnyInput,
    CallArrived,
    Caller,
    CallerGone,
    Configured,
    LegGone,
    LegUp,
    PauseAsked,
    PickAsked,
    Reachable,
    ReadyAsked,
    TelephonyUp,
    Turn,
)
from gudok.edges.journal.sqlite import SqliteJournal
from gudok.route.case import Case, WhichOperator, answer
from gudok.route.cli import main
from gudok.route.past import Watcher, decisions

JOURNALS = sorted((Path(__file__).parents[1] / "replays").glob("*.jsonl"))
decoder = msgspec.json.Decoder(Turn)


def turns(path: Path) -> list[Turn]:
    return [decoder.decode(line) for line in path.read_bytes().splitlines()]


def cases(path: Path) -> list[Case]:
    return list(decisions(turns(path), State()))


@pytest.mark.parametrize("path", JOURNALS, ids=lambda path: path.stem)
def test_each_decision_is_that_of_the_usual_algorithms(path: Path) -> None:
    for case in cases(path):
        told = answer(case)
        assert told.ranked[0].id == case.expect.first, case.id


def test_both_questions_were_really_asked() -> None:
    found = [case for path in JOURNALS for case in cases(path)]
    operators = [case for case in found if isinstance(case.question, WhichOperator)]
    assert len(operators) > 20
    assert len(found) - len(operators) > 20
    assert sum(len(answer(case).ranked) > 1 for case in found) > 20, "with somebody to choose from"


def test_the_short_list_of_an_offer_is_the_rest_of_the_ranking() -> None:
    """What the live offer tells of the others who were able, in their order."""
    for path in JOURNALS:
        offers = {offer_id(out): out for turn in turns(path) for out in turn.out}
        for case in cases(path):
            if isinstance(case.question, WhichOperator):
                ranked = [one.id for one in answer(case).ranked]
                assert [other.agent for other in offers[case.id].others] == ranked[1:4]


def test_the_day_is_counted() -> None:
    """After a quarter of an hour the counts are those of the facts."""
    path = next(path for path in JOURNALS if path.stem == "busy_quarter")
    case, facts = cases(path)[-1], turns(path)
    until = next(turn.n for turn in facts for out in turn.out if case.id == offer_id(out))
    said = [out for turn in facts if turn.n < until for out in turn.out]
    for agent in case.snapshot.agents:
        connected = [out for out in said if type(out).__name__ == "CallConnected" and out.agent == agent.id]
        offered = [out for out in said if type(out).__name__ == "CallOffered" and out.agent == agent.id]
        tally = agent.tally["day"]
        assert (tally.calls, tally.offered) == (len(connected), len(offered))
        assert tally.talk <= tally.work <= tally.staffed
        assert sum(own.tally["day"].calls for own in agent.queues.values()) <= tally.calls
    assert any(busy(agent) for agent in case.snapshot.agents)


def offer_id(out: object) -> str:
    return f"{out.call}-{out.leg}" if type(out).__name__ == "CallOffered" else ""  # type: ignore[attr-defined]


def busy(agent: Agent) -> bool:
    return agent.tally["day"].talk > 0


class ThrownDay:
    """A centre of twelve operators and three queues to which anything may happen; every decision is asked again."""

    def __init__(self, seed: int, rule: LiveAgentRule | None = None) -> None:
        self.dice, self.state, self.at, self.calls = Random(seed), State(), 1_770_000_000_000, 0
        self.picks = isinstance(rule, Manual)
        self.day, self.cases = Day("UTC"), 0
        self.names = [f"o{n:02}" for n in range(12)]
        queues = tuple(Queue(f"q{n}", f"Queue {n}", algorithm=rule) for n in range(3))
        staff = tuple(Operator(o, o, o, tuple(self.dice.sample(["q0", "q1", "q2"], 2))) for o in self.names)
        numbers = tuple(Number(str(n), f"q{n}") for n in range(3))
        self.give(Configured(self.at, Settings(1, queues, numbers, staff, plugins=tuple((name, "") for name in OWN))))
        self.give(TelephonyUp(self.at))
        for name in self.names:
            self.give(Reachable(self.at, name, up=True))

    def give(self, came: AnyInput) -> None:
        watcher = Watcher(self.state, came.at, self.day, "")
        decide(watcher, came)
        for case in watcher.cases:
            self.cases += 1
            assert answer(case, plugins=OWN).ranked[0].id == case.expect.first, case

    def go_on(self) -> None:
        self.at += self.dice.choice((0, 1, 700, 9_000))
        name = self.dice.choice(self.names)
        call = in_hand(self.state.agents[name])
        leg = self.state.calls[call].legs if call else 0
        what = self.dice.random()
        if what < 0.3:
            self.calls += 1
            caller = Caller(f"+7916{self.calls % 50:07}", vip=self.dice.random() < 0.2)
            self.give(CallArrived(self.at, f"c{self.calls}", f"ch{self.calls}", str(self.calls % 3), caller, self.at))
        elif what < 0.55 and call:
            self.give(LegUp(self.at, call, leg))
        elif what < 0.8 and call:
            self.give(LegGone(self.at, call, leg, cause=self.dice.choice((16, 19))))
        elif what < 0.85 and self.state.calls:
            self.give(CallerGone(self.at, self.dice.choice(sorted(self.state.calls))))
        elif what < 0.88:
            self.give(PauseAsked(self.at, name, name, "lunch"))
        elif what < 0.94 and self.picks:
            self.pick()
        else:
            self.give(ReadyAsked(self.at, name, name))

    def pick(self) -> None:
        """In each queue the free operators pick, one call each."""
        for queue, line in self.state.waiting.items():
            for (_, _, call), (_, agent) in list(zip(line, self.state.ready[queue], strict=False)):
                self.give(PickAsked(self.at, agent, agent, call))

    def all_free(self) -> None:
        for call in sorted(self.state.calls):
            self.give(CallerGone(self.at, call))
        for name in self.names:
            self.give(ReadyAsked(self.at, name, name))


@pytest.mark.parametrize("seed", range(4))
def test_each_decision_of_a_thrown_day_too(seed: int) -> None:
    day = ThrownDay(seed)
    for _ in range(1_500):
        day.go_on()
    assert day.cases > 200


@pytest.mark.parametrize("kind", get_args(LiveAgentRule), ids=lambda kind: str(kind.__struct_config__.tag))
def test_a_queue_set_to_an_algorithm_follows_it(kind: type[LiveAgentRule]) -> None:
    """Whom the live core has chosen is whom `gudok route` names for the same moment."""
    install({name: Plugin(function) for name, function in OWN.items()})
    day = ThrownDay(5, Custom("shortest_name", {"longest": 9}) if kind is Custom else kind())
    for n in range(400):
        day.go_on()
        if n % 20 == 0:  # now and then everybody is free, so that there is somebody to choose from
            day.all_free()
    install({})
    assert day.cases > 10


def test_a_past_call_is_asked_again_and_kept_as_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`gudok route --call`: the journal of a centre, another algorithm, and a file that anybody can check."""
    monkeypatch.setenv("GUDOK_DATA", str(tmp_path))
    path = next(path for path in JOURNALS if path.stem == "busy_quarter")
    journal = SqliteJournal(tmp_path / "journal.sqlite3")
    journal.append(turns(path))
    journal.close()
    call = next(case.id.rpartition("-")[0] for case in cases(path) if isinstance(case.question, WhichOperator))
    kept, data = tmp_path / "kept.json", ["--call", call, "--data", str(tmp_path), "--lang", "en"]
    told = CliRunner().invoke(main, [*data, "--save", str(kept)])
    assert told.exit_code == 0, told.output
    assert "✓ as expected" in told.output
    assert "Chosen then: " in CliRunner().invoke(main, [*data, "--algorithm", "random"]).output
    assert ", 0 wrong" in CliRunner().invoke(main, ["--check", str(kept)]).output
