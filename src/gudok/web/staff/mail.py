"""Letters to people, where the installation knows a mail server."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

log = logging.getLogger(__name__)


def can_mail() -> bool:
    return bool(settings.GUDOK.mail.host)


def mail(to: str, subject: str, text: str) -> bool:
    """Whether the mail server took the letter."""
    try:
        send_mail(subject, text, settings.GUDOK.mail.sender, [to])
    except (SMTPException, OSError) as error:
        log.warning("a letter was not taken: %r", error)
        return False
    return True
