"""The dialplan of a trunk's test call: it calls, says what an echo is and then is one, and writes down what it learns.

What is asked and what was learned stands in Asterisk's own database, family `try`, under the trunk's name: so a test
needs no engine, disturbs no call, and ends by itself. Our own end is answered at once: the console gives up after half
a minute what nobody answers.
"""

from __future__ import annotations

FAMILY = "try"
TRYOUT = "tryout"
LONGEST_RINGING = 45
LONGEST_TALK = 60


def tryout_conf() -> str:
    """Its part of extensions.conf; ends are told as the provider worded them."""
    gosubs = f"b({TRYOUT}-leg^s^1(${{OF}}))U({TRYOUT}-up^${{OF}})"
    return f"""
[{TRYOUT}]
exten => _X!,1,Set(OF=trunk-${{EXTEN}})
 same => n,Set(TIMEOUT(absolute)={LONGEST_RINGING + LONGEST_TALK})
 same => n,Answer()
 same => n,Set(CALLERID(num)=${{DB({FAMILY}/${{OF}}/shown)}})
 same => n,Set(DB({FAMILY}/${{OF}}/state)=dialled)
 same => n,Dial(PJSIP/${{DB({FAMILY}/${{OF}}/number)}}@${{OF}},{LONGEST_RINGING},{gosubs})
 same => n,Hangup()
exten => h,1,GotoIf($["${{HANGUPCAUSE_KEYS()}}" = ""]?cause)
 same => n,Set(DB({FAMILY}/${{OF}}/sip)=${{HANGUPCAUSE(${{HANGUPCAUSE_KEYS()}},tech)}})
 same => n(cause),Set(DB({FAMILY}/${{OF}}/cause)=${{HANGUPCAUSE}})
 same => n,Set(DB({FAMILY}/${{OF}}/dialled)=${{DIALSTATUS}})
 same => n,Set(DB({FAMILY}/${{OF}}/state)=over)

[{TRYOUT}-leg]
exten => s,1,Set(DB({FAMILY}/${{ARG1}}/channel)=${{CHANNEL}})
 same => n,Return()

[{TRYOUT}-up]
exten => s,1,Set(TIMEOUT(absolute)={LONGEST_TALK})
 same => n,Set(DB({FAMILY}/${{ARG1}}/state)=up)
 same => n,Set(CHANNEL(hangup_handler_push)={TRYOUT}-heard,s,1(${{ARG1}}))
 same => n,Wait(1)
 same => n,Playback(demo-echotest)
 same => n,Echo()
 same => n,Hangup()

[{TRYOUT}-heard]
exten => s,1,Set(DB({FAMILY}/${{ARG1}}/heard)=${{CHANNEL(rtcp,rxcount)}})
 same => n,Set(DB({FAMILY}/${{ARG1}}/lost)=${{CHANNEL(rtcp,rxploss)}})
 same => n,Return()
"""
