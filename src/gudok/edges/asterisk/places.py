"""Which bridge each channel stands in, and bringing channels together.

Only who is not there yet is brought: Asterisk takes a channel that is added to its own bridge out first and in again,
and where three talk the bridge changes from mixing to passing on and back within milliseconds. Now and then one of the
three then hears nothing any more (seen on 22.10, one in about ninety under load).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from gudok.edges.asterisk.ari import AriError
from gudok.edges.asterisk.sent import Sent

NO_BRIDGE = 404


class Requests(Protocol):
    """Sends requests, and looks at how they ended."""

    def send(self, method: str, uri: str, lane: str, query: dict[str, str] | None = None) -> Sent: ...

    def watch(self, sent: Sent, on_gone: Callable[[], None] = ..., code: int | None = None) -> None: ...


class Places:
    """As far as we brought them, or a survey showed. `moved`: whose place changed since a survey was asked for."""

    def __init__(self, requests: Requests) -> None:
        self.requests = requests
        self.bridges: set[str] = set()
        self.where: dict[str, str] = {}
        self.moved: set[str] = set()

    def asked(self) -> None:
        """A survey is asked for: what it shows is older than whatever moves from now on."""
        self.moved.clear()

    def learn(self, bridges: Mapping[str, str]) -> None:
        """Take in what a survey showed of who did not move meanwhile."""
        for channel in self.where.keys() - bridges.keys() - self.moved:
            del self.where[channel]
        for channel in bridges.keys() - self.moved:
            self.where[channel] = bridges[channel]

    def left(self, channel: str) -> str:
        """It is taken out of its bridge, or may be; which one it was, "" when it stood in none."""
        self.moved.add(channel)
        return self.where.pop(channel, "")

    def fallen(self, bridge: str) -> None:
        """The bridge is no more."""
        self.bridges.discard(bridge)
        for channel in [channel for channel, at in self.where.items() if at == bridge]:
            self.left(channel)

    def gather(self, bridge: str, name: str, lane: str, channels: Sequence[str], *, again: bool = True) -> None:
        """All into one bridge, which is made when it is needed first; who stands in another is moved at once."""
        if bridge not in self.bridges:
            self.bridges.add(bridge)
            made = self.requests.send("POST", f"bridges/{bridge}", lane, {"type": "mixing", "name": name})
            self.requests.watch(made)
        missing = [channel for channel in channels if self.where.get(channel) != bridge]
        if not missing:
            return
        for channel in missing:
            self.left(channel)
            self.where[channel] = bridge
        sent = self.requests.send("POST", f"bridges/{bridge}/addChannel", lane, {"channel": ",".join(missing)})
        sent.add_done_callback(lambda done: self.refused(bridge, missing, done))

        def bridge_lost() -> None:
            self.fallen(bridge)
            if again:
                self.gather(bridge, name, lane, channels, again=False)

        self.requests.watch(sent, on_gone=bridge_lost, code=NO_BRIDGE)

    def refused(self, bridge: str, channels: Sequence[str], done: Sent) -> None:
        """Who could not be brought stands nobody knows where: the next command brings him again."""
        if done.error is None or (isinstance(done.error, AriError) and done.error.status == NO_BRIDGE):
            return
        for channel in channels:
            if self.where.get(channel) == bridge:
                self.left(channel)
