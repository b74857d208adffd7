"""The language of conditions: what is wrong is told where; whatever is read is decided without an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gudok.core.ranking.expression import DEEPEST, LONGEST, ExpressionError, of_agent, read


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "a value was expected: character 1"),
        ("cards >", "a value was expected: character 8"),
        ("cards > 3)", "the end was expected: character 10"),
        ("(cards > 3", "a closing bracket was expected"),
        ("cards > 3 loans", "the end was expected: character 11, at 'loans'"),
        ("cards ? 3", "no word of the language: character 6"),
        ("cards not > 3", "in, has or contains was expected after not"),
        ("cards in [1 2]", "a comma was expected"),
        ("name = 'open", "no word of the language"),
        ("(" * (DEEPEST + 2) + "1" + ")" * (DEEPEST + 2), "brackets within each other"),
        ("not " * (DEEPEST + 2) + "1", "brackets within each other"),
        ("1 or " * LONGEST + "1", f"at most {LONGEST} characters"),
    ],
)
def test_what_is_wrong_is_told_where(text: str, where: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        read(text)
    assert where in str(caught.value)


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("1", True), ("0", False), ("-1", False), ("true", True), ("FALSE", False), ("not 0", True), ("!1", False),
        ("1 = 1 and 2 > 1", True), ("1 or 1 and 0", True), ("(1 or 1) and 0", False), ("'a' = \"a\"", True),
        ("'a' < 'b'", True), ("x", True), ("y", False), ("x = 5", True), ("x != 5", False), ("y != 5", True),
        ("x in [1, 5]", True), ("x not in [1, 5]", False), ("l has 'a'", True), ("l not has 'z'", True),
        ("t contains 'ell'", True), ("t not contains 'x'", True), ("x contains 5", False), ("[1] has 1", True),
        ("[] has 1", False), ("x >= 5 & x <= 5", True), ("a.b.c = 7", True), ("not (x = 5 | 0)", False),
    ],
)  # fmt: skip
def test_meaning(text: str, true: bool) -> None:
    names = {"x": 5, "l": ("a", "b"), "t": "hello", "a.b.c": 7}
    assert read(text).holds(names.get) is true


words = st.sampled_from(
    ["a", "b.c", "1", "-2", "'t'", "and", "or", "not", "in", "has", "contains", "(", ")", "[", "]", ",", "=", "<", "!"]
)


@given(st.lists(words, max_size=14), st.none() | st.integers() | st.text(max_size=3) | st.just(("t",)))
def test_it_is_read_or_refused_and_never_fails_otherwise(parts: list[str], value: object) -> None:
    try:
        found = read(" ".join(parts))
    except ExpressionError:
        return
    assert found.holds(lambda name: value) in (True, False)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ('agent.group = "north"', True),
        ("cards >= 2 and skill.loans", True),
        ("worker.level < 3 or true", True),
        ("cards > 1 and waited > 30", False),
        ("call.vip or cards", False),
        ("queue.waiting > 2", False),
        ("cards >=", False),
        ("", False),
    ],
)
def test_what_asks_of_the_operator_alone_is_known_by_its_names(text: str, alone: bool) -> None:
    """So that it is asked of an operator once, and not for each call."""
    assert of_agent(text) is alone
