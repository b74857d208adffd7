"""The format of conformance/: a snapshot, a question, the answer expected, and where it is known from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from gudok.core.ranking.catalogue import AGENT_RULES, CALL_RULES, AnyCallRule, LiveAgentRule
from gudok.core.ranking.dice import Dice
from gudok.core.ranking.rank import NONE, rank_agents, rank_calls
from gudok.core.ranking.rule import Plugins, Ranking, Rule
from gudok.core.ranking.snapshot import Snapshot

FORMAT: Literal["gudok-routing/1"] = "gudok-routing/1"


class Which(Struct, frozen=True, tag_field="which", forbid_unknown_fields=True, omit_defaults=True):
    """What is asked."""


class WhichOperator(Which, frozen=True, tag="operator"):
    """Which operator gets the call `call`. `seed`: of the dice."""

    call: str
    rule: LiveAgentRule
    seed: int = 0


class WhichCall(Which, frozen=True, tag="call"):
    """Which call the operator `agent` takes. `seed`: of the dice."""

    agent: str
    rule: AnyCallRule
    seed: int = 0


Question = WhichOperator | WhichCall


class Expect(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The answer: ids in order; who may not, each with the reason's code (all of them); how many ring at once; when
    time alone changes the answer (0: it does not); the calls overtaken for too long.

    Where only the choice is known it is `first`, and nothing else is compared. `scores` and `why` (codes) are checked
    for the ids they name. Of an algorithm with dice `shares` says instead who is first in how many per cent of many
    seeds, within 3 (and within nothing for 0 and 100).
    """

    ranked: tuple[str, ...] | UnsetType = UNSET
    first: str = ""
    passed: dict[str, str] = {}
    scores: dict[str, tuple[int, ...]] = {}
    why: dict[str, str] = {}
    together: int = 1
    again: int = 0
    alarms: tuple[str, ...] = ()
    shares: dict[str, int] = {}


class Case(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A case. `source`: the document, the source file or the paper that the expected answer follows from."""

    id: str
    about: str
    source: str
    question: Question
    snapshot: Snapshot
    expect: Expect = Expect()


class Suite(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A file of cases."""

    format: Literal["gudok-routing/1"]
    about: str
    cases: tuple[Case, ...]


class CaseError(ValueError):
    """A file that is no suite and no case, or a case that cannot be asked; the message says where."""


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file: a suite, or a single case."""
    data = path.read_bytes()
    try:
        found = msgspec.json.decode(data)
        if isinstance(found, dict) and "cases" in found:
            return msgspec.convert(found, Suite).cases
        return (msgspec.convert(found, Case),)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise CaseError(f"{path.name}: {error}") from None


def known(question: Question) -> Mapping[str, type[Rule]]:
    """The algorithms that answer such a question, by name."""
    return AGENT_RULES if isinstance(question, WhichOperator) else CALL_RULES


def with_algorithm(question: Question, name: str, options: Mapping[str, Any]) -> Question:
    """The same question to another algorithm, with settings of its own."""
    kinds = known(question)
    if name not in kinds:
        side = "operators" if isinstance(question, WhichOperator) else "calls"
        raise CaseError(f"no algorithm for {side} is named {name!r}; there are: {', '.join(sorted(kinds))}")
    try:
        rule = msgspec.convert({"algorithm": name, **options}, kinds[name])
    except msgspec.ValidationError as error:
        raise CaseError(f"{name}: {error}") from None
    return msgspec.structs.replace(question, rule=rule)


def answer(case: Case, question: Question | None = None, plugins: Plugins = NONE, seed: int | None = None) -> Ranking:
    """What Gudok says to a case."""
    asked = question or case.question
    dice = Dice(asked.seed if seed is None else seed)
    if isinstance(asked, WhichOperator):
        return rank_agents(case.snapshot, asked.call, asked.rule, dice, plugins=plugins)
    return rank_calls(case.snapshot, asked.agent, asked.rule, dice, plugins=plugins)


def differences(case: Case, got: Ranking) -> list[str]:
    """Where an answer is not the expected one; shares are not looked at."""
    want, wrong = case.expect, []
    ranked = tuple(one.id for one in got.ranked)
    if want.first:
        return [] if ranked[:1] == (want.first,) else [f"first {ranked[:1]}, expected {want.first}"]
    if want.ranked is not UNSET and ranked != want.ranked:
        wrong.append(f"ranked {ranked}, expected {want.ranked}")
    passed = {one.id: one.why.code for one in got.passed}
    if passed != want.passed:
        wrong.append(f"passed {passed}, expected {want.passed}")
    wrong += of_each(want, got)
    if not want.shares and got.together != want.together:
        wrong.append(f"together {got.together}, expected {want.together}")
    if got.again != want.again:
        wrong.append(f"again {got.again}, expected {want.again}")
    alarms = tuple(one.id for one in got.alarms)
    if alarms != want.alarms:
        wrong.append(f"alarms {alarms}, expected {want.alarms}")
    return wrong


def of_each(want: Expect, got: Ranking) -> list[str]:
    """Where a score or a reason is not the expected one."""
    found, wrong = {one.id: one for one in got.ranked}, []
    for name, score in want.scores.items():
        if name in found and found[name].score != score:
            wrong.append(f"{name}: score {found[name].score}, expected {score}")
    for name, code in want.why.items():
        if name in found and found[name].why.code != code:
            wrong.append(f"{name}: {found[name].why.code}, expected {code}")
    return wrong


def schema() -> dict[str, Any]:
    """The JSON schema of a suite, from these structs."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": FORMAT, **msgspec.json.schema(Suite)}
