"""Codes of an application: RFC 6238, half minutes, six digits."""

from __future__ import annotations

import time

import pyotp
import segno

from gudok.web.accounts.factors.models import Totp
from gudok.web.accounts.sealed import unseal

STEP = 30
DRIFT = 1
"""So many half minutes may the telephone's clock be away."""


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, login: str) -> str:
    """The otpauth address an application takes up."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="Gudok")


def picture(secret: str, login: str) -> str:
    """The address as a QR code: an SVG element."""
    return segno.make(address(secret, login), error="m").svg_inline(scale=5, border=3, light="#fff", dark="#000")


def step_of(secret: str, code: str, after: int = 0, at: float | None = None) -> int:
    """The half minute this code belongs to, later than `after`; 0 when the code is wrong or too old."""
    now = int((time.time() if at is None else at) // STEP)
    digits = "".join(char for char in code if char.isdigit() and char.isascii())
    made = pyotp.TOTP(secret)
    fits = [
        step
        for step in range(now - DRIFT, now + DRIFT + 1)
        if step > after and pyotp.utils.strings_equal(made.generate_otp(step), digits)
    ]
    return max(fits, default=0)


def take(user_id: int, code: str) -> bool:
    """Whether the code is right; it is spent by that, and so are all before it."""
    row = Totp.objects.filter(user_id=user_id).first()
    step = step_of(unseal(row.secret), code, after=row.last_step) if row else 0
    # Two browsers with the same code: one of them is late.
    return bool(step) and Totp.objects.filter(user_id=user_id, last_step__lt=step).update(last_step=step) == 1
