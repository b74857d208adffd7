"""The conversation with the directory: connect, encrypt, find the entry, try the password."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
from anyio.abc import SocketAttribute
from anyldap import ldap
from anyldap.ldap.dn import escape_dn_chars
from anyldap.ldap.filter import escape_filter_chars
from anyldap.ldap.ldapobject import SimpleLDAPObject

from gudok.web.accounts.ldap.entry import Entry, entry_of, wanted
from gudok.web.accounts.ldap.errors import DeniedError, TroubleError
from gudok.web.accounts.sealed import unseal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from gudok.web.accounts.ldap.models import Directory

    Tell = Callable[[str, str], None]
    """Told of each step that went well: its code, and what to name."""

NEXT_SERVER = frozenset({"unreachable", "unknown_host", "slow", "busy", "certificate", "no_tls", "broken"})
"""Troubles of one server, after which the next is asked."""
OF_DATA = {
    "525": "unknown",
    "52e": "password",
    "530": "not_now",
    "531": "not_here",
    "532": "password_old",
    "533": "closed",
    "701": "closed",
    "773": "password_old",
    "775": "locked",
}
"""Active Directory's reasons of a refused password, the hexadecimal number after «data»."""


def check_password(row: Directory, login: str, password: str, tell: Tell = lambda *_: None) -> Entry:
    """The person's entry, when the password is right; raises DeniedError, TroubleError."""
    # A bind with a name and no password succeeds at many servers, as nobody.
    if not login or not password:
        raise DeniedError("password")
    return _ask(row, lambda talk: talk.prove(login, password), tell)


def look_up(row: Directory, logins: Sequence[str], tell: Tell = lambda *_: None) -> list[Entry | None]:
    """The entries without a password, by the account that searches; None for who is not there; raises TroubleError."""
    return _ask(row, lambda talk: talk.see(logins), tell)


def _ask(row: Directory, question: Callable[[_Talk], Awaitable[Any]], tell: Tell) -> Any:
    trouble = TroubleError("no_servers")
    for address in row.addresses:
        try:
            return asyncio.run(_ask_one(row, address, question, tell))
        except TroubleError as error:
            trouble = error
            if error.code not in NEXT_SERVER:
                break
    raise trouble


async def _ask_one(row: Directory, address: str, question: Callable[[_Talk], Awaitable[Any]], tell: Tell) -> Any:
    try:
        async with asyncio.timeout(row.timeout_s), _connected(row, address, tell) as connection:
            return await question(_Talk(row, connection, tell))
    except TimeoutError:
        raise TroubleError("slow", address) from None
    except (anyio.EndOfStream, anyio.BrokenResourceError) as error:
        # In the middle of the handshake; elsewhere the library says so itself.
        raise TroubleError("no_tls", address) from error
    except (ldap.LDAPError, OSError) as error:
        raise _trouble(error, address) from error


@asynccontextmanager
async def _connected(row: Directory, address: str, tell: Tell) -> AsyncIterator[Any]:
    async with _Connection(address, ssl_context=_context(row)) as connection:
        # A server that sends us elsewhere must not get passwords sent there.
        connection.set_option(ldap.OPT_REFERRALS, 0)
        if not address.startswith("ldaps:") and row.start_tls:
            try:
                await connection.start_tls_s()
            except (ldap.PROTOCOL_ERROR, ldap.UNAVAILABLE, ldap.OPERATIONS_ERROR, ldap.UNWILLING_TO_PERFORM) as error:
                raise TroubleError("no_tls", _said(error)) from error
            tell("encrypted", address)
        yield connection


class _Connection(SimpleLDAPObject):
    """The library's own leaves the socket open when the handshake of ldaps:// fails."""

    async def _connect_stream(self) -> Any:
        if not self._tls:
            return await super()._connect_stream()
        stream = await anyio.connect_tcp(
            self._host, self._port, tls=True, ssl_context=self._ssl_context, tls_standard_compatible=False
        )
        self._fileno = stream.extra(SocketAttribute.raw_socket).fileno()  # noqa: S610 no query
        return stream


def _context(row: Directory) -> ssl.SSLContext:
    """The company's own authority is trusted instead of all the world's."""
    context = ssl.create_default_context(cadata=row.authority.strip() or None)
    if not row.check_certificate:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class _Talk:
    """Questions over one connection."""

    def __init__(self, row: Directory, connection: Any, tell: Tell) -> None:
        self.row, self.connection, self.tell = row, connection, tell

    async def prove(self, login: str, password: str) -> Entry:
        """Find the entry, then bind as it; where nobody may search, the other way round."""
        if self.row.user_dn:
            name = self.row.user_dn.replace("{login}", escape_dn_chars(login))
            await self._bind_person(name, password)
            entry = await self._found(login, name if "=" in name else "")
        else:
            await self._bind_searcher()
            entry = await self._found(login)
            if entry is not None:
                await self._bind_person(entry.dn, password)
        if entry is None:
            raise DeniedError("unknown")
        self.tell("password_right", "")
        if entry.closed:
            raise DeniedError("closed")
        return entry

    async def see(self, logins: Sequence[str]) -> list[Entry | None]:
        if self.row.user_dn and not self.row.bind_dn:
            raise TroubleError("no_searcher")
        await self._bind_searcher()
        return [await self._found(login) for login in logins]

    async def _bind_searcher(self) -> None:
        if not self.row.bind_dn:
            self.tell("connected", self.row.servers)
            return
        try:
            await self.connection.simple_bind_s(self.row.bind_dn, unseal(self.row.secret))
        except (
            ldap.INVALID_CREDENTIALS,
            ldap.NO_SUCH_OBJECT,
            ldap.INVALID_DN_SYNTAX,
            ldap.INAPPROPRIATE_AUTH,
        ) as error:
            raise TroubleError("searcher", _said(error)) from error
        self.tell("searcher_in", self.row.bind_dn)

    async def _bind_person(self, name: str, password: str) -> None:
        try:
            await self.connection.simple_bind_s(name, password)
        except (
            ldap.INVALID_CREDENTIALS,
            ldap.NO_SUCH_OBJECT,
            ldap.INVALID_DN_SYNTAX,
            ldap.INAPPROPRIATE_AUTH,
        ) as error:
            data = re.search(r"\bdata (\w+)", _said(error))
            raise DeniedError(OF_DATA.get(data[1], "password") if data else "password") from error
        except (ldap.UNWILLING_TO_PERFORM, ldap.CONSTRAINT_VIOLATION) as error:
            raise DeniedError("closed") from error

    async def _found(self, login: str, dn: str = "") -> Entry | None:
        """The one entry of this login, under the base or with this very name."""
        row, scope = self.row, ldap.SCOPE_SUBTREE if self.row.base else ldap.SCOPE_BASE
        names = wanted(row.name_attribute, row.email_attribute, row.groups_attribute)
        sought = row.filter.replace("{login}", escape_filter_chars(login))
        try:
            found = await self.connection.search_s(row.base or dn, scope, sought, names)
        except ldap.NO_SUCH_OBJECT as error:
            if not row.base:
                return None
            raise TroubleError("no_base", row.base) from error
        except ldap.FILTER_ERROR as error:
            raise TroubleError("bad_filter", row.filter) from error
        except ldap.SIZELIMIT_EXCEEDED as error:
            raise TroubleError("many", sought) from error
        # Active Directory adds references to its other parts, which have no name.
        entries = [(name, attributes) for name, attributes in found if name]
        if len(entries) > 1:
            raise TroubleError("many", sought)
        if not entries:
            return None
        (name, attributes), groups = entries[0], []
        for key, values in attributes.items():
            if row.groups_attribute and key.lower() == row.groups_attribute.lower():
                groups += [bytes(value).decode("utf-8", "replace") for value in values]
        if row.group_base:
            groups += await self._groups(name, login)
        self.tell("found", name)
        return entry_of(name, attributes, name=row.name_attribute, email=row.email_attribute, groups=groups)

    async def _groups(self, dn: str, login: str) -> list[str]:
        row = self.row
        sought = row.group_filter.replace("{dn}", escape_filter_chars(dn)).replace(
            "{login}", escape_filter_chars(login)
        )
        try:
            found = await self.connection.search_s(row.group_base, ldap.SCOPE_SUBTREE, sought, ["1.1"])
        except ldap.NO_SUCH_OBJECT as error:
            raise TroubleError("no_base", row.group_base) from error
        except ldap.FILTER_ERROR as error:
            raise TroubleError("bad_filter", row.group_filter) from error
        return [name for name, _ in found if name]


def _trouble(error: BaseException, address: str) -> TroubleError:
    """A failure of the network or the server as a word of ours."""
    for one in _chain(error):
        if isinstance(one, ssl.SSLCertVerificationError):
            return TroubleError("certificate", one.verify_message or str(one))
        if isinstance(one, socket.gaierror):
            return TroubleError("unknown_host", address)
        if isinstance(one, ssl.SSLError):
            return TroubleError("no_tls", one.reason or str(one))
    if isinstance(error, ldap.TIMEOUT):
        return TroubleError("slow", address)
    if isinstance(error, ldap.SERVER_DOWN | OSError):
        return TroubleError("unreachable", address)
    if isinstance(error, ldap.CONFIDENTIALITY_REQUIRED | ldap.STRONG_AUTH_REQUIRED):
        return TroubleError("wants_tls", _said(error))
    if isinstance(error, ldap.INSUFFICIENT_ACCESS):
        return TroubleError("no_access", _said(error))
    if isinstance(error, ldap.BUSY | ldap.UNAVAILABLE):
        return TroubleError("busy", _said(error))
    return TroubleError("broken", _said(error))


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and len(found) < 9:
        found.append(error)
        if isinstance(error, BaseExceptionGroup):
            found += error.exceptions
        error = error.__cause__ or error.__context__
    return found


def _said(error: BaseException) -> str:
    """The server's own words."""
    told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    return " ".join(str(told[name]) for name in ("desc", "info") if told.get(name)) or str(error)
