"""A small language for who fits what: `english >= 3 and (site = "north" or waited > 60000)`.

Words after Wazo's skill rules (`technic & (os > 29 | lang < 40)`) and TaskRouter's (`worker.id IN task.preferred`).
A bare name is the operator's level of that skill, 0 if she has none. `agent.x` (or `worker.x`), `call.x` (or `task.x`)
and `queue.x` are their fields, attributes and figures; what is not there is no value and compares as false. `waited` is
how long the call has waited (ms). Operators: `= == != < <= > >= in, has, contains, not in, not has, and, or, not`, and
`& | !`. Nothing is called, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

LONGEST = 2_000
"""Characters of an expression at the most."""
DEEPEST = 40
"""Brackets within brackets at the most."""

Names = Callable[[str], Any]
"""What a name stands for; `None` for nothing."""
Meaning = Callable[[Names], Any]

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+)|(?P<text>"[^"]*"|'[^']*')|(?P<name>[^\W\d][\w-]*(?:\.[\w-]+)*)"""
    r"""|(?P<sign>==|!=|<=|>=|[=<>()\[\],&|!]))"""
)
_WORDS = {"and": "&", "or": "|", "not": "!", "in": "in", "has": "has", "contains": "contains"}
_CONSTANTS = {"true": True, "false": False}


OF_AGENT, WAITED = frozenset({"agent", "worker", "skill"}), "waited"
"""What is asked of an operator: these, and a bare name, which is a skill; but for the call's wait."""


class ExpressionError(ValueError):
    """The text is no expression; the message says where and why."""


class Expression:
    """An expression that has been read."""

    __slots__ = ("_meaning", "named", "text")

    def __init__(self, text: str, meaning: Meaning, named: frozenset[str]) -> None:
        self.text, self.named = text, named
        self._meaning = meaning

    def holds(self, names: Names) -> bool:
        """Whether it is true (a number: whether it is above 0) where names mean what `names` says."""
        return _true(self._meaning(names))


@lru_cache(maxsize=4096)
def read(text: str) -> Expression:
    """Read an expression, or raise ExpressionError."""
    if len(text) > LONGEST:
        raise ExpressionError(f"an expression has at most {LONGEST} characters, not {len(text)}")
    reader = _Reader(text)
    meaning = reader.either(0)
    if reader.kind:
        raise reader.wrong("the end was expected")
    return Expression(text, meaning, frozenset(reader.named))


@lru_cache(maxsize=4096)
def of_agent(text: str) -> bool:
    """Whether an expression asks of the operator alone, and so holds of her for every call or for none.

    What is no expression is not: it is found wrong where it is asked.
    """
    try:
        named = read(text).named
    except ExpressionError:
        return False
    return all(name.partition(".")[0] in OF_AGENT if "." in name else name != WAITED for name in named)


class _Reader:
    """Recursive descent: or, and, not, comparison, value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = self.start = 0
        self.kind = self.token = ""
        self.named: set[str] = set()
        self.next()

    def next(self) -> None:
        found = _TOKEN.match(self.text, self.at)
        if found is None:
            self.start, self.kind, self.token = self.at, "", ""
            if self.text[self.at :].strip():
                raise self.wrong("this is no word of the language")
            return
        self.kind = str(found.lastgroup)
        self.start, self.at = found.start(self.kind), found.end()
        self.token = found[self.kind]
        if self.kind == "name" and self.token.lower() in _WORDS:
            self.kind, self.token = "sign", _WORDS[self.token.lower()]

    def wrong(self, what: str) -> ExpressionError:
        near = self.text[self.start : self.start + 20]
        return ExpressionError(f"{what}: character {self.start + 1}, at {near!r}")

    def took(self, *signs: str) -> str:
        """Step over one of these signs and return it, or return nothing."""
        if self.kind == "sign" and self.token in signs:
            sign = self.token
            self.next()
            return sign
        return ""

    def either(self, depth: int) -> Meaning:
        parts = [self.both(depth)]
        while self.took("|"):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else lambda names: any(_true(part(names)) for part in parts)

    def both(self, depth: int) -> Meaning:
        parts = [self.inverse(depth)]
        while self.took("&"):
            parts.append(self.inverse(depth))
        return parts[0] if len(parts) == 1 else lambda names: all(_true(part(names)) for part in parts)

    def inverse(self, depth: int) -> Meaning:
        if depth > DEEPEST:
            raise self.wrong(f"more than {DEEPEST} brackets within each other")
        if self.took("!"):
            inner = self.inverse(depth + 1)
            return lambda names: not _true(inner(names))
        return self.comparison(depth)

    def comparison(self, depth: int) -> Meaning:
        left = self.value(depth)
        turned = bool(self.took("!"))
        sign = self.took("=", "==", "!=", "<", "<=", ">", ">=", "in", "has", "contains")
        if not sign:
            if turned:
                raise self.wrong("in, has or contains was expected after not")
            return left
        if turned and sign not in {"in", "has", "contains"}:
            raise self.wrong("in, has or contains was expected after not")
        right, compare = self.value(depth), _COMPARE[sign]
        return lambda names: compare(left(names), right(names)) != turned

    def value(self, depth: int) -> Meaning:
        kind, token = self.kind, self.token
        if self.took("("):
            inner = self.either(depth + 1)
            if not self.took(")"):
                raise self.wrong("a closing bracket was expected")
            return inner
        if self.took("["):
            return self.listed(depth)
        if kind in {"number", "text"}:
            self.next()
            constant: Any = int(token) if kind == "number" else token[1:-1]
            return lambda names: constant
        if kind != "name":
            raise self.wrong("a value was expected")
        self.next()
        if token.lower() in _CONSTANTS:
            truth = _CONSTANTS[token.lower()]
            return lambda names: truth
        self.named.add(token)
        return lambda names: names(token)

    def listed(self, depth: int) -> Meaning:
        parts: list[Meaning] = []
        while not self.took("]"):
            if parts and not self.took(","):
                raise self.wrong("a comma was expected")
            parts.append(self.value(depth + 1))
        return lambda names: tuple(part(names) for part in parts)


def _true(value: Any) -> bool:
    return value > 0 if isinstance(value, int) else bool(value)


def _among(one: Any, many: Any) -> bool:
    return one is not None and isinstance(many, tuple) and one in many


def _contains(whole: Any, part: Any) -> bool:
    if isinstance(whole, str) and isinstance(part, str):
        return part in whole
    return _among(part, whole)


def _ordered(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def compare(left: Any, right: Any) -> bool:
        alike = (isinstance(left, int) and isinstance(right, int)) or (isinstance(left, str) and isinstance(right, str))
        return alike and test(left, right)

    return compare


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right and left is not None,
    "==": lambda left, right: left == right and left is not None,
    "!=": lambda left, right: left != right,
    "<": _ordered(lambda left, right: bool(left < right)),
    "<=": _ordered(lambda left, right: bool(left <= right)),
    ">": _ordered(lambda left, right: bool(left > right)),
    ">=": _ordered(lambda left, right: bool(left >= right)),
    "in": _among,
    "has": lambda left, right: _among(right, left),
    "contains": _contains,
}
