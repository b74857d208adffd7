"""extensions.conf: where a call stands when no engine is there, and how an operator's leg enters us.

The caller's music is started here, not by the engine: while no engine is connected Stasis fails, the caller goes on
hearing music and is tried again twice a second, so he is served when the engine returns.
"""

from __future__ import annotations

from gudok.edges.asterisk.words import APP

INBOUND = "inbound"
OPERATOR = "operator"
PLAIN, RECORDED = "plain", "recorded"
"""The operator context's extensions: an answered leg enters the application, with or without a recording."""
RECORD = "GUDOK_RECORD"
"""The channel variable with the recording's absolute path."""
NOWHERE = "nowhere"
"""Where telephones stand: they are called, they do not call."""


def extensions_conf() -> str:
    """The whole dialplan."""
    return f"""; Written by Gudok from its settings; changes made here are lost.
[general]
static=yes
writeprotect=yes

[{INBOUND}]
exten => _[+0-9a-zA-Z]!,1,Answer(,i)
 same => n,StartMusicOnHold(default)
 same => n(enter),Stasis({APP},in,${{EXTEN}})
 same => n,GotoIf($["${{STASISSTATUS}}" = "FAILED"]?later)
 same => n,Hangup()
 same => n(later),Wait(0.5)
 same => n,Goto(enter)

[{OPERATOR}]
exten => {PLAIN},1,Stasis({APP},leg)
 same => n,Hangup()
exten => {RECORDED},1,MixMonitor(${{{RECORD}}},D)
 same => n,Stasis({APP},leg)
 same => n,Hangup()

[{NOWHERE}]
"""
