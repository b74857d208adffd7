"""extensions.conf: where a call stands when no engine is there, and how an operator's leg enters us.

The caller's music is started here, not by the engine: while no engine is connected Stasis fails, the caller goes on
hearing music and is tried again twice a second, so he is served when the engine returns. An operator who answers
just then is kept on the line for a while, too.
"""

from __future__ import annotations

from gudok.edges.asterisk.config.tryout import tryout_conf
from gudok.edges.asterisk.words import APP

INBOUND = "inbound"
OPERATOR = "operator"
PLAIN, RECORDED = "plain", "recorded"
"""The operator context's extensions: an answered leg enters the application, with or without a recording."""
LINE = "line"
"""The extension by which the line of a shift enters."""
TAP = "tap"
"""The context of the far end of a leg over such a line; its extension is the operator."""
RECORD = "GUDOK_RECORD"
"""The channel variable with the recording's absolute path."""
TRIES = 40
"""How often an answered leg tries to enter, four times a second, before it is given up."""
NOWHERE = "nowhere"
"""Where telephones stand: they are called, they do not call, but for the test of their sound."""
ECHO = "echo"
"""What a telephone calls to hear itself (*43 on one with keys only), for LONGEST_ECHO seconds at the most."""
LONGEST_ECHO = 15
ROBOT = "robot"
"""The caller whom a trial calls from: it says how an echo works, and then is one, for LONGEST_TRIAL seconds."""
LONGEST_TRIAL = 180


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
exten => {RECORDED},1,MixMonitor(${{{RECORD}}},D)
 same => n,Goto({PLAIN},1)
exten => {PLAIN},1,Stasis({APP},leg)
 same => n,GotoIf($["${{STASISSTATUS}}" != "FAILED"]?end)
 same => n,Set(TRIES=$[0${{TRIES}} + 1])
 same => n,GotoIf($[${{TRIES}} > {TRIES}]?end)
 same => n,Wait(0.25)
 same => n,Goto({PLAIN},1)
 same => n(end),Hangup()
exten => {LINE},1,Stasis({APP},line)
 same => n,GotoIf($["${{STASISSTATUS}}" != "FAILED"]?end)
 same => n,Wait(0.25)
 same => n,Goto({LINE},1)
 same => n(end),Hangup()

[{TAP}]
exten => _[0-9a-zA-Z]!,1,Answer()
 same => n(enter),Stasis({APP},tap,${{EXTEN}})
 same => n,GotoIf($["${{STASISSTATUS}}" != "FAILED"]?end)
 same => n,Wait(0.25)
 same => n,Goto(enter)
 same => n(end),Hangup()

[{NOWHERE}]
exten => {ECHO},1,Set(TIMEOUT(absolute)={LONGEST_ECHO})
 same => n,Answer()
 same => n,Echo()
 same => n,Hangup()
exten => *43,1,Goto({ECHO},1)

[{ROBOT}]
exten => talk,1,Set(TIMEOUT(absolute)={LONGEST_TRIAL})
 same => n,Wait(1)
 same => n,Playback(demo-echotest)
 same => n,Echo()
 same => n,Hangup()
{tryout_conf()}"""
