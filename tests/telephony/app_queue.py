"""Asterisk's own app_queue with real telephones: what it holds of its members is read from it as our snapshot.

Members' states, penalties, pauses and counts come from `queue show`; whom it rings, by which number, and where its walk
stands («Next is») from its own debug log. Nothing is worked out here that app_queue would have had to work out.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from telephony.private import PrivateAsterisk

from gudok.core.ranking.snapshot import Agent, Call, Membership, Pointer, Queue, Snapshot, Tally
from gudok.edges.asterisk.config.dialplan import INBOUND, NOWHERE
from gudok.edges.asterisk.config.render import modules_of, write
from gudok.edges.asterisk.console import console

sys.path.append(str(Path(__file__).resolve().parents[2]))

from bench.calls.app_queue import HEARD
from gudok.edges.asterisk.config.base import UNHEARD, logger_conf, stasis_conf
from gudok.edges.asterisk.config.modules import modules_conf

LOG = "app_queue.log"
NOW = 1_000_000_000
"""Any moment will do for a snapshot: app_queue tells how long ago things were."""
STATES = {"Not in use": "ready", "Ringing": "ringing", "In use": "talking", "Busy": "talking", "On Hold": "talking"}
SAID = re.compile(r"(Trying|Next is) 'PJSIP/(\w+)' with metric (-?\d+)")


class Own(NamedTuple):
    """A queue of app_queue: its members in the order of the list, each with a penalty."""

    name: str
    strategy: str
    members: Sequence[tuple[str, int]]
    weight: int = 0


class Said(NamedTuple):
    """What app_queue wrote of a member: it is `Trying` her, or hers is the turn that `Next is`; by which number."""

    what: str
    member: str
    metric: int


class QueueAsterisk(PrivateAsterisk):
    """A private Asterisk with queues. Callers dial a queue's name (after `vip-` with a priority of 5), or a member."""

    def __init__(self, folder: Path, queues: Sequence[Own]) -> None:
        super().__init__(folder)
        self.log, self.read = self.place.log / LOG, 0
        self.spoken: list[Said] = []
        self.turn = asyncio.Lock()
        have = modules_of(self.runtime)
        write(
            self.place,
            {
                "queues.conf": queues_conf(queues),
                "extensions.conf": EXTENSIONS,
                "logger.conf": f"{logger_conf()}{LOG} => debug\n",
                "stasis.conf": stasis_conf(name for name in UNHEARD if name not in HEARD),
                "modules.conf": modules_conf(have) + "load=app_queue.so\n",
            },
        )

    def start(self) -> None:
        super().start()
        self.console("core set debug 1 app_queue")

    async def say(self, command: str) -> str:
        """What the console answers, without colours. One at a time: of many at once it now and then drops one."""
        async with self.turn:
            answer = await console(self.place.run, command)
        return re.sub(r"\x1b\[[0-9;]*m", "", answer)

    async def members(self, queue: str) -> dict[str, str]:
        """What app_queue says of each member."""
        shown = await self.say(f"queue show {queue}")
        return {found[1]: line for line in shown.splitlines() if (found := re.search(r"PJSIP/(op\d+)", line))}

    async def snapshot(self, own: Own, walk: int) -> Snapshot:
        """A queue as it stands, with one caller; `walk`: the place its walk has reached."""
        places = [member for member, _ in own.members]
        lines = await self.members(own.name)
        agents = tuple(agent(own.name, name, place, lines[name]) for place, name in enumerate(places))
        pointer = Pointer(walk)
        call = Call("c", own.name, NOW, pointer=pointer)
        return Snapshot(NOW, agents, (call,), (Queue(own.name, own.weight, pointer=pointer),))

    def said(self, members: Sequence[str]) -> list[Said]:
        """All that app_queue has written of these members so far."""
        with self.log.open() as log:
            log.seek(self.read)
            for line in iter(log.readline, ""):
                if not line.endswith("\n"):
                    break
                self.read += len(line.encode())
                if found := SAID.search(line):
                    self.spoken.append(Said(found[1], found[2], int(found[3])))
        return [one for one in self.spoken if one.member in members]


def agent(queue: str, name: str, place: int, line: str) -> Agent:
    """A member from app_queue's line on her."""
    state = next((ours for theirs, ours in STATES.items() if f"({theirs})" in line), "away")
    penalty = re.search(r"with penalty (\d+)", line)
    taken = re.search(r"has taken (\d+) calls \(last was (\d+) secs ago\)", line)
    own = Membership(
        penalty=int(penalty[1]) if penalty else 0, position=place, joined=place, paused="(paused" in line,
        ended=NOW - int(taken[2]) * 1000 if taken else 0, tally={"all": Tally(int(taken[1]) if taken else 0)},
    )  # fmt: skip
    return Agent(name, state, queues={queue: own})  # type: ignore[arg-type]


def queues_conf(queues: Sequence[Own]) -> str:
    """Only the free are rung, three seconds each; the next round begins a second later, without who did not answer."""
    head = "[general]\npersistentmembers=no\nautofill=yes\nshared_lastcall=no\n"
    rules = "timeout=3\nretry=1\nwrapuptime=0\nringinuse=no\nautofill=yes\njoinempty=yes\n"
    rules += "autopause=yes\nmusicclass=default\n"
    for queue in queues:
        head += f"[{queue.name}]\nstrategy={queue.strategy}\nweight={queue.weight}\n{rules}"
        head += "".join(f"member=PJSIP/{name},{penalty}\n" for name, penalty in queue.members)
    return head


EXTENSIONS = f"""[general]
static=yes
writeprotect=yes

[{INBOUND}]
exten => _op.,1,Dial(PJSIP/${{EXTEN}},20)
 same => n,Hangup()
exten => _vip-.,1,Answer(,i)
 same => n,Set(QUEUE_PRIO=5)
 same => n,Queue(${{EXTEN:4}})
 same => n,Hangup()
exten => _[a-z]!,1,Answer(,i)
 same => n,Queue(${{EXTEN}})
 same => n,Hangup()

[{NOWHERE}]
"""
