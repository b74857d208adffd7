"""What Asterisk needs to be set up with for its own queue: 200 members in a round, ringing only the free ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from bench.calls.world import PLAIN, RECORDED
from gudok.edges.asterisk.config.base import UNHEARD, stasis_conf
from gudok.edges.asterisk.config.dialplan import INBOUND, NOWHERE
from gudok.edges.asterisk.config.modules import modules_conf

if TYPE_CHECKING:
    from gudok.edges.asterisk.config.place import Place
    from gudok.edges.asterisk.words import Phone

HEARD = (
    "ast_device_state_message_type", "ast_channel_hangup_request_type", "ast_channel_masquerade_type",
    "ast_channel_entered_bridge_type", "ast_attended_transfer_type", "ast_blind_transfer_type",
    "ast_local_optimization_begin_type", "ast_local_optimization_end_type", "ast_channel_agent_login_type",
    "ast_channel_agent_logoff_type",
)  # fmt: skip
"""What app_queue listens to, and our centre does without: it chooses by device states, and without the requests to hang
up it never lets go of a call and grows dearer with each."""


def files(phones: Sequence[Phone], place: Place, have: Collection[str]) -> dict[str, str]:
    """The files that differ from our centre's."""
    return {
        "queues.conf": queues_conf(phones),
        "extensions.conf": extensions_conf(place),
        "stasis.conf": stasis_conf(name for name in UNHEARD if name not in HEARD),
        "modules.conf": modules_conf(have) + "load=app_queue.so\n",
    }


def queues_conf(phones: Sequence[Phone]) -> str:
    members = "".join(f"member=PJSIP/{phone.endpoint}\n" for phone in phones)
    return f"""[general]
persistentmembers=no
autofill=yes
shared_lastcall=no
[bench]
musicclass=default
strategy=rrmemory
timeout=20
retry=1
wrapuptime=0
ringinuse=no
autofill=yes
joinempty=yes
{members}"""


def extensions_conf(place: Place) -> str:
    """Both numbers: answered at once into the queue's music, as our centre does; the second is recorded."""
    recording = place.spool / "recording" / "${UNIQUEID}.raw"
    return f"""[general]
static=yes
writeprotect=yes

[{INBOUND}]
exten => {PLAIN},1,Answer(,i)
 same => n,Queue(bench)
 same => n,Hangup()
exten => {RECORDED},1,Answer(,i)
 same => n,MixMonitor({recording},Db)
 same => n,Queue(bench)
 same => n,Hangup()

[{NOWHERE}]
"""
