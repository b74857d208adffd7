"""Codes on paper for the day the telephone is lost."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

from gudok.web.accounts.factors.models import RecoveryCode

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

COUNT = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def renew(user: User) -> list[str]:
    """New codes in place of all old ones; to be shown once."""
    codes = ["-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(COUNT)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hash=_hash(code)) for code in codes)
    return codes


def take(user_id: int, code: str) -> bool:
    """Whether it is one of the person's codes; it is spent by that."""
    plain = "".join(char for char in code.lower() if char in _LETTERS)
    return bool(plain) and RecoveryCode.objects.filter(user_id=user_id, hash=_hash(plain)).delete()[0] == 1


def _hash(code: str) -> str:
    return salted_hmac("gudok.recovery", code.replace("-", ""), algorithm="sha256").hexdigest()
