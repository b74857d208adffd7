"""Who may go on listening: each open stream has its pass, and ends within seconds when that holds no more.

A session that was ended or timed out, a token that was revoked, a person who may not sign in or whose rights or reach
changed. One look asks three cheap questions for all streams of the process; rights are worked out anew only after the
audit told of a change.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, NamedTuple

from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import connections
from django.db.models import Max, Q
from django.utils import timezone

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.models import User
from gudok.web.accounts.scope import scope_of
from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gudok.web.accounts.scope import Scope

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two looks."""
OF_RIGHTS = ("person.", "ownrole.", "team.", "staff.", "profile.")
"""Beginnings of the audit's verbs after which somebody's rights may be others."""


class Pass(NamedTuple):
    """What let a stream in. `session` is its key, empty for a program with a token."""

    person: int
    session: str
    token: int | None
    rights: frozenset[str]
    scope: Scope | None


def issue(person: int, session: str, token: int | None = None) -> Pass:
    """The pass of who comes now."""
    user = User.objects.get(pk=person)
    return Pass(person, session, token, rights_of(user), scope_of(user))


class Keeper:
    """Holds the passes of one loop's streams; `end` of a pass is called once, on the loop."""

    def __init__(self) -> None:
        self._held: dict[object, tuple[Pass, Callable[[], None]]] = {}
        self._task: asyncio.Task[None] | None = None
        self._audit = -1
        """The audit's last entry that was looked at; −1: not yet, so the first look trusts no pass."""

    def hold(self, stream: object, given: Pass, end: Callable[[], None]) -> None:
        self._held[stream] = (given, end)
        if self._task is None or self._task.done():
            self._audit = -1
            self._task = asyncio.get_running_loop().create_task(self._run())

    def release(self, stream: object) -> None:
        self._held.pop(stream, None)

    async def _run(self) -> None:
        while self._held:
            await asyncio.sleep(EVERY)
            try:
                await self.look()
            except Exception:
                log.exception("open streams cannot be looked at, trying again")

    async def look(self) -> None:
        """End the streams whose pass holds no more."""
        held = dict(self._held)
        over = await asyncio.to_thread(self._over, {given for given, _ in held.values()})
        for stream, (given, end) in held.items():
            if given in over and stream in self._held:
                del self._held[stream]
                end()

    def _over(self, passes: set[Pass]) -> set[Pass]:
        try:
            sessions, people, tokens = _living(passes)
            gone = {given for given in passes if not _is_there(given, sessions, people, tokens)}
            return gone | {given for given in self._changed(passes - gone) if not _still(given)}
        finally:
            # The next look may be another thread's.
            connections.close_all()

    def _changed(self, passes: set[Pass]) -> set[Pass]:
        """Those whose rights may be others than they were."""
        before = self._audit
        self._audit = AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0
        if before < 0:
            return passes
        of_rights = Q()
        for start in OF_RIGHTS:
            of_rights |= Q(verb__startswith=start)
        found = list(AuditEntry.objects.filter(of_rights, pk__gt=before).values_list("verb", "row_id"))
        people = {row for verb, row in found if verb.startswith(("person.", "profile."))}
        all_of_them = any(not verb.startswith(("person.", "profile.")) for verb, _ in found)
        return passes if all_of_them else {given for given in passes if str(given.person) in people}


def _living(passes: Iterable[Pass]) -> tuple[set[str], set[int], set[int]]:
    """The sessions that go on, the people who may sign in, the tokens that are good."""
    from gudok.web.api.models import Token

    now = timezone.now()
    keys = [given.session for given in passes if given.session]
    sessions = {key for some in _parts(keys) for key in _sessions(some, now)}
    people = set(
        User.objects.filter(is_active=True, pk__in={given.person for given in passes}).values_list("pk", flat=True)
    )
    good = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now))
    tokens = {given.token for given in passes if given.token}
    return (
        sessions,
        people,
        set(Token.objects.filter(good, pk__in=tokens).values_list("pk", flat=True)) if tokens else set(),
    )


def _sessions(keys: list[str], now: object) -> Iterable[str]:
    return Session.objects.filter(session_key__in=keys, expire_date__gt=now).values_list("session_key", flat=True)


def _parts(keys: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def _is_there(given: Pass, sessions: set[str], people: set[int], tokens: set[int]) -> bool:
    by_session = not given.session or given.session in sessions
    return by_session and given.person in people and (given.token is None or given.token in tokens)


def _still(given: Pass) -> bool:
    return issue(given.person, given.session, given.token) == given


_keepers: dict[asyncio.AbstractEventLoop, Keeper] = {}


def keeper() -> Keeper:
    """The running loop's."""
    loop = asyncio.get_running_loop()
    for dead in [other for other in _keepers if other.is_closed()]:
        del _keepers[dead]
    return _keepers.setdefault(loop, Keeper())


aissue = sync_to_async(issue)
