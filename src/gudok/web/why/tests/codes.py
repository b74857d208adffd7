"""Every reason code that stands in the source of core and engine, found by reading it."""

from __future__ import annotations

import ast
from pathlib import Path

import gudok
from gudok.core.ranking.catalogue import CODES as CHOICES
from gudok.core.words import ENDS

SOURCE = Path(gudok.__file__).parent
SAYS_A_CODE = {"Refusal": 0, "Reason": 0, "refuse": 2, "wake": 2, "Candidate": 1, "Answer": 1, "Reply": 1}
"""Calls that take a code, and at which place."""
FORMED = {
    "offer_{outcome}": ("offer_declined", "offer_missed", "offer_unreachable", "offer_failed", "offer_lost"),
    "consult_{outcome}": ("consult_declined", "consult_missed", "consult_unreachable", "consult_lost"),
    "outside_{outcome}": ("outside_declined", "outside_missed", "outside_unreachable", "outside_lost"),
    "answered_{mode.kind}": ("answered_transfer", "answered_bounce", "answered_comeback", "answered_taken"),
    "asked_{ask.how}": ("asked_listen", "asked_whisper", "asked_barge", "asked_take"),
    "forced_{ask.to}": ("forced_ready", "forced_pause", "forced_leave"),
}
"""Codes put together at run time, by their pattern."""


def codes_in_source() -> set[str]:
    """All codes; fails when one is formed in a way this test does not know."""
    found: set[str] = {*ENDS, *CHOICES}
    for folder in ("core", "engine", "edges/bus"):
        for path in (SOURCE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    found |= _codes(node)
    return found


def _codes(call: ast.Call) -> set[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    place = SAYS_A_CODE.get(name)
    if place is None or len(call.args) <= place:
        return set()
    return _values(call.args[place])


def _values(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return _values(node.body) | _values(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return set(FORMED[ast.unparse(node)[2:-1]])
    # A name or an attribute carries a code that was written down elsewhere.
    return set()
