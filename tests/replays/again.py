"""Decides journals (files of one turn a line) again and compares bit for bit; says nothing when all is the same."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import Turn

decoder = msgspec.json.Decoder(Turn)


def main() -> None:
    for name in sys.argv[1:]:
        state = State()
        for line in Path(name).read_bytes().splitlines():
            turn = decoder.decode(line)
            again = msgspec.json.encode(Turn(turn.n, turn.came, step(state, turn.came)))
            if again != line:
                sys.exit(f"{name}, turn {turn.n}:\n  stored {line.decode()}\n  now    {again.decode()}")


if __name__ == "__main__":
    main()
