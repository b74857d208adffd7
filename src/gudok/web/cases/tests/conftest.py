from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.cases import actions
from gudok.web.cases.choices import CaseKind, Service
from gudok.web.cases.saving import CaseSaving, save_fields
from gudok.web.drafts.calls import Known
from gudok.web.drafts.merge import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.models import User
    from gudok.web.cases.models import Case


@pytest.fixture
def stock(db: None) -> Service:
    """The warehouse; igor works there."""
    return Service.objects.create(name="Склад", people=["igor"])


@pytest.fixture
def igor(_person: Callable[[str, str, str], User]) -> User:
    return _person("igor", "Igor Warehouse", "service")


def kind(code: str = "complaint") -> str:
    """The key of a kind, as a form sends it."""
    return str(CaseKind.objects.get(code=code).pk)


def change(user: User, case: Case, *changes: tuple[str, str], base: int | None = None, seat: str = "one") -> CaseSaving:
    """Save what a page sends that has seen the case as it is now, or as it was at `base`."""
    case.refresh_from_db()
    known = case.version if base is None else base
    found = save_fields(user, case.pk, [Change(field, value, known) for field, value in changes], seat)
    case.refresh_from_db()
    return found


def registered(user: User, call: str = "", *more: tuple[str, str], code: str = "complaint") -> Case:
    """Maria's complaint about a parcel."""
    case = actions.begin_case(user, call, Known(None, "Мария", "+79123456789"))
    about = (("subject", "Пришло вскрытым"), ("text", "Коробка была открыта"))
    change(user, case, ("kind", kind(code)), *about, *more)
    return actions.place_case(user, case.pk)
