"""A script: what is wrong with it is told by its step; the way through it is the answers' alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert
from msgspec.structs import replace

from gudok.core.scripts.check import check
from gudok.core.scripts.script import AnyStep, Branch, Choice, End, Objection, Question, Say, Script
from gudok.core.scripts.walk import Told, Walk, fields, fits, follow, kept, missing
from gudok.core.scripts.words import Piece, pieces, variables

if TYPE_CHECKING:
    from collections.abc import Iterator

SALES = Script(
    "s1",
    "Sales",
    "hello",
    (
        Say("hello", "{greeting}! {operator}, {company}.", aloud=True, required=True, next="time"),
        Choice("time", "Is it a good time?", keep="Ready", answers=(Branch("Yes", "what"), Branch("No", "later"))),
        Question("later", "When shall I call?", required=True, keep="Later", of="date", next="thanks"),
        Question("what", "What do you need, {name|dear customer}?", required=True, keep="Wish", next="more"),
        Choice("more", "Anything else?", answers=(Branch("Yes", "what"), Branch("No", "card"))),
        Say("card", "The card's number, please.", pause=True, next="thanks"),
        End("thanks", "Thank you, you asked for {Wish|nothing}.", required=True),
    ),
    (Objection("dear", "Too dear", "Let us count, {name}."),),
)


def problems(script: Script) -> list[tuple[str, str, str]]:
    return [(one.code, one.node, one.of) for one in check(script)]


def changed(wanted: str, **values: Any) -> Script:
    return replace(SALES, steps=tuple(replace(one, **values) if one.id == wanted else one for one in SALES.steps))


def test_a_whole_script_has_nothing_wrong() -> None:
    assert check(SALES) == []
    assert fields(SALES) == ["Ready", "Later", "Wish"]


@pytest.mark.parametrize(
    ("script", "found"),
    [
        (replace(SALES, start=""), ("no_start", "", "")),
        (changed("hello", next="gone"), ("nowhere", "hello", "gone")),
        (changed("hello", next="what"), ("unreached", "time", "")),
        (changed("hello", text="{nmae}"), ("unknown_variable", "hello", "nmae")),
        (changed("hello", text="{}"), ("unknown_variable", "hello", "")),
        (changed("hello", text=" "), ("no_text", "hello", "")),
        (changed("hello", text="x" * 4001), ("long_text", "hello", "4000")),
        (changed("time", answers=()), ("no_answers", "time", "")),
        (changed("time", answers=(Branch("", "what"), Branch("No", "later"))), ("no_answer", "time", "")),
        (changed("time", answers=(Branch("No", "what"), Branch("No", "later"))), ("doubled_answer", "time", "No")),
        (changed("what", keep=""), ("no_keep", "what", "")),
        (changed("what", keep="1st"), ("bad_keep", "what", "1st")),
        (changed("what", keep="Имя"), ("taken_keep", "what", "Имя")),
        (changed("time", id="what"), ("doubled", "what", "what")),
        (changed("time", id=""), ("no_id", "", "")),
        (replace(SALES, objections=(Objection("dear", "", "Well."),)), ("no_says", "dear", "")),
        (replace(SALES, objections=(Objection("dear", "Dear", "{x}"),)), ("unknown_variable", "dear", "x")),
    ],
)
def test_what_is_wrong_names_its_step(script: Script, found: tuple[str, str, str]) -> None:
    assert found in problems(script)


def test_ten_answers_have_no_digits() -> None:
    script = changed("time", answers=tuple(Branch(str(n), "what") for n in range(10)))
    assert ("many_answers", "time", "9") in problems(script)


def test_without_an_end_each_step_that_cannot_end_is_named() -> None:
    script = replace(
        SALES, steps=(*SALES.steps[:-1], Choice("thanks", "Again?", answers=(Branch("Yes", "hello"),))), objections=()
    )
    assert {code for code, _, _ in problems(script)} == {"no_end"}
    assert len(problems(script)) == len(SALES.steps)


def test_a_loop_without_an_answer_is_told_from_one_with() -> None:
    """«More? Yes» leads back and is well; card and question asking each other for ever are not."""
    script = changed("what", next="card")
    steps = tuple(replace(one, next="what") if one.id == "card" else one for one in script.steps)
    found = problems(replace(script, steps=steps))
    assert [(code, step) for code, step, _ in found if code == "silent_loop"] == [
        ("silent_loop", "what"),
        ("silent_loop", "card"),
    ]


def told(*given_: tuple[str, str]) -> tuple[Told, ...]:
    return tuple(Told(*one) for one in given_)


def test_the_way_is_the_answers() -> None:
    way = told(("hello", ""), ("time", "Yes"), ("what", "Tea"), ("more", "Yes"), ("what", "Coffee"))
    found = follow(SALES, way)
    assert found == Walk(way, "more")
    assert kept(SALES, found.told) == {"Ready": "Yes", "Wish": "Coffee"}
    whole = follow(SALES, (*way, *told(("more", "No"), ("card", ""), ("thanks", ""))))
    assert whole.here == ""
    assert missing(SALES, whole) == []


def test_what_does_not_fit_the_script_is_left_out() -> None:
    assert follow(SALES, told(("hello", ""), ("time", "Maybe"), ("what", "Tea"))) == Walk(told(("hello", "")), "time")
    assert follow(SALES, told(("time", "Yes"))) == Walk((), "hello")


@pytest.mark.parametrize(
    ("step", "answer", "good"),
    [
        (Question("q", of="number"), "12,5", True),
        (Question("q", of="number"), "a dozen", False),
        (Question("q", of="date"), "2026-12-01", True),
        (Question("q", of="date"), "1 December", False),
        (Question("q", of="date"), "20261201", False),
        (Question("q"), "", True),
        (Question("q", required=True), "", False),
        (Question("q"), "  ", False),
        (Say("s"), "x", False),
    ],
)
def test_an_answer_is_of_its_kind(step: AnyStep, answer: str, good: bool) -> None:
    assert fits(step, answer) is good


def test_a_required_step_is_missing_until_it_is_behind_or_led_past() -> None:
    assert missing(SALES, follow(SALES, ())) == ["hello", "thanks"], "which question comes is not known yet"
    assert missing(SALES, follow(SALES, told(("hello", ""), ("time", "No")))) == ["later", "thanks"]
    assert missing(SALES, follow(SALES, told(("hello", ""), ("time", "Yes")))) == ["what", "thanks"]


def test_variables_have_russian_names_and_a_word_for_the_unknown() -> None:
    assert list(pieces("{Приветствие}, {имя|уважаемый клиент}!")) == [
        Piece("", "greeting"),
        Piece(", "),
        Piece("уважаемый клиент", "name"),
        Piece("!"),
    ]
    assert variables("{ город  доставки } {город доставки} {name}") == ["город доставки", "name"]


# Scripts of any shape: nobody stands where the answers have not led; what is called missing is on every way.

IDS = [f"s{n}" for n in range(5)]
TO = st.sampled_from(IDS)
FLAGS = {"required": st.booleans(), "pause": st.booleans()}


def steps_of(id_: str) -> st.SearchStrategy[AnyStep]:
    branches = st.lists(TO, min_size=1, max_size=3).map(
        lambda ways: tuple(Branch(str(n), to) for n, to in enumerate(ways))
    )
    return st.one_of(
        st.builds(Say, st.just(id_), st.just("x"), next=TO, **FLAGS),
        st.builds(Choice, st.just(id_), st.just("x"), keep=st.just("a"), answers=branches, **FLAGS),
        st.builds(Question, st.just(id_), st.just("x"), keep=st.just("b"), next=TO, **FLAGS),
        st.builds(End, st.just(id_), st.just("x"), **FLAGS),
    )


SCRIPTS = st.tuples(*(steps_of(id_) for id_ in IDS)).map(lambda steps: Script("x", "X", "s0", steps))


@st.composite
def walked(draw: st.DrawFn) -> tuple[Script, Walk]:
    """A script and an operator somewhere in it."""
    script = draw(SCRIPTS)
    way: tuple[Told, ...] = ()
    for _ in range(draw(st.integers(0, 12))):
        here = follow(script, way).here
        step = script.step(here) if here else None
        if step is None:
            break
        answers = [one.answer for one in step.answers] if isinstance(step, Choice) else [""]
        answers = ["Tea"] if isinstance(step, Question) else answers
        way = (*way, Told(step.id, draw(st.sampled_from(answers))))
    return script, follow(script, way)


@given(walked())
def test_each_answer_leads_on_and_going_back_is_taking_the_last_away(made: tuple[Script, Walk]) -> None:
    script, walk = made
    for n in range(len(walk.told)):
        part = follow(script, walk.told[:n])
        assert (part.told, part.here) == (walk.told[:n], walk.told[n].step)
    assert follow(script, walk.told) == walk
    if walk.here == "":
        assert isinstance(script.step(walk.told[-1].step), End)


@given(walked(), st.lists(st.tuples(TO, st.sampled_from(["", "0", "Tea"])).map(lambda one: Told(*one)), max_size=8))
def test_nonsense_never_leads_anywhere(made: tuple[Script, Walk], more: list[Told]) -> None:
    script, walk = made
    found = follow(script, [*walk.told, *more])
    assert found.told[: len(walk.told)] == walk.told
    assert all(fits(script.step(one.step), one.answer) for one in found.told)  # type: ignore[arg-type]


@given(walked())
def test_who_goes_to_an_end_has_met_all_that_was_missing(made: tuple[Script, Walk]) -> None:
    """Every simple way on to an end goes through each step that is called missing, and misses each that is not."""
    script, walk = made
    ways = list(all_ways(script, walk.here, ())) if walk.here else []
    if not ways:
        return
    behind = {one.step for one in walk.told}
    on_all = [step.id for step in script.steps if step.required and all(step.id in way for way in ways)]
    assert missing(script, walk) == [one for one in on_all if one not in behind]


def all_ways(script: Script, here: str, way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The ways to an end that meet no step twice."""
    step = script.step(here)
    if step is None or here in way:
        return
    if isinstance(step, End):
        yield (*way, here)
    for to in step.exits().values():
        yield from all_ways(script, to, (*way, here))


@given(SCRIPTS)
def test_a_script_without_problems_can_always_be_ended(script: Script) -> None:
    if not [one for one in check(script) if one.code in ("no_end", "silent_loop", "nowhere")]:
        assert all_ways_end(script)


def all_ways_end(script: Script) -> bool:
    reached = {one for way in all_ways(script, script.start, ()) for one in way}
    return all(next(iter(all_ways(script, one, ())), None) for one in reached)


@given(walked())
def test_what_is_kept_survives_the_file(made: tuple[Script, Walk]) -> None:
    script, walk = made
    sent = [[one.step, one.answer] for one in walk.told]
    again = convert(sent, tuple[Told, ...])
    assert follow(script, again) == walk
    assert kept(script, again) == kept(script, walk.told)
