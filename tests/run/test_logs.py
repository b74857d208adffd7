from __future__ import annotations

from pathlib import Path

from gudok.run.logs import tail, trim


def test_a_log_over_the_limit_moves_aside_while_its_writer_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "engine.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"x" * 100)
        trim(log, limit=50)
        writer.write(b"after")
    assert log.read_bytes() == b"after"
    assert (tmp_path / "engine.log.1").read_bytes() == b"x" * 100


def test_tail_is_the_last_lines_that_say_something(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("one\ntwo\n\nthree\nfour\n\n")
    assert tail(log, 2) == "three | four"
    assert tail(tmp_path / "none.log") == ""
    log.write_text("old\nwrong\ntorn\nwrong\ntorn\n")
    assert tail(log) == "old | wrong | torn"
