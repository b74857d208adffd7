"""A supervisor's leg in a talk: through a snoop on the operator's leg, or in the operator's bridge.

A snoop is a channel that hears both directions of another and may speak into one of them. What it speaks to the
operator is heard by nobody else, and by no recording: Asterisk hands the recording its copy before it mixes the
whisper in. Leg and snoop stand in a bridge of the supervisor's own; the snoop can enter it only once Asterisk has told
that it is ours (422 before). An operator who is alone, as on hold, is sent no packets a whisper could be mixed into, so
silence is played to her meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core.words.supervise import Attend, Detach, RecordLeg
from gudok.edges.asterisk.config.dialplan import OPERATOR, RECORD, RECORDED
from gudok.edges.asterisk.words import APP, bridge_id, leg_id, read_snoop, snoop_id, spy_bridge_id

if TYPE_CHECKING:
    from gudok.edges.asterisk.execute import Executor

SNOOPED = "snoop"
"""The argument with which a snoop enters the application."""


class Attendance:
    """Does the commands of supervision. `wanted` names, by supervisor's leg, the snoop it should hear through."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self.wanted: dict[str, tuple[str, Attend]] = {}

    def do(self, command: Attend | Detach | RecordLeg) -> None:
        """Send what the command needs, without waiting. Each may be done again from any state."""
        match command:
            case Attend(how="barge"):
                self.enter_talk(command)
            case Attend():
                self.spy(command)
            case Detach(call=call, leg=leg, to=to):
                self.detach(call, leg, to)
            case RecordLeg():
                self.record(command)

    def send(self, method: str, uri: str, lane: str, query: dict[str, str] | None = None) -> None:
        self.executor.watch(self.executor.send(method, uri, lane, query))

    def enter_talk(self, command: Attend) -> None:
        """Into the operator's bridge; the snoops go when she is in it."""
        call, leg = command.call, leg_id(command.call, command.leg)
        self.send("POST", f"bridges/{bridge_id(command.agent)}/addChannel", call, {"channel": leg})
        self.detach(call, command.leg, command.to)

    def detach(self, call: str, leg: int, to: int) -> None:
        self.wanted.pop(leg_id(call, leg), None)
        self.send("DELETE", f"channels/{leg_id(call, to)}/silence", call)
        for how in ("listen", "whisper"):
            self.send("DELETE", f"channels/{snoop_id(call, leg, how)}", call)

    def spy(self, command: Attend) -> None:
        """Out of the talk first, so that whatever fails then, the customer does not hear her."""
        call, leg, own = command.call, leg_id(command.call, command.leg), spy_bridge_id(command.by)
        whisper = command.how == "whisper"
        other = snoop_id(call, command.leg, "listen" if whisper else "whisper")
        self.wanted[leg] = (snoop_id(call, command.leg, "whisper" if whisper else "listen"), command)
        self.executor.places.left(leg)
        self.send("POST", f"bridges/{own}", call, {"type": "mixing", "name": command.by})
        self.send("POST", f"bridges/{own}/addChannel", call, {"channel": leg})
        self.send("DELETE", f"channels/{other}", call)
        silence = "POST" if whisper and command.held else "DELETE"
        self.send(silence, f"channels/{leg_id(call, command.to)}/silence", call)
        self.snoop(leg)
        self.join(leg)  # one that stood already does not enter a second time

    def snoop(self, leg: str) -> None:
        """Make the leg's snoop."""
        snoop, command = self.wanted[leg]
        whisper = "out" if command.how == "whisper" else "none"
        query = {"spy": "both", "whisper": whisper, "app": APP, "appArgs": SNOOPED}
        self.send("POST", f"channels/{leg_id(command.call, command.to)}/snoop/{snoop}", command.call, query)

    def join(self, leg: str) -> None:
        """Bring the leg and its snoop together."""
        snoop, command = self.wanted[leg]
        self.send("POST", f"bridges/{spy_bridge_id(command.by)}/addChannel", command.call, {"channel": snoop})

    def entered(self, channel: str) -> None:
        """A channel came into the application: a snoop that is wanted joins its supervisor."""
        if (leg := self.leg_of(channel)) is not None:
            self.join(leg)

    def forget(self, channel: str) -> None:
        """The channel is no more. A snoop that is wanted (again since it was let go) is made anew."""
        self.wanted.pop(channel, None)
        if (leg := self.leg_of(channel)) is not None:
            self.snoop(leg)

    def leg_of(self, channel: str) -> str | None:
        """The supervisor's leg that wants this very snoop."""
        found = read_snoop(channel)
        leg = leg_id(*found[:2]) if found is not None else ""
        return leg if leg in self.wanted and self.wanted[leg][0] == channel else None

    def record(self, command: RecordLeg) -> None:
        """Back through the dialplan, where recording begins; the leg enters the application anew, as one that is up."""
        call, leg = command.call, leg_id(command.call, command.leg)
        path = str(self.executor.recordings / f"{command.record}.raw")
        self.executor.places.left(leg)
        self.send("POST", f"channels/{leg}/variable", call, {"variable": RECORD, "value": path})
        self.send(
            "POST", f"channels/{leg}/continue", call, {"context": OPERATOR, "extension": RECORDED, "priority": "1"}
        )
