from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from gudok.ports import can_bind, free_port, is_free


@pytest.fixture(params=[socket.SOCK_STREAM, socket.SOCK_DGRAM])
def taken(request: pytest.FixtureRequest) -> Iterator[tuple[int, int]]:
    """A kind of socket and a port that is held by it."""
    with socket.socket(socket.AF_INET, request.param) as holder:
        holder.bind(("127.0.0.1", 0))
        if request.param == socket.SOCK_STREAM:
            holder.listen()
        yield request.param, holder.getsockname()[1]


def test_a_held_port_is_not_free_and_the_next_one_is_taken(taken: tuple[int, int]) -> None:
    kind, port = taken
    assert not can_bind("127.0.0.1", port, kind)
    assert not is_free("127.0.0.1", port, udp=True)
    assert free_port("127.0.0.1", port, udp=True) > port


def test_a_port_held_for_udp_only_is_free_for_tcp() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as holder:
        holder.bind(("127.0.0.1", 0))
        assert is_free("127.0.0.1", holder.getsockname()[1])
