from __future__ import annotations

import json
import logging
import subprocess
import sys

from gudok.logs import formatter

CALL = "c0123456789ab"
ENGINE = """
import structlog, logging
from gudok.logs import configure
configure("{form}")
log = structlog.get_logger()
log.warning("cannot ring", call="c0123456789ab", agent="o1")
log.warning("command failed", command="RingAgent(call='c0123456789ab')")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("turn failed")
logging.getLogger("library").warning("odd thing")
"""


def lines(form: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", ENGINE.format(form=form)], capture_output=True, text=True, check=True)
    return [*done.stdout.splitlines(), *done.stderr.splitlines()]


def test_every_line_is_an_object_and_names_its_call() -> None:
    told = [json.loads(line) for line in lines("json")]
    assert [line["event"] for line in told] == ["cannot ring", "command failed", "turn failed", "odd thing"]
    assert [line.get("call") for line in told] == [CALL, CALL, None, None]
    assert "ZeroDivisionError" in told[2]["exception"]
    assert all(line["at"].startswith("20") and line["level"] for line in told)


def test_as_text_people_read_it() -> None:
    told = "\n".join(lines("text"))
    assert "cannot ring" in told
    assert CALL in told
    assert "\x1b" not in told


def test_the_webs_lines_name_the_call_of_the_address() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (f"/calls/{CALL}/",), None)
    record.status_code = 404
    told = json.loads(formatter("json").format(record))
    assert (told["call"], told["status_code"], told["logger"]) == (CALL, 404, "django.request")
    assert "Not Found" in formatter("text").format(record)
