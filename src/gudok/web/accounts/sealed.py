"""Secrets we must be able to read again, sealed with a key that follows from the installation's own secret.

A copy of the records without gudok.toml does not tell them.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(secret: str) -> str:
    return _box(settings.SECRET_KEY).encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret, or nothing when it was sealed with another installation's key."""
    try:
        return _box(settings.SECRET_KEY).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


@lru_cache(maxsize=2)
def _box(key: str) -> Fernet:
    made = HKDF(SHA256(), length=32, salt=None, info=b"gudok sealed secrets").derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(made))
