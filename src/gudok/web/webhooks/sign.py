"""The signature of the standard-webhooks format: HMAC-SHA256 over id, time and body."""

from __future__ import annotations

import base64
import hashlib
import hmac

PREFIX = "whsec_"


def signature(secret: str, event: str, at: int, body: bytes) -> str:
    """`v1,…` for an event's id, a time in seconds since the epoch and the very bytes that are sent."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    said = f"{event}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()


def headers(secret: str, event: str, at: int, body: bytes) -> dict[str, str]:
    """What goes with a body."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "Gudok-Webhooks/1",
        "webhook-id": event,
        "webhook-timestamp": str(at),
        "webhook-signature": signature(secret, event, at, body),
    }
