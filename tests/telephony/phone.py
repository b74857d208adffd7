"""Telephones of our own for the tests: an operator's registers, a caller's dials; on UDP or a browser's WebSocket."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import aiohttp
from telephony.sip import END, Message, digest, media, media_port, message, token
from telephony.voice import Voice
from telephony.wait import PATIENCE

BROWSER_MEDIA = END.join([
    "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", "a=group:BUNDLE 0",
    "m=audio 9 UDP/TLS/RTP/SAVPF 0", "a=mid:0", "a=rtpmap:0 PCMU/8000", "a=setup:active", "a=ice-ufrag:abcd",
    "a=ice-pwd:abcdefghijklmnopqrstuvwx", "a=fingerprint:sha-256 " + ":".join(["AB"] * 32),
    "a=candidate:1 1 UDP 2130706431 127.0.0.1 9 typ host", "a=rtcp-mux", "a=sendrecv", "",
])  # fmt: skip
"""What a browser would answer; no voice flows, the signalling is real."""


class Call:
    """One call at a telephone. `done` is set at its end, which `end` names (`BYE`, `CANCEL`, `local` or a status)."""

    def __init__(self, phone: Phone, call_id: str) -> None:
        self.phone = phone
        self.id = call_id
        self.voice = Voice(phone.hertz)
        self.answered = asyncio.Event()
        self.done = asyncio.Event()
        self.end = ""
        self.reason = ""
        self.cseq = 100
        self.local = self.remote = self.target = self.invited = self.offer = ""
        self.invite: Message | None = None

    def header(self, name: str) -> str:
        """A header of the INVITE that came."""
        return self.invite[name.lower()] if self.invite else ""

    def over(self, end: str) -> None:
        if not self.done.is_set():
            self.end = end
            self.voice.stop_if_started()
            self.done.set()

    def respond(self, code: int, reason: str, body: str = "") -> None:
        if self.invite is None:
            raise RuntimeError("nobody called")
        headers = self.invite.same("via", "from", "call-id", "cseq", "record-route")
        self.phone.send(
            message(f"SIP/2.0 {code} {reason}", [*headers, f"To: {self.local}", self.phone.contact()], body)
        )

    def ring(self) -> None:
        self.respond(180, "Ringing")

    async def answer(self) -> None:
        """Pick up; voice flows from now on."""
        if self.phone.browser:
            self.respond(200, "OK", BROWSER_MEDIA)
        else:
            await self.voice.start()
            self.voice.peer = ("127.0.0.1", media_port(self.offer))
            self.respond(200, "OK", media(self.voice.port))
        self.answered.set()

    async def announce(self) -> None:
        """Speak before answering, as networks do that say why nobody will."""
        await self.voice.start()
        self.voice.peer = ("127.0.0.1", media_port(self.offer))
        self.respond(183, "Session Progress", media(self.voice.port))

    def refuse(self, code: int = 486) -> None:
        self.respond(code, "No")
        self.over(str(code))

    def hang_up(self) -> None:
        self.phone.send(message(f"BYE {self.target} SIP/2.0", self.ours("BYE")))
        self.over("local")

    def cancel(self) -> None:
        """Give up before an answer."""
        start, *lines = self.invited.split(END)
        kept = [
            line for line in lines if line.lower().startswith(("via:", "from:", "to:", "call-id:", "max-forwards:"))
        ]
        self.phone.send(message(start.replace("INVITE", "CANCEL", 1), [*kept, "CSeq: 1 CANCEL"]))

    def ours(self, method: str, cseq: int = 0) -> list[str]:
        if not cseq:
            self.cseq += 1
        number = cseq or self.cseq
        return [
            self.phone.via(), "Max-Forwards: 70", f"From: {self.local}", f"To: {self.remote}", f"Call-ID: {self.id}",
            f"CSeq: {number} {method}", self.phone.contact(),
        ]  # fmt: skip


class Phone(asyncio.DatagramProtocol):
    """A telephone: `hertz` is the tone it speaks with, `url` the WebSocket of a browser's telephone."""

    def __init__(self, user: str, port: int, secret: str = "", hertz: float = 0, url: str = "") -> None:
        self.user = user
        self.home, self.home_port = "127.0.0.1", 0
        self.server = ("127.0.0.1", port)
        self.secret = secret
        self.hertz = hertz
        self.url = url
        self.calls: dict[str, Call] = {}
        self.incoming: asyncio.Queue[Call] = asyncio.Queue()
        self.answers: dict[str, asyncio.Queue[Message]] = {}
        self.on_call: Callable[[Call], object] = self.incoming.put_nowait
        self.tasks: set[asyncio.Task[None]] = set()

    @property
    def browser(self) -> bool:
        return bool(self.url)

    async def start(self) -> Phone:
        if self.browser:
            self.session = aiohttp.ClientSession()
            self.socket = await self.session.ws_connect(self.url, protocols=["sip"])
            self.host, self.kind = f"{token(4)}.invalid", "WS"
            self.spawn(self.read())
        else:
            loop = asyncio.get_running_loop()
            self.transport, _ = await loop.create_datagram_endpoint(
                lambda: self, local_addr=(self.home, self.home_port)
            )
            self.host, self.kind = f"{self.home}:{self.transport.get_extra_info('sockname')[1]}", "UDP"
        return self

    async def stop(self) -> None:
        """Vanish without a word."""
        for call in self.calls.values():
            call.voice.stop_if_started()
        for task in self.tasks:
            task.cancel()
        if self.browser:
            self.vanish()
            await self.session.close()
        else:
            self.transport.close()

    def vanish(self) -> None:
        """Close the browser's page: the connection is gone without a word."""
        self.socket._response.close()

    async def __aenter__(self) -> Phone:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def spawn(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def read(self) -> None:
        async for frame in self.socket:
            self.received(Message(frame.data if isinstance(frame.data, str) else frame.data.decode()))

    def datagram_received(self, data: bytes, addr: object) -> None:
        if len(data) > 8:
            self.received(Message(data.decode()))

    def send(self, text: str) -> None:
        if self.browser:
            self.spawn(self.socket.send_str(text))
        else:
            self.transport.sendto(text.encode(), self.server)

    def via(self) -> str:
        return f"Via: SIP/2.0/{self.kind} {self.host};branch=z9hG4bK{token()};rport"

    def contact(self) -> str:
        return f"Contact: <sip:{self.user}@{self.host}{';transport=ws' if self.browser else ''}>"

    async def register(self, expires: int = 300) -> Message:
        """Register (0: unregister); the final answer."""
        call_id, tag, uri, proof = token(), token(), f"sip:127.0.0.1:{self.server[1]}", ""
        self.answers[call_id] = asyncio.Queue()
        for number in (1, 2):
            who = f"<sip:{self.user}@127.0.0.1>"
            headers = [
                self.via(), "Max-Forwards: 70", f"From: {who};tag={tag}", f"To: {who}", f"Call-ID: {call_id}",
                f"CSeq: {number} REGISTER", f"{self.contact()};expires={expires}", f"Expires: {expires}",
            ]  # fmt: skip
            self.send(message(f"REGISTER {uri} SIP/2.0", headers + ([proof] if proof else [])))
            answer = await asyncio.wait_for(self.answers[call_id].get(), PATIENCE)
            if answer.status != 401 or number == 2:
                return answer
            proof = digest(answer["www-authenticate"], self.user, self.secret, "REGISTER", uri)
        raise AssertionError

    async def dial(self, number: str, shown: str = "") -> Call:
        """Call a number, showing one's own."""
        call = Call(self, token())
        self.calls[call.id] = call
        await call.voice.start()
        call.local = f"<sip:{shown or self.user}@127.0.0.1>;tag={token()}"
        call.target = f"sip:{number}@127.0.0.1:{self.server[1]}"
        call.remote = f"<{call.target}>"
        call.invited = message(f"INVITE {call.target} SIP/2.0", call.ours("INVITE", 1), media(call.voice.port))
        self.send(call.invited)
        return call

    def received(self, came: Message) -> None:
        call = self.calls.get(came["call-id"])
        if came.status:
            self.answered(came, call)
        elif came.method == "INVITE":
            self.invited(came, call)
        elif came.method != "ACK":
            self.send(message("SIP/2.0 200 OK", came.same("via", "from", "to", "call-id", "cseq")))
            if call is not None and came.method in {"BYE", "CANCEL"}:
                if came.method == "CANCEL":
                    call.respond(487, "Request Terminated")
                call.reason = came["reason"]
                call.over(came.method)

    def invited(self, came: Message, call: Call | None) -> None:
        """A new call; one we have is a retransmission or asks to move its media, which we do not do."""
        if call is not None:
            return
        call = self.calls[came["call-id"]] = Call(self, came["call-id"])
        call.invite, call.offer = came, came.body
        call.local = f"{came['to']};tag={token()}"
        call.remote, call.target = came["from"], came.contact
        self.on_call(call)

    def answered(self, came: Message, call: Call | None) -> None:
        if came.method == "REGISTER" and came["call-id"] in self.answers:
            self.answers[came["call-id"]].put_nowait(came)
        if came.method != "INVITE" or call is None or came.status < 200:
            return
        call.remote = came["to"]
        if came.status < 300:
            call.target = came.contact
            self.send(message(f"ACK {call.target} SIP/2.0", call.ours("ACK", 1)))
            call.voice.peer = ("127.0.0.1", media_port(came.body))
            call.answered.set()
        else:
            via = re.search("^Via:.*$", call.invited, re.MULTILINE)
            headers = [line for line in call.ours("ACK", 1) if not line.startswith("Via:")]
            start = call.invited.split(END)[0].replace("INVITE", "ACK", 1)
            self.send(message(start, [via[0].strip() if via else self.via(), *headers]))
            call.over(str(came.status))
