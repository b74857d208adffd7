"""Letters to those who are to know: the first at once, what comes soon after it gathered into one.

What is to be told stands in the alerts' rows until it was sent, so neither a mail server that is away nor the death of
the worker loses a letter. They are sent from a thread, so that a slow server delays no look.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gudok.web.accounts.models import User
from gudok.web.alerts.models import Alert
from gudok.web.alerts.queries import in_words, visible
from gudok.web.record.times import moment
from gudok.web.why.formats import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gudok.web.alerts.queries import Shown

log = logging.getLogger(__name__)

GAP = 300_000
"""Milliseconds between two letters: what comes meanwhile is told together."""
MOST = 50
"""So many alerts stand in one letter; of the others it says how many."""
STALE = timedelta(hours=24)
"""What could not be told for so long is told no more."""


class Sending(threading.Thread):
    """One go at a mail server; `error` is why it failed."""

    def __init__(self, due: list[Alert]) -> None:
        super().__init__(name="alert-mail", daemon=True)
        self.due, self.letters = due, letters(due)
        self.error: OSError | None = None

    def run(self) -> None:
        try:
            send(self.letters)
        except OSError as error:  # SMTPException is one
            self.error = error


class Post:
    """The letters of one worker. Times are UTC ms."""

    def __init__(self) -> None:
        self._next = 0
        self.sending: Sending | None = None
        self.failing_since = 0

    def round(self, now: int) -> None:
        """Begin to send what is due if it is time; write down how the last sending went."""
        if self.sending is not None:
            if self.sending.is_alive():
                return
            self._settle(self.sending, now)
            self.sending = None
        if not settings.EMAIL_HOST or now < self._next:
            return
        Alert.objects.filter(letter_due=True, began_at__lt=moment(now) - STALE).update(letter_due=False)
        if due := list(Alert.objects.filter(letter_due=True).order_by("began_at")):
            self._next = now + GAP
            self.sending = Sending(due)
            self.sending.start()

    def _settle(self, done: Sending, now: int) -> None:
        if done.error is not None:
            self.failing_since = self.failing_since or now
            log.warning("letters of alerts were not sent: %s", done.error)
            return
        self.failing_since = 0
        for row in done.due:
            # One that ended while it was being told is told again, as over.
            over = row.ended_at is None and Alert.objects.filter(pk=row.pk, ended_at__isnull=False).exists()
            Alert.objects.filter(pk=row.pk).update(told_at=timezone.now(), letter_due=over)

    def failing(self, now: int) -> float:
        """For how many minutes no letter could be sent."""
        return (now - self.failing_since) / 60_000 if self.failing_since else 0


def letters(due: Sequence[Alert]) -> list[EmailMessage]:
    """One for everybody with an address and the right to the wall: what that person may know, in the own language."""
    found = []
    for user in User.objects.filter(is_active=True).exclude(email=""):
        if not user.has_perm("wall.see"):
            continue
        mine = set(visible(user).filter(pk__in=[row.pk for row in due]).values_list("pk", flat=True))
        with translation.override(user.language or settings.LANGUAGE_CODE):
            if told := in_words(row for row in due if row.pk in mine):
                found.append(letter(told, user.email))
    return found


def letter(told: list[Shown], address: str) -> EmailMessage:
    """Alerts, one or many, as a letter in the present language."""
    n = len(told)
    subject = headline(told[0]) if n == 1 else ngettext("%(n)d alert", "%(n)d alerts", n) % {"n": n}
    parts = [f"{headline(one)}\n{one.action}" if not one.row.ended_at else headline(one) for one in told[:MOST]]
    if n > MOST:
        parts.append(_("And %(n)d more.") % {"n": n - MOST})
    if base := settings.GUDOK.web.public_url:
        parts.append(f"{base}{reverse('alerts')}")
    return EmailMessage(subject.replace("\n", " "), "\n\n".join(parts) + "\n", settings.DEFAULT_FROM_EMAIL, [address])


def headline(one: Shown) -> str:
    if one.row.ended_at:
        return _("Over after %(time)s: %(what)s") % {"time": clock(one.lasted), "what": one.text}
    return f"{one.level_name}: {one.text}"


def send(messages: list[EmailMessage]) -> None:
    """All of them over one connection; raises OSError (of which SMTPException is one)."""
    get_connection().send_messages(messages)


def trial(user: User) -> str:
    """Send a letter to this very person: why it could not be sent, or nothing."""
    if not settings.EMAIL_HOST:
        return _("No mail server is set: put its name into [mail] host of gudok.toml and start anew.")
    if not user.email:
        return _("You have no e-mail address: put it into your profile.")
    text = _("This is a test. Alerts that are to be told by e-mail come from this address.")
    try:
        send([EmailMessage(_("A test letter of Gudok"), f"{text}\n", settings.DEFAULT_FROM_EMAIL, [user.email])])
    except OSError as error:
        return _("The mail server did not take it: %(why)s") % {"why": error}
    return ""
