"""Dialling a number for an operator whose telephone is up.

The number's channel is made first and stands in the operator's bridge before it is dialled: so she hears all of its
progress. Ringing that the provider only announces (180) becomes a tone on the way to her by itself, and a tone or an
announcement he plays (183) takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from gudok.core.words import CallerGone, DialNumber
from gudok.edges.asterisk.ari import AriError
from gudok.edges.asterisk.words import APP, leg_id

if TYPE_CHECKING:
    from gudok.edges.asterisk.execute import Executor
    from gudok.edges.asterisk.sent import Sent

log = structlog.get_logger()

DIALLED = "out"
"""The argument with which a dialled channel enters the application."""
OUT_OF_ORDER = 38
LATER = 2
TAKEN = 409


class Dialler:
    """Does the commands to dial. `made` has those whose channel is not ours yet: Asterisk bridges it only then."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self.made: dict[str, DialNumber] = {}

    def dial(self, command: DialNumber) -> None:
        """Make the channel; one that is there is this very command done before a crash."""
        self.made[command.channel] = command
        query, body = {"channelId": command.channel}, new_channel(command)
        sent = self.executor.ari.send("POST", "channels/create", query, body, command.call)
        sent.add_done_callback(lambda done: self.answered(command, done))

    def entered(self, channel: str) -> None:
        """The channel is ours: into the operator's bridge, and dial."""
        command = self.made.pop(channel, None)
        if command is None:
            return
        # In the bridge the dialled side is told who its partner is: our number, and not what her telephone shows.
        mask = {"variable": "CALLERID(all)", "value": f'"" <{command.shown}>'}
        self.executor.watch(
            self.executor.send("POST", f"channels/{leg_id(command.call, command.leg)}/variable", command.call, mask)
        )
        self.executor.join(command)
        # The core's own timer ends the ringing; this one is for the case that no engine is there.
        query = {"timeout": str(-(-command.timeout // 1000) + LATER)}
        self.executor.watch(self.executor.send("POST", f"channels/{channel}/dial", command.call, query))

    def gone(self, channel: str) -> None:
        """The channel is no more."""
        self.made.pop(channel, None)

    def answered(self, command: DialNumber, done: Sent) -> None:
        """A channel that could not be made: the trunk is not there, or the link broke on the way."""
        error = done.error
        if error is None or (isinstance(error, AriError) and error.status == TAKEN):
            return
        self.gone(command.channel)
        log.warning("cannot dial", call=command.call, trunk=command.trunk, error=repr(error))
        if isinstance(error, AriError):
            self.executor.put(CallerGone(0, command.call, OUT_OF_ORDER, channel=command.channel))
            return
        self.executor.watch(self.executor.send("DELETE", f"channels/{command.channel}", command.call))
        self.executor.put(CallerGone(0, command.call, 0, lost=True))


def new_channel(command: DialNumber) -> dict[str, object]:
    """The body of the request that makes the channel. The provider is told our number as the one that calls."""
    shown = {"num": command.shown, "num-pres": "allowed"} if command.shown else {"num-pres": "unavailable"}
    variables = {f"{who}({part})": text for who in ("CALLERID", "CONNECTEDLINE") for part, text in shown.items()}
    return {
        "endpoint": f"PJSIP/{command.dialled}@{command.trunk}",
        "app": APP,
        "appArgs": DIALLED,
        "formats": "alaw,ulaw",
        "variables": variables,
    }
