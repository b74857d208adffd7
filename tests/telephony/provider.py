"""A telephone provider: another Asterisk, where accounts register with a password and get the calls to their number.

Calls of an account reach one customer's telephone, whatever the number; a few numbers are not to be had, one of them
(79160000533) to be had only from +74990002222.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

from telephony.phone import Phone
from telephony.private import PrivateAsterisk

from gudok.edges.asterisk.config.render import write
from gudok.edges.asterisk.words import Trunk
from gudok.ports import free_port

REGISTRAR = "127.0.0.3"
MEDIATOR = "127.0.0.4"
"""Where the provider's calls come from: as with real ones, not where one registers."""
ACCOUNTS = ("88001", "88002", "88003")
"""One for each test, as a registration lives on at the provider."""
PASSWORD = "pass;word"

NETWORK = f"""
[global]
type=global
endpoint_identifier_order=username,ip

[registrar]
type=transport
protocol=udp
bind={REGISTRAR}:PORT

[mediator]
type=transport
protocol=udp
bind={MEDIATOR}:PORT

[people]
type=endpoint
context=people
direct_media=no
disallow=all
allow=ulaw

[people]
type=identify
endpoint=people
match=127.0.0.1
"""
ACCOUNT = f"""
[NAME]
type=endpoint
transport=mediator
context=centres
trust_id_inbound=yes
auth=NAME
aors=NAME
direct_media=no
disallow=all
allow=ulaw

[NAME]
type=auth
auth_type=userpass
username=NAME
password={PASSWORD.replace(";", chr(92) + ";")}

[NAME]
type=aor
max_contacts=1
remove_existing=yes
"""
DIALPLAN = """
[people]
exten => _880XX,1,Dial(PJSIP/${EXTEN},20)
 same => n,Hangup()
exten => _X!,1,Goto(centres,${EXTEN},1)
exten => _+X!,1,Goto(centres,${EXTEN:1},1)

[nowhere]

[centres]
exten => 79160000404,1,Hangup(1)
exten => 79160000403,1,Hangup(21)
exten => 79160000503,1,Hangup(34)
exten => 79160000533,1,GotoIf($["${CALLERID(num)}" != "+74990002222"]?full)
 same => n,Dial(PJSIP/people/sip:${EXTEN}@${CUSTOMER},60)
 same => n(full),Hangup(34)
exten => _X!,1,Dial(PJSIP/people/sip:${EXTEN}@${CUSTOMER},60)
 same => n,Hangup(${HANGUPCAUSE})
exten => _+X!,1,Goto(${EXTEN:1},1)
"""


class Provider(PrivateAsterisk):
    """Whoever calls an account's number in the provider's network reaches who registered as that account."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = free_port(REGISTRAR, 25160, udp=True, stride=10)
        accounts = "".join(ACCOUNT.replace("NAME", name) for name in ACCOUNTS)
        pjsip = NETWORK.replace("PORT", str(self.port)) + accounts
        write(self.place, {"pjsip.conf": pjsip, "extensions.conf": DIALPLAN})

    def trunk(self, account: str, did: str, secret: str = PASSWORD) -> Trunk:
        """Our account there."""
        return Trunk("trunk-1", "registered", REGISTRAR, account, secret, did, self.port)

    def customer(self, hertz: float) -> Phone:
        """A telephone in the provider's network."""
        phone = Phone("customer", self.port, "", hertz)
        phone.server = (REGISTRAR, self.port)
        return phone

    async def callee(self, stack: AsyncExitStack, hertz: float) -> Phone:
        """A telephone that rings whatever number our centre dials."""
        phone = await stack.enter_async_context(self.customer(hertz))
        self.console(f"dialplan set global CUSTOMER {phone.host}")
        return phone

    def contact(self, account: str) -> str:
        """The address an account is registered with; empty when it is not."""
        rows = self.console("pjsip show contacts").splitlines()
        return next((row.split()[1] for row in rows if f" {account}/" in row), "")
