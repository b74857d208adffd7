"""How a dialled number that did not answer ended, from what the network told of it."""

from __future__ import annotations

NOT_PLACED, CANCELLED = "not_placed", "cancelled"
"""The operator's own telephone was not picked up; she hung up before the customer answered."""

OF_CAUSE = {
    "busy": (17,),
    "no_answer": (18, 19, 102),
    "rejected": (21, 16, 31),
    "no_such_number": (1, 2, 3, 22, 28),
    "unreachable": (20, 27),
}
"""Q.850 causes by end; anything else is the provider's failure."""
BARRED = (401, 402, 403, 407)
"""SIP answers by which a provider refuses to carry a call, which never rings; the cause is a person's refusal."""
SWITCHED_OFF = 480
"""SIP answer of a telephone that is off or out of reach; as a cause it looks like nobody's answer."""
NO_WAY = (2, 3, 34, 38, 41, 42, 47)
"""Q.850 causes of a network that has no way or no room for a call."""
CALLED = (1, 16, 17, 19, 20, 21, 22, 28)
"""Q.850 causes that tell of the number or of the called party, whatever the SIP answer that brings them."""
SILENT, SILENCE = 408, 18
"""SIP answer of a server that waited in vain; and the cause, without any SIP answer, of a provider who is silent."""


def is_trunks_fault(cause: int, sip: int, *, rang: bool) -> bool:
    """Whether a call failed on our side of the called party, so that another trunk may carry it.

    A provider who refuses us (`BARRED`), has a failure (5xx), no way or no room, or is silent. Never once it rang.
    """
    if rang:
        return False
    if sip in BARRED or sip == SILENT or (not sip and cause == SILENCE):
        return True
    return cause in NO_WAY or (500 <= sip < 600 and cause not in CALLED)


def end_of(cause: int, sip: int, *, rang: bool) -> str:
    """The call's end. `sip` is the network's SIP answer, or 0; `rang` says that the number was heard to ring."""
    if not rang and sip in BARRED:
        return "provider_refused"
    if not rang and (sip == SWITCHED_OFF or cause in OF_CAUSE["no_answer"]):
        return "unreachable"
    return next((end for end, causes in OF_CAUSE.items() if cause in causes), "provider_failed")
