"""SIPp: the telephones that answer, the callers who call."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bench.calls.world import HOST

if TYPE_CHECKING:
    from bench.calls.process import Group
    from bench.calls.voice import Voice
    from bench.calls.world import Ports
    from gudok.edges.asterisk.words import Phone

SCENARIOS = Path(__file__).with_name("scenarios")
FINE = ("-timer_resol", "1", "-l", "5000")
ATTEMPTS = 3
LATE_S = 15
"""How long after the last call was due a run may still take."""


class Calls(msgspec.Struct):
    """What callers are to do: `number` calls at `rate` a second, each for `talk_ms`, to a number called."""

    did: str
    rate: int
    number: int
    talk_ms: int


class Log(msgspec.Struct):
    """What the callers wrote: caller's number → when he called (UTC nanoseconds), and who ended in good order."""

    began: dict[str, int]
    ended: set[str]


class Sipp:
    """SIPp against one centre's Asterisk."""

    def __init__(self, home: Path, group: Group, ports: Ports, sip_port: int) -> None:
        self.home, self.group, self.ports = home, group, ports
        self.target = f"{HOST}:{sip_port}"
        self.phones_port = ports.one()
        self.answering: asyncio.subprocess.Process | None = None
        self.runs = 0

    def argv(self, scenario: str, *more: str) -> list[str]:
        program = shutil.which("sipp") or "sipp"
        return [program, self.target, "-sf", str(SCENARIOS / f"{scenario}.xml"), "-i", HOST, "-nostdin", *more]

    async def phones(self, phones: Sequence[Phone], voice: Voice) -> None:
        """Register every telephone for ten minutes and let them answer; raises RuntimeError when one is refused.

        Asterisk rings a telephone where its registration came from, so both programs have the same port in turn.
        """
        if self.answering is not None:
            await self.group.end(self.answering)
        port = ["-p", str(self.phones_port)]
        lines = [f"{p.endpoint};[authentication username={p.endpoint} password={p.secret}]" for p in phones]
        more = ["-inf", str(self.csv("phones", lines)), "-m", str(len(phones)), "-r", "400", "-timeout", "20"]
        for _ in range(ATTEMPTS):
            process = await self.group.start("register", self.argv("register", *port, *more))
            if not await asyncio.wait_for(process.wait(), 25):
                break
        else:
            raise RuntimeError(f"the telephones could not register: {tail(self.group.logs / 'register.log')}")
        more = ["-key", "mouth", str(voice.mouth_port), "-trace_logs", "-log_file", str(voice.pipe)]
        self.answering = await self.group.start("phones", self.argv("phones", *port, *more, *FINE))

    async def call(self, calls: Calls, numbers: Sequence[str], voice: Voice) -> Log:
        """Make the calls and wait until all are over."""
        self.runs += 1
        log = self.home / f"callers-{self.runs}.txt"
        more = ["-p", str(self.ports.one()), "-s", calls.did, "-key", "ear", str(voice.ear_port)]
        more += ["-inf", str(self.csv("callers", numbers)), "-m", str(calls.number), "-r", str(calls.rate)]
        more += ["-d", str(calls.talk_ms), "-trace_logs", "-log_file", str(log), *FINE]
        seconds = calls.number / calls.rate + calls.talk_ms / 1000 + LATE_S
        process = await self.group.start("callers", self.argv("callers", *more, "-timeout", f"{seconds:.0f}"))
        try:
            await asyncio.wait_for(process.wait(), seconds + 10)
        except TimeoutError:
            # Overloaded, SIPp outstays its limit; the calls that did not end count as failed.
            await self.group.end(process)
        return read(log)

    def csv(self, name: str, lines: Sequence[str]) -> Path:
        path = self.home / f"{name}.csv"
        path.write_text("\n".join(["SEQUENTIAL", *lines]) + "\n")
        return path


def tail(log: Path) -> str:
    """The end of what a program said."""
    return log.read_text(errors="replace")[-500:].strip()


def read(log: Path) -> Log:
    """The callers' log as it stands."""
    found = Log({}, set())
    for line in log.read_text().splitlines() if log.exists() else ():
        what, number, *when = line.split()
        if what == "began":
            seconds, micros = (int(float(part)) for part in when)
            found.began[number] = seconds * 1_000_000_000 + micros * 1000
        else:
            found.ended.add(number)
    return found
