"""A second line on a real Asterisk: the consulted stands in the operator's own bridge, or out of it in music.

The operator's leg stays where it is, so nothing is heard of a change but the voices. An outside number that has the
customer by itself meets him in a bridge of the call's own, which goes with the number's leg.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from gudok.core.words import ConnectLegs, ConnectOutside, EndTone, LegGone, ParkLeg, PlayTone, RingNumber
from gudok.core.words.consult import ConsultCommand
from gudok.edges.asterisk.ari import AriError
from gudok.edges.asterisk.config.dialplan import OPERATOR, PLAIN, RECORD, RECORDED
from gudok.edges.asterisk.words import bridge_id, is_outside_bridge, leg_id, outside_bridge_id

if TYPE_CHECKING:
    from gudok.edges.asterisk.execute import Executor
    from gudok.edges.asterisk.sent import Sent

log = structlog.get_logger()

TAKEN = 409
LATER = 2


def do(executor: Executor, command: ConsultCommand) -> None:
    """Send what the command needs, without waiting."""
    match command:
        case RingNumber():
            ring_number(executor, command)
        case ConnectLegs(call=call, agent=agent, leg=leg, other=other):
            ends = [leg_id(call, leg), leg_id(call, other)]
            end_music(executor, call, ends[1])
            executor.places.gather(bridge_id(agent), agent, call, ends)
        case ConnectOutside(call=call, channel=channel, leg=leg):
            ends = [channel, leg_id(call, leg)]
            for end in ends:
                end_music(executor, call, end)
            executor.places.gather(outside_bridge_id(call), call, call, ends)
        case ParkLeg(call=call, leg=leg):
            executor.park_channel(leg_id(call, leg), call)
        case PlayTone(call=call, leg=leg):
            # In the bridge, where she is alone: a playback on a channel that joins one would hold the joining up.
            uri = f"channels/{leg_id(call, leg)}/play/{tone_id(call, leg)}"
            executor.watch(executor.send("POST", uri, call, {"media": "tone:ring"}))
        case EndTone(call=call, leg=leg):
            executor.watch(executor.send("DELETE", f"playbacks/{tone_id(call, leg)}", call))


def tone_id(call: str, leg: int) -> str:
    return f"{leg_id(call, leg)}-tone"


def end_music(executor: Executor, lane: str, channel: str) -> None:
    executor.watch(executor.send("DELETE", f"channels/{channel}/moh", lane))


def clean_up(executor: Executor, bridge: str) -> None:
    """A channel has left this bridge for ever: a bridge that was the call's own goes too."""
    if is_outside_bridge(bridge):
        executor.places.fallen(bridge)
        executor.watch(executor.send("DELETE", f"bridges/{bridge}", bridge))


def ring_number(executor: Executor, command: RingNumber) -> None:
    """Start a leg to the network. One that is there already is this very command done before a crash."""
    leg = leg_id(command.call, command.leg)
    record = str(executor.recordings / f"{command.record}.raw") if command.record else ""
    sent = executor.ari.send("POST", f"channels/{leg}", body=originate(command, record), lane=command.call)
    sent.add_done_callback(lambda done: rung(executor, command, done))


def rung(executor: Executor, command: RingNumber, done: Sent) -> None:
    """A number that could not be rung: the trunk is not there, or the link broke on the way."""
    error = done.error
    if error is None or (isinstance(error, AriError) and error.status == TAKEN):
        return
    log.warning("cannot ring a number", call=command.call, trunk=command.trunk, error=repr(error))
    if isinstance(error, AriError):
        executor.put(LegGone(0, command.call, command.leg, 0, "failed"))
        return
    # Whether it rings nobody knows: take it down in case it does.
    executor.watch(executor.send("DELETE", f"channels/{leg_id(command.call, command.leg)}", command.call))
    executor.put(LegGone(0, command.call, command.leg, 0, "lost"))


def originate(command: RingNumber, record: str) -> dict[str, object]:
    """The body of the request that rings a number. The provider is told our number as the one that calls."""
    shown = {"num": command.shown, "num-pres": "allowed"} if command.shown else {"num-pres": "unavailable"}
    variables = {f"{who}({part})": text for who in ("CALLERID", "CONNECTEDLINE") for part, text in shown.items()}
    if record:
        variables[RECORD] = record
    return {
        "endpoint": f"PJSIP/{command.dialled}@{command.trunk}",
        "context": OPERATOR,
        "extension": RECORDED if record else PLAIN,
        "priority": 1,
        "callerId": command.shown,
        "formats": "alaw,ulaw",
        # The core's own timer ends the ringing; this one is for the case that no engine is there.
        "timeout": -(-command.timeout // 1000) + LATER,
        "variables": variables,
    }
