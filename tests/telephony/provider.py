"""A telephone provider: another Asterisk, where accounts register with a password and get the calls to their number."""

from __future__ import annotations

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
context=nowhere
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
exten => _X!,1,Dial(PJSIP/${EXTEN},20)
 same => n,Hangup()

[nowhere]
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

    def contact(self, account: str) -> str:
        """The address an account is registered with; empty when it is not."""
        rows = self.console("pjsip show contacts").splitlines()
        return next((row.split()[1] for row in rows if f" {account}/" in row), "")
