"""What the directory answered, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.accounts.ldap.errors import DeniedError

if TYPE_CHECKING:
    from gudok.web.accounts.ldap.errors import TroubleError

TROUBLES = {
    "no_servers": gettext_lazy("No server is named."),
    "unreachable": gettext_lazy("No server answers at this address: check the name, the port and the firewall."),
    "unknown_host": gettext_lazy("The server's name is not known to this machine's name service."),
    "slow": gettext_lazy("The server did not answer in time."),
    "busy": gettext_lazy("The server is busy or being repaired."),
    "certificate": gettext_lazy(
        "The server's certificate is not trusted: the certificate of the company's authority is missing here, or the "
        "server is called by another name than it has in the certificate."
    ),
    "no_tls": gettext_lazy("The server does not encrypt at this address: try ldaps:// or ldap:// with STARTTLS."),
    "wants_tls": gettext_lazy("The server wants an encrypted connection: use ldaps:// or STARTTLS."),
    "searcher": gettext_lazy("The account that searches was refused: its name or its password is wrong."),
    "no_searcher": gettext_lazy("Without an account that searches, people can be looked up only with their password."),
    "no_access": gettext_lazy("The account that searches may not read there."),
    "no_base": gettext_lazy("There is no such place in the directory."),
    "bad_filter": gettext_lazy("The filter cannot be read: count its brackets."),
    "many": gettext_lazy("The filter finds several people for this login."),
    "broken": gettext_lazy("The server refused the question."),
}
DENIALS = {
    "unknown": gettext_lazy("The directory has nobody with this login, or the filter leaves the person out."),
    "password": gettext_lazy("The password is wrong."),
    "password_old": gettext_lazy(
        "The password is too old: choose a new one where the company's passwords are changed."
    ),
    "closed": gettext_lazy("The account is closed in the directory."),
    "locked": gettext_lazy("The account is locked in the directory after too many wrong passwords."),
    "not_now": gettext_lazy("The directory does not let this person in at this hour."),
    "not_here": gettext_lazy("The directory does not let this person in from this machine."),
}
TOLD_AT_THE_DOOR = frozenset(DENIALS) - {"unknown", "password"}
"""Whether a login exists is not told to who guesses."""
STEPS = {
    "encrypted": gettext_lazy("The connection is encrypted."),
    "connected": gettext_lazy("The server answers."),
    "searcher_in": gettext_lazy("The account that searches was let in."),
    "found": gettext_lazy("The person was found."),
    "password_right": gettext_lazy("The password is right."),
}


def trouble(error: TroubleError) -> str:
    """The sentence, and behind it what the server said itself."""
    told = str(TROUBLES[error.code])
    return f"{told} {_('Answer: %(said)s') % {'said': error.said}}" if error.said else told


def at_the_door(error: TroubleError | DeniedError) -> str:
    """What a person is told who signs in."""
    if not isinstance(error, DeniedError):
        return _("The company's directory cannot be asked now. Please try again, or tell an administrator.")
    known = error.code in TOLD_AT_THE_DOOR
    return str(DENIALS[error.code]) if known else _("The login or the password is wrong.")
