"""The conversation with the identity provider, by Authlib: discovery, code flow with PKCE, the signed identity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authlib.integrations.django_client import OAuth

from gudok.web.accounts.oidc.models import Provider
from gudok.web.accounts.sealed import unseal

if TYPE_CHECKING:
    from django.http import HttpRequest

NAME = "company"


def client(row: Provider) -> Any:
    """Authlib's client for the provider; made anew each time, for the row may have changed."""
    registry = OAuth()
    return registry.register(
        NAME,
        client_id=row.client_id,
        client_secret=unseal(row.client_secret),
        server_metadata_url=f"{row.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", "timeout": 10},
    )


def claims_of(row: Provider, request: HttpRequest) -> dict[str, Any]:
    """What the provider says of the person who came back: the checked identity, and what only its own page tells."""
    talk = client(row)
    token = talk.authorize_access_token(request)
    claims = {**token.get("userinfo", {})}
    if row.login_claim not in claims or (row.roles and row.groups_claim not in claims):
        more = talk.userinfo(token=token)
        if more.get("sub") == claims.get("sub"):
            claims |= more
    return claims
