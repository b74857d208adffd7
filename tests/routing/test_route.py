"""`gudok route` as somebody uses it from outside, and functions of the house's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gudok.core.ranking.agents.own import PluginError
from gudok.core.ranking.catalogue import AGENT_RULES, CALL_RULES
from gudok.core.ranking.dice import Dice
from gudok.core.ranking.rank import UnknownIdError, rank_agents
from gudok.core.ranking.snapshot import Snapshot
from gudok.route.case import answer, read_cases
from gudok.route.cli import main

ROOT = Path(__file__).parents[2]
CASES = ROOT / "conformance" / "cases"
STANDING = str(CASES / "agents" / "standing.json")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_case_is_told_in_russian_and_english() -> None:
    russian = run(STANDING, "--case", "cisco-table-least")
    assert russian.exit_code == 0, russian.output
    assert "→ 1. C" in russian.output
    assert "наименее опытный из подходящих" in russian.output
    assert "✓ как ожидалось" in russian.output
    english = run(STANDING, "--case", "cisco-table-least", "--lang", "en")
    assert "the least skilled who is skilled enough" in english.output


def test_another_algorithm_for_the_same_case() -> None:
    told = run(STANDING, "--case", "cisco-table-least", "--algorithm", "longest-idle", "--lang", "en")
    assert told.output.index("1. A") < told.output.index("2. C") < told.output.index("3. B")
    assert "as expected" not in told.output, "the expected answer is that of the case's own rule"


def test_who_may_not_is_told_with_the_reason() -> None:
    told = run(str(CASES / "eligibility.json"), "--case", "skill-too-low", "--lang", "en")
    assert "–  anna" in told.output
    assert "a skill is missing, or its level is too low (wanted: 5, has: 4, english)" in told.output


def test_all_cases_are_compared_at_once() -> None:
    told = run("--check", str(CASES))
    assert told.exit_code == 0, told.output
    assert "0 wrong, 2 left out" in told.output, "those of functions that are not installed"


def test_a_wrong_answer_is_an_error(tmp_path: Path) -> None:
    suite = json.loads(Path(STANDING).read_text(encoding="utf-8"))
    suite["cases"][0]["expect"]["ranked"].reverse()
    (tmp_path / "wrong.json").write_text(json.dumps(suite), encoding="utf-8")
    told = run("--check", str(tmp_path))
    assert told.exit_code == 1
    assert "rank: ranked (" in told.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a file or a folder"),
        ((STANDING, "--case", "nobody"), "no case is named 'nobody'"),
        ((STANDING, "--algorithm", "fastest-ever"), "no algorithm for operators is named 'fastest-ever'"),
        ((STANDING, "--algorithm", "fewest-calls", "--set", "window=1"), "Expected `str`, got `int` - at `$.window`"),
        ((STANDING, "--algorithm", "fewest-calls", "--set", "speed=1"), "unknown field `speed`"),
        ((STANDING, "--set", "per=sum"), "--set goes with --algorithm"),
        ((STANDING, "--algorithm", "rank", "--set", "per"), "is not NAME=VALUE"),
        ((STANDING, "--algorithm", "custom", "--set", "function=mine"), "no routing function is named 'mine'"),
        ((STANDING, "--algorithm", "as-taskrouter", "--set", 'targets=[{"order_by":"level up"}]'), "'level up' is not"),
        ((STANDING, "--algorithm", "criteria", "--set", 'steps=[{"needs":"a >"}]'), "a value was expected"),
    ],
)
def test_mistakes_are_told(arguments: tuple[str, ...], said: str) -> None:
    told = run(*arguments)
    assert told.exit_code != 0
    assert said in told.output


def test_a_case_that_cannot_be_asked_is_wrong_and_the_others_are_compared(tmp_path: Path) -> None:
    suite = json.loads(Path(STANDING).read_text(encoding="utf-8"))
    suite["cases"][0]["question"]["call"] = "c9"
    suite["cases"][1]["question"]["rule"] = {"algorithm": "criteria", "steps": [{"needs": "a >"}]}
    (tmp_path / "wrong.json").write_text(json.dumps(suite), encoding="utf-8")
    told = run("--check", str(tmp_path))
    assert told.exit_code == 1
    assert "the snapshot has no 'c9'" in told.output
    assert "a value was expected: character 4" in told.output
    assert f"{len(suite['cases'])} cases, 2 wrong" in told.output


def test_names_and_schema() -> None:
    listed = run("--list").output
    assert all(name in listed for name in (*AGENT_RULES, *CALL_RULES))
    assert json.loads(run("--schema").output)["$id"] == "gudok-routing/1"


def test_a_function_of_the_house_is_found_by_its_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an installed package has it: a module, and a dist-info beside it that names the function."""
    (tmp_path / "company_routing.py").write_text(
        "def shortest_name(view, call, able, dice, settings):\n"
        "    return {agent.id: len(agent.id) for agent, own in able if len(agent.id) <= settings['longest']}\n",
        encoding="utf-8",
    )
    info = tmp_path / "company_routing-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: company-routing\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[gudok.routing]\nshortest_name = company_routing:shortest_name\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    told = run(str(CASES / "agents" / "own.json"), "--case", "custom", "--lang", "en")
    assert told.exit_code == 0, told.output
    assert "✓ as expected" in told.output


@pytest.mark.parametrize("answer_", [[1], {"anna": "first"}, {"anna": 1.5}, {"anna": ()}])
def test_a_function_that_gives_no_scores_is_told_by_name(answer_: object) -> None:
    case = next(one for one in read_cases(CASES / "agents" / "own.json") if one.id == "custom")
    with pytest.raises(PluginError, match="shortest_name"):
        answer(case, plugins={"shortest_name": lambda *_: answer_})


def test_an_unknown_call_is_told() -> None:
    with pytest.raises(UnknownIdError, match="'c9'"):
        rank_agents(Snapshot(0), "c9", AGENT_RULES["longest-idle"](), Dice(0))


@pytest.mark.parametrize("page", ["routing.md", "routing.ru.md"])
def test_every_algorithm_has_its_line_in_the_docs(page: str) -> None:
    operators, _, calls = (ROOT / "docs" / page).read_text(encoding="utf-8").partition("`strict` |")
    assert [name for name in AGENT_RULES if f"| `{name}`" not in operators + calls] == []
    assert [name for name in CALL_RULES if f"`{name}`" not in "`strict`" + calls] == []
