"""What a provider's answer to a call means, and what to do about it: SIP codes (RFC 3261 and later), Q.850 causes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACCOUNT = _lazy("Check the login and the password: they stand in the provider's account on his site.")
MONEY = _lazy("Look at the balance and the services of the account; the provider's support tells what is missing.")
RIGHTS = _lazy("Check the number shown to the customer, the directions allowed by the tariff, and the balance.")
NUMBER = _lazy("Check the number and how it is written: +7 495…, 7 495… or 8 495… is set on the trunk.")
FORM = _lazy(
    "Try another writing of numbers, or «our number instead of the login»; a template of this provider may help."
)
CODEC = _lazy("Choose the codecs that the provider names: G.711 A-law or μ-law.")
LATER = _lazy("Try again in a minute; if it stays so, the provider's support must help. Set a reserve trunk.")
ROOM = _lazy("The provider or the account has no free lines: wait, or buy more lines. Set a reserve trunk.")
HOST = _lazy("Check the provider's host, the port, UDP or TCP, and the firewall between you.")
OTHER_HOST = _lazy("Check the provider's host: perhaps another server, domain or proxy of his is meant.")
CALLED = _lazy("The trunk works: the answer is the called telephone's. Try another number.")
SUPPORT = _lazy("Tell the provider's support this code and the time of the call.")
NONE = _lazy("Nothing is to be done.")


class Answer(NamedTuple):
    """A sentence and its cure. `reached`: the trunk did its work, whatever the called party answered."""

    told: StrOrPromise
    cure: StrOrPromise
    reached: bool = False


SIP: dict[int, Answer] = {
    400: Answer(_lazy("The provider does not understand our request."), FORM),
    401: Answer(_lazy("The provider refused the login or the password."), ACCOUNT),
    402: Answer(_lazy("The provider wants to be paid first."), MONEY),
    403: Answer(_lazy("The provider forbids this call."), RIGHTS),
    404: Answer(_lazy("There is no such number."), NUMBER),
    405: Answer(_lazy("The provider's server takes no calls at this address."), OTHER_HOST),
    406: Answer(_lazy("The provider cannot answer in a way we accept."), SUPPORT),
    407: Answer(_lazy("The provider's proxy refused the login or the password."), ACCOUNT),
    408: Answer(_lazy("Nobody answered the provider, or the provider us, in time."), HOST),
    410: Answer(_lazy("The number is no longer in use."), NUMBER),
    413: Answer(_lazy("Our request is too long for the provider."), _lazy("Try TCP instead of UDP.")),
    414: Answer(_lazy("The address we call is too long for the provider."), NUMBER),
    415: Answer(_lazy("The provider does not take the kind of our request."), CODEC),
    416: Answer(_lazy("The provider does not know this kind of address."), OTHER_HOST),
    420: Answer(_lazy("The provider does not know an extension we use."), SUPPORT),
    421: Answer(_lazy("The provider asks for an extension we do not have."), SUPPORT),
    422: Answer(_lazy("The provider wants longer sessions than we offer."), SUPPORT),
    423: Answer(_lazy("The provider wants to be registered with for longer."), SUPPORT),
    428: Answer(_lazy("The provider asks for a signed caller's identity."), SUPPORT),
    433: Answer(_lazy("The called party takes no anonymous calls."), _lazy("Set the number the customer sees.")),
    436: Answer(_lazy("The provider cannot check the caller's identity."), RIGHTS),
    438: Answer(_lazy("The caller's identity is not valid for the provider."), RIGHTS),
    480: Answer(_lazy("The telephone is switched off or out of reach."), CALLED, True),
    481: Answer(_lazy("The provider lost the call."), LATER),
    482: Answer(_lazy("The provider sends the call in a circle."), OTHER_HOST),
    483: Answer(_lazy("The call went over too many servers."), OTHER_HOST),
    484: Answer(_lazy("The number is incomplete."), NUMBER),
    485: Answer(_lazy("The number fits more than one telephone."), NUMBER),
    486: Answer(_lazy("The number is busy."), CALLED, True),
    487: Answer(_lazy("The call was given up."), NONE, True),
    488: Answer(_lazy("The provider takes none of the codecs we offer."), CODEC),
    489: Answer(_lazy("The provider does not know the event we ask about."), SUPPORT),
    491: Answer(_lazy("The provider is busy with another request of the same call."), LATER),
    493: Answer(_lazy("The provider cannot read our request."), SUPPORT),
    494: Answer(_lazy("The provider wants a secured connection."), SUPPORT),
    500: Answer(_lazy("The provider's server has a failure."), LATER),
    501: Answer(_lazy("The provider's server cannot do this."), OTHER_HOST),
    502: Answer(_lazy("A network behind the provider answered wrongly."), LATER),
    503: Answer(_lazy("The provider's service is not available, or has no free lines."), ROOM),
    504: Answer(_lazy("A network behind the provider did not answer in time."), LATER),
    505: Answer(_lazy("The provider speaks another version of SIP."), OTHER_HOST),
    513: Answer(_lazy("Our request is too long for the provider's server."), _lazy("Try TCP instead of UDP.")),
    580: Answer(_lazy("The provider's network has no room for a call of this quality."), LATER),
    600: Answer(_lazy("The called party is busy everywhere."), CALLED, True),
    603: Answer(_lazy("The called party declined the call."), CALLED, True),
    604: Answer(_lazy("There is no such number anywhere."), NUMBER),
    606: Answer(_lazy("The called telephone cannot take a call like ours."), CODEC),
    607: Answer(
        _lazy("The called party does not want our calls."), _lazy("Our number may be on a list of spam."), True
    ),
    608: Answer(_lazy("The call was rejected as spam on its way."), _lazy("Our number may be on a list of spam.")),
}
FAMILIES = {
    3: Answer(_lazy("The provider sends us to another address."), OTHER_HOST),
    4: Answer(_lazy("The provider refused the call."), SUPPORT),
    5: Answer(_lazy("The provider has a failure."), LATER),
    6: Answer(_lazy("The call was refused everywhere."), CALLED, True),
}
"""For a code that no table knows, by its first digit."""

Q850: dict[int, Answer] = {
    1: Answer(_lazy("There is no such number."), NUMBER),
    2: Answer(_lazy("The provider has no way to the network of this number."), LATER),
    3: Answer(_lazy("The provider has no way to this number."), NUMBER),
    4: Answer(_lazy("A tone of the network instead of an answer."), NUMBER),
    5: Answer(_lazy("The prefix of the number is wrong."), NUMBER),
    6: Answer(_lazy("The line given to the call cannot be used."), LATER),
    7: Answer(_lazy("The call was given to a line that is set up already."), LATER),
    8: Answer(_lazy("The call gave way to a more urgent one."), LATER),
    14: Answer(_lazy("The number was moved to another provider."), SUPPORT),
    16: Answer(_lazy("The call ended in the usual way."), NONE, True),
    17: Answer(_lazy("The number is busy."), CALLED, True),
    18: Answer(_lazy("The called telephone does not respond."), CALLED, True),
    19: Answer(_lazy("Nobody picked up."), CALLED, True),
    20: Answer(_lazy("The telephone is switched off or out of reach."), CALLED, True),
    21: Answer(_lazy("The call was rejected."), CALLED, True),
    22: Answer(_lazy("The number has changed."), NUMBER),
    23: Answer(_lazy("The number leads to a new place."), NUMBER),
    25: Answer(_lazy("The networks send the call in a circle."), SUPPORT),
    26: Answer(_lazy("The call was ended by a side that had not been chosen."), LATER),
    27: Answer(_lazy("The called telephone or its network is out of order."), LATER),
    28: Answer(_lazy("The number is incomplete or written wrongly."), NUMBER),
    29: Answer(_lazy("The network refused a service that was asked for."), SUPPORT),
    30: Answer(_lazy("An answer to a question about the line's state."), NONE),
    31: Answer(_lazy("The network ended the call without a reason."), SUPPORT),
    34: Answer(_lazy("There are no free lines."), ROOM),
    38: Answer(_lazy("The trunk or the provider's network is out of order."), HOST),
    39: Answer(_lazy("A lasting connection is out of order."), LATER),
    40: Answer(_lazy("A lasting connection works."), NONE),
    41: Answer(_lazy("The network has a passing failure."), LATER),
    42: Answer(_lazy("The network is overloaded."), LATER),
    43: Answer(_lazy("The network threw away a part of the request."), SUPPORT),
    44: Answer(_lazy("The line that was asked for is not free, or no voice came."), LATER),
    46: Answer(_lazy("A more urgent call is in the way."), LATER),
    47: Answer(_lazy("The network has no room."), ROOM),
    49: Answer(_lazy("The quality that was asked for cannot be had."), LATER),
    50: Answer(_lazy("The account has no right to this service."), MONEY),
    53: Answer(_lazy("Calls out are barred in the group."), RIGHTS),
    55: Answer(_lazy("Calls in are barred in the group."), RIGHTS),
    57: Answer(_lazy("The account may not make such calls."), RIGHTS),
    58: Answer(_lazy("Such calls cannot be made at present: the codecs do not fit."), CODEC),
    62: Answer(_lazy("The settings of the two sides do not fit."), CODEC),
    63: Answer(_lazy("The service is not to be had."), MONEY),
    65: Answer(_lazy("The network does not carry such calls."), CODEC),
    66: Answer(_lazy("The network does not know this kind of line."), SUPPORT),
    69: Answer(_lazy("The network does not know the service."), SUPPORT),
    70: Answer(_lazy("Only restricted digital calls are carried."), SUPPORT),
    79: Answer(_lazy("The network does not do what was asked."), SUPPORT),
    81: Answer(_lazy("The provider does not know this call."), LATER),
    82: Answer(_lazy("The line that was named does not exist."), SUPPORT),
    83: Answer(_lazy("The call is on hold, but not this one."), SUPPORT),
    84: Answer(_lazy("The mark of the call on hold is taken."), SUPPORT),
    85: Answer(_lazy("No call is on hold."), SUPPORT),
    86: Answer(_lazy("The call on hold has ended."), SUPPORT),
    87: Answer(_lazy("The caller does not belong to the closed group."), RIGHTS),
    88: Answer(_lazy("The two telephones do not fit each other."), CODEC),
    90: Answer(_lazy("The closed group does not exist."), RIGHTS),
    91: Answer(_lazy("The network that was chosen does not exist."), NUMBER),
    95: Answer(_lazy("The request was wrong."), FORM),
    96: Answer(_lazy("The request lacks something the network needs."), FORM),
    97: Answer(_lazy("The network does not know this kind of request."), SUPPORT),
    98: Answer(_lazy("The request does not fit the state of the call."), SUPPORT),
    99: Answer(_lazy("The network does not know a part of the request."), SUPPORT),
    100: Answer(_lazy("A part of the request has a wrong value."), FORM),
    101: Answer(_lazy("The request came at the wrong moment."), LATER),
    102: Answer(_lazy("The network waited too long."), LATER),
    103: Answer(_lazy("A value of the request was passed on unread."), SUPPORT),
    110: Answer(_lazy("A request with an unknown value was thrown away."), SUPPORT),
    111: Answer(_lazy("The two sides do not speak the same protocol."), SUPPORT),
    127: Answer(_lazy("Another network answered, and did not say why."), SUPPORT),
}
SILENT = Answer(_lazy("The provider does not answer at all."), HOST)
UNKNOWN = Answer(_lazy("The call did not come about, and nobody said why."), SUPPORT)


def meaning(sip: int, cause: int) -> Answer:
    """What an end without an answer means: the SIP answer says it, and the cause where there is none."""
    if sip in SIP:
        return SIP[sip]
    if sip >= 300:
        return FAMILIES.get(sip // 100, UNKNOWN)
    return Q850.get(cause, UNKNOWN)


def code(sip: int, cause: int, phrase: str = "") -> str:
    """The codes for whoever talks with the provider's support: «SIP 404 Not Found, Q.850 1»."""
    parts = [f"SIP {sip} {phrase}".strip()] if sip else []
    return ", ".join([*parts, *([_("Q.850 cause %(n)d") % {"n": cause}] if cause else [])])
