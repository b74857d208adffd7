"""The request that rings an operator's telephone."""

from __future__ import annotations

from gudok.core.words import Caller, RingAgent
from gudok.edges.asterisk.config.dialplan import OPERATOR, PLAIN, RECORD, RECORDED

UNKNOWN = "anonymous"
LATER = 2
"""Seconds by which Asterisk's own end of ringing comes after the core's."""


def originate(command: RingAgent, record: str) -> dict[str, object]:
    """The body of the request that rings a telephone.

    The core's own timer ends the ringing; Asterisk's (whole seconds, later) is for the case that no engine is there.
    """
    headers = {"X-Gudok-Call": command.call, "X-Gudok-Leg": f"{command.leg}"}
    if command.auto_answer:
        headers |= answers_itself()
    variables = {f"PJSIP_HEADER(add,{name})": value for name, value in headers.items()}
    if record:
        variables[RECORD] = record
    return {
        "endpoint": f"PJSIP/{command.endpoint}",
        "context": OPERATOR,
        "extension": RECORDED if record else PLAIN,
        "priority": 1,
        "callerId": caller_id(command.caller),
        "timeout": -(-command.timeout // 1000) + LATER,
        "variables": variables,
        **formats(command),
    }


def answers_itself() -> dict[str, str]:
    """Headers by which a telephone answers without being touched."""
    return {"Call-Info": "<sip:gudok>;answer-after=0", "Alert-Info": "<http://gudok>;info=alert-autoanswer"}


def formats(command: RingAgent) -> dict[str, str]:
    """As the caller, so that nothing is recoded; a leg for a call out has no caller yet, and networks speak G.711."""
    if command.codec == "opus":
        return {"formats": "opus"}
    return {"originator": command.channel} if command.channel else {"formats": "alaw,ulaw"}


def caller_id(caller: Caller) -> str:
    """The caller as the telephone shows him: name in quotes, number."""
    name = "".join(char for char in (caller.name or caller.shown) if char.isprintable() and char not in '"\\<>')
    return f'"{name}" <{caller.number or UNKNOWN}>'
