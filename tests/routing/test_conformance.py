"""Every case of conformance/, and that the suite is what it says of itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from own_routing import OWN

from gudok.core.ranking.catalogue import AGENT_RULES, CALL_RULES
from gudok.core.ranking.modes.asterisk import Strategy
from gudok.core.ranking.modes.avaya import Group
from gudok.core.ranking.modes.freeswitch import ORDERS
from gudok.core.ranking.modes.uccx import Criterion
from gudok.core.ranking.modes.vicidial import NextAgentCall
from gudok.route.case import Case, CaseError, WhichOperator, answer, differences, read_cases, schema

FOLDER = Path(__file__).parents[2] / "conformance"
FILES = sorted((FOLDER / "cases").rglob("*.json"))
CASES = {case.id: case for file in FILES for case in read_cases(file)}
SEEDS = 2_000
HEAD = '{"id": "x", "about": "", "source": "", "snapshot": {"now": 0}, '


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_case(case: Case) -> None:
    assert differences(case, answer(case, plugins=OWN)) == []


@pytest.mark.parametrize("case", [case for case in CASES.values() if case.expect.shares], ids=lambda case: case.id)
def test_shares_of_a_lottery(case: Case) -> None:
    wins = dict.fromkeys(case.expect.shares, 0)
    for seed in range(SEEDS):
        wins[answer(case, seed=seed).ranked[0].id] += 1
    for name, share in case.expect.shares.items():
        within = 0 if share in (0, 100) else 3
        assert abs(wins[name] * 100 / SEEDS - share) <= within, (name, wins[name])


def test_there_are_many_and_each_has_its_own_name_and_a_source() -> None:
    assert len(CASES) == sum(len(read_cases(file)) for file in FILES) >= 200
    assert all(case.source and case.about for case in CASES.values())


def test_every_algorithm_has_cases() -> None:
    asked = {(isinstance(case.question, WhichOperator), tag(case)) for case in CASES.values()}
    for name in AGENT_RULES:
        assert (True, name) in asked, name
    for name in CALL_RULES:
        assert (False, name) in asked, name


@pytest.mark.parametrize(
    ("mode", "field", "values"),
    [
        ("as-asterisk", "strategy", get_args(Strategy)),
        ("as-freeswitch", "strategy", tuple(ORDERS)),
        ("as-vicidial", "next_agent_call", get_args(NextAgentCall)),
        ("as-uccx", "criterion", get_args(Criterion)),
        ("as-avaya", "group", get_args(Group)),
    ],
)
def test_every_strategy_of_a_mode_has_a_case(mode: str, field: str, values: tuple[str, ...]) -> None:
    rules = [case.question.rule for case in CASES.values() if tag(case) == mode]
    assert {getattr(rule, field) for rule in rules if hasattr(rule, field)} >= set(values)


def tag(case: Case) -> str:
    return str(case.question.rule.__struct_config__.tag)


def test_the_schema_is_that_of_the_code() -> None:
    told = json.loads((FOLDER / "schema" / "gudok-routing-1.json").read_text(encoding="utf-8"))
    now = json.loads(json.dumps(schema()))
    assert told == now, "run: ./gudok route --schema > conformance/schema/gudok-routing-1.json"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{", "truncated"),
        ('{"cases": [], "format": "gudok-routing/2", "about": ""}', "$.format"),
        (HEAD + '"question": {"which": "queue"}}', "$.question"),
        (HEAD + '"question": {"which": "call", "agent": "a", "rule": {"algorithm": "fifo", "speed": 1}}}', "speed"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_told_where(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=r"bad\.json") as caught:
        read_cases(tmp_path / "bad.json")
    assert named in str(caught.value)
