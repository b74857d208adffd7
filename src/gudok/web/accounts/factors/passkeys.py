"""Passkeys: WebAuthn by the fido2 library. What the browser and we exchange is JSON as the standard writes it."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.utils import timezone
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from gudok.web.accounts.factors.models import Passkey

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gudok.web.accounts.models import User

STATE = "passkey_state"


class RefusedError(Exception):
    """The browser's answer proves nothing."""


def possible(request: HttpRequest) -> bool:
    """Browsers keep passkeys for names, not for IP addresses, and only on a secure way (or this very machine)."""
    host = request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False


def begin_adding(request: HttpRequest, user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey."""
    entity = PublicKeyCredentialUserEntity(id=str(user.pk).encode(), name=user.login, display_name=str(user))
    options, state = _server(request).register_begin(
        entity,
        [_data(key) for key in user.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    request.session[STATE] = state
    return dict(options.public_key)


def finish_adding(request: HttpRequest, answer: dict[str, Any]) -> tuple[str, bytes]:
    """The new credential's id and public data; raises RefusedError."""
    try:
        made = _server(request).register_complete(request.session.pop(STATE), answer)
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedError from error
    if made.credential_data is None:
        raise RefusedError
    return websafe_encode(made.credential_data.credential_id), bytes(made.credential_data)


def begin_asking(request: HttpRequest, user: User | None) -> dict[str, Any]:
    """What the browser needs to prove a passkey: one of this person's, or of anybody's (then with PIN or finger)."""
    known = [_data(key) for key in user.passkeys.all()] if user else None
    needed = UserVerificationRequirement.PREFERRED if user else UserVerificationRequirement.REQUIRED
    options, state = _server(request).authenticate_begin(known, user_verification=needed)
    request.session[STATE] = state
    return dict(options.public_key)


def finish_asking(request: HttpRequest, answer: dict[str, Any], user: User | None) -> Passkey:
    """The passkey that was proved; raises RefusedError."""
    try:
        state, named = request.session.pop(STATE), str(answer["id"])
        known = Passkey.objects.filter(credential=named, user__is_active=True).select_related("user")
        key = known.filter(user=user).first() if user else known.first()
        if key is None:
            raise RefusedError
        _server(request).authenticate_complete(state, [_data(key)], answer)
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedError from error
    Passkey.objects.filter(pk=key.pk).update(used=timezone.now())
    return key


def _data(key: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(key.data))


def _server(request: HttpRequest) -> Fido2Server:
    origin = f"{request.scheme}://{request.get_host()}"
    name = urlsplit(origin).hostname or ""
    return Fido2Server(PublicKeyCredentialRpEntity(id=name, name="Gudok"), verify_origin=lambda found: found == origin)
