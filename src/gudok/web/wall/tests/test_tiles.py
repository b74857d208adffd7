"""A layout is read whole, or refused with the field that is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gudok.web.wall.names import REFUSALS, refusal, title_of
from gudok.web.wall.tiles import (
    CHARTS,
    COLUMNS,
    FIGURES,
    KINDS,
    NAMELESS,
    STANDARD,
    BadTileError,
    Tile,
    overlap,
    plain,
    read,
    read_one,
)


def tile(**more: Any) -> dict[str, Any]:
    return {"id": "a", "kind": "figure", "figure": "oldest", "x": 0, "y": 0, "w": 3, "h": 3} | more


@pytest.mark.parametrize(
    ("given_tile", "field", "code"),
    [
        (tile(kind="weather"), "tiles.0.kind", "wrong"),
        (tile(x=12), "tiles.0.x", "wrong"),
        (tile(x=10), "tiles.0.w", "too_wide"),
        (tile(y=47), "tiles.0.h", "too_low"),
        (tile(id="A b"), "tiles.0.id", "wrong"),
        (tile(figure="sun"), "tiles.0.figure", "no_figure"),
        (tile(kind="chart", figure="oldest"), "tiles.0.figure", "no_figure"),
        (tile(kind="clock", figure=""), "", ""),
        (tile(kind="clock"), "tiles.0.figure", "not_here"),
        (tile(text="x"), "tiles.0.text", "not_here"),
        (tile(queues=["sales"]), "tiles.0.queues.0", "wrong"),
        (tile(limits="own"), "tiles.0.bad", "no_threshold"),
        (tile(limits="own", warn=9, bad=3), "tiles.0.bad", "not_beyond"),
        (tile(figure="sl", limits="own", warn=70, bad=80), "tiles.0.bad", "not_beyond"),
        (tile(limits="own", warn=-1), "tiles.0.warn", "wrong"),
        (tile(colour="red"), "tiles.0", "wrong"),
        ("a tile", "tiles.0", "wrong"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(given_tile: Any, field: str, code: str) -> None:
    if not code:
        assert read([given_tile])[0].kind == "clock"
        return
    with pytest.raises(BadTileError) as refused:
        read([given_tile])
    assert (refused.value.field, refused.value.code) == (field, code)
    assert refusal(refused.value)


def test_tiles_neither_share_a_name_nor_a_place() -> None:
    with pytest.raises(BadTileError, match=r"tiles\.1\.id: twice a"):
        read([tile(), tile(x=6)])
    with pytest.raises(BadTileError, match=r"tiles\.1\.x: overlap a"):
        read([tile(), tile(id="b", x=2, y=2)])
    with pytest.raises(BadTileError, match="too_many 40"):
        read([tile(id=f"a{n}", y=n, h=1) for n in range(41)])
    with pytest.raises(BadTileError, match="no_list"):
        read({"a": tile()})


def test_a_layout_is_kept_from_above_to_below_without_what_is_usual() -> None:
    kept = plain(read([tile(id="b", y=3), tile(id="c", x=3), tile(sound=False)]))
    assert [one["id"] for one in kept] == ["a", "c", "b"]
    assert kept[0] == tile()
    assert plain(read(kept)) == kept


def test_the_usual_wall_is_a_layout_like_any_other() -> None:
    assert read(plain(STANDARD)) == STANDARD
    assert {one.kind for one in NAMELESS} == {"figure", "queues"}


def test_each_kind_can_be_made_and_has_a_heading() -> None:
    for kind, of in KINDS.items():
        figure = {"chart": CHARTS[0], "figure": next(iter(FIGURES))}.get(kind, "")
        made = read_one({"id": "new", "kind": kind, "x": 0, "y": 0, "w": of.w, "h": of.h, "figure": figure})
        assert title_of(made)
    assert title_of(Tile("a", "clock", 0, 0, 1, 1, title="Москва")) == "Москва"


def test_each_refusal_is_worded() -> None:
    source = __import__("inspect").getsource(__import__("gudok.web.wall.tiles", fromlist=["read"]))
    assert [code for code in REFUSALS if f'"{code}"' not in source and code not in {"no_queue", "no_team"}] == []


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 20), st.integers(1, 12), st.integers(1, 6)), max_size=6))
def test_whatever_is_read_fits_and_overlaps_nowhere(places: list[tuple[int, int, int, int]]) -> None:
    try:
        tiles = read([tile(id=f"t{n}", x=x, y=y, w=w, h=h) for n, (x, y, w, h) in enumerate(places)])
    except BadTileError:
        return
    assert all(one.x + one.w <= COLUMNS for one in tiles)
    assert not any(overlap(one, other) for one in tiles for other in tiles if one is not other)
