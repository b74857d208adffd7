"""The line that stands to an operator's telephone for the whole shift, and the calls that come over it.

The line stands in a bridge of its own. A call's leg over it is one end of a pair of local channels, whose other end
(the tap) joins the line there: so the leg is a channel like any other, and hold, transfer, conference, listening and
recording know nothing of the line. To ring is to make that pair and to play a beep on the line; the dialplan answers at
once. The line is not put into the operator's bridge itself: it would hear whatever is brought there for her leg.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import structlog

from gudok.core.words import DropNailed, LegGone, NailedGone, RingAgent, RingNailed
from gudok.edges.asterisk.ari import AriError
from gudok.edges.asterisk.config.dialplan import LINE, OPERATOR, PLAIN, RECORD, RECORDED, TAP
from gudok.edges.asterisk.originate import LATER, answers_itself, caller_id, formats
from gudok.edges.asterisk.words import (
    is_tap,
    leg_id,
    line_bridge_id,
    nailed_id,
    read_nailed,
    tap_id,
)

if TYPE_CHECKING:
    from gudok.edges.asterisk.execute import Executor
    from gudok.edges.asterisk.sent import Sent

log = structlog.get_logger()

TAKEN = 409
BEEP = "sound:beep"


class NailedLines:
    """Does the commands of lines."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    def do(self, command: RingNailed | DropNailed) -> None:
        """Send what the command needs, without waiting. Each may be done again from any state."""
        channel = nailed_id(command.agent, command.line)
        if isinstance(command, DropNailed):
            lost = NailedGone(0, command.agent, command.line, 0, "lost")
            sent = self.executor.send("DELETE", f"channels/{channel}", command.agent)
            self.executor.watch(sent, on_gone=lambda: self.executor.put(lost))
            return
        body = {
            "endpoint": f"PJSIP/{command.endpoint}",
            "context": OPERATOR,
            "extension": LINE,
            "priority": 1,
            "callerId": '"Gudok" <anonymous>',
            "timeout": -(-command.timeout // 1000) + LATER,
            "variables": {f"PJSIP_HEADER(add,{name})": value for name, value in answers_itself().items()},
            "formats": "opus" if command.codec == "opus" else "alaw,ulaw",
        }
        sent = self.executor.ari.send("POST", f"channels/{channel}", body=body, lane=command.agent)
        sent.add_done_callback(lambda done: self.rung(command, done))

    def rung(self, command: RingNailed, done: Sent) -> None:
        error = done.error
        if error is None or (isinstance(error, AriError) and error.status == TAKEN):
            return
        log.warning("cannot ring for the line", agent=command.agent, error=repr(error))
        # A request that broke off tells nothing of the telephone.
        refused = isinstance(error, AriError)
        self.executor.put(NailedGone(0, command.agent, command.line, 0, "failed" if refused else "lost"))

    def ring(self, command: RingAgent) -> None:
        """Make the leg over the line, and tell the operator's ear."""
        leg, record = leg_id(command.call, command.leg), command.record
        self.beep(command)
        variables = {RECORD: str(self.executor.recordings / f"{record}.raw")} if record else {}
        body = {
            "endpoint": f"Local/{command.agent}@{TAP}/n",
            "context": OPERATOR,
            "extension": RECORDED if record else PLAIN,
            "priority": 1,
            "callerId": caller_id(command.caller),
            "timeout": LATER,
            "variables": variables,
            **formats(command),
        }
        query = {"otherChannelId": tap_id(command.call, command.leg)}
        sent = self.executor.ari.send("POST", f"channels/{leg}", query, body, lane=command.call)
        sent.add_done_callback(lambda done: self.executor.rung(command, done))

    def beep(self, command: RingAgent) -> None:
        """Only she hears it. Without the line there is nobody to hear, nor to talk: the leg is told as gone."""
        channel = nailed_id(command.agent, command.nailed)
        gone = LegGone(0, command.call, command.leg, 0, "lost")

        def fallen() -> None:
            self.executor.watch(
                self.executor.send("DELETE", f"channels/{leg_id(command.call, command.leg)}", command.call)
            )
            self.executor.put(gone)

        sent = self.executor.send("POST", f"channels/{channel}/play", command.agent, {"media": BEEP})
        self.executor.watch(sent, on_gone=fallen, code=404)

    def entered(self, channel: str, args: tuple[str, ...]) -> None:
        """A line, or a tap of one, came into the application: into the line's bridge with it."""
        line = read_nailed(channel)
        if line is not None:
            self.gather(line[0], channel)
        elif is_tap(channel) and len(args) > 1:
            self.gather(args[1], channel)

    def gather(self, agent: str, channel: str) -> None:
        bridge = line_bridge_id(agent)
        self.executor.watch(
            self.executor.send("POST", f"bridges/{bridge}", agent, {"type": "mixing", "name": f"line {agent}"})
        )
        self.executor.watch(self.executor.send("POST", f"bridges/{bridge}/addChannel", agent, {"channel": channel}))

    def learn(self, ends: Mapping[str, str], bridges: Mapping[str, str]) -> None:
        """After a survey: lines and taps (`ends`, with their operators) that stand in no bridge are brought there."""
        for channel, agent in ends.items():
            if channel not in bridges:
                self.gather(agent, channel)
