"""The page of the company's directory, and trying it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gudok.web.accounts.doors import open_to
from gudok.web.accounts.granting import role_choices
from gudok.web.accounts.ldap import words
from gudok.web.accounts.ldap.errors import DeniedError, TroubleError
from gudok.web.accounts.ldap.models import Directory, directory
from gudok.web.accounts.outside import roles_of
from gudok.web.setup.kinds import KINDS
from gudok.web.staff import actions
from gudok.web.staff.forms import DirectoryForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from gudok.web.accounts.ldap.entry import Entry
    from gudok.web.accounts.request import SignedInRequest

    Step = tuple[bool, str, str]
    """Went well; in words; what it is about."""


@open_to("security.change")
@require_http_methods(["GET", "POST"])
def page(request: SignedInRequest) -> HttpResponse:
    form = DirectoryForm(request.POST or None, instance=directory())
    if request.method == "POST" and form.is_valid():
        actions.save_rules(request.user, form.save(commit=False), "directory.changed")
        messages.success(request, _("Saved: %(name)s") % {"name": form.instance})
        return redirect("security")
    return render(request, "staff/directory.html", {"form": form, "here": "security", "kinds": KINDS})


@open_to("security.change")
@require_POST
@never_cache
def trial(request: SignedInRequest) -> HttpResponse:
    """Ask the directory as the form is filled in now; nothing is saved, nobody is added."""
    form = DirectoryForm(request.POST, instance=directory())
    if not form.is_valid():
        wrong = [
            (False, str(form.fields[name].label if name in form.fields else ""), " ".join(map(str, told)))
            for name, told in form.errors.items()
        ]
        return render(request, "staff/tried.html", {"steps": wrong})
    login, password = request.POST.get("try_login", "").strip(), request.POST.get("try_password", "")
    return render(request, "staff/tried.html", {"steps": tried(form.save(commit=False), login, password)})


def tried(row: Directory, login: str, password: str) -> list[Step]:
    """Each step as far as it went, and what stopped it."""
    from gudok.web.accounts.ldap.talk import check_password, look_up

    steps: list[Step] = []

    def tell(code: str, said: str) -> None:
        steps.append((True, str(words.STEPS[code]), said))

    try:
        if password:
            entry: Entry | None = check_password(row, login, password, tell)
        else:
            (entry,) = look_up(row, [login], tell) if login else (look_up(row, [], tell) or [None])
    except TroubleError as error:
        return [*steps, (False, str(words.TROUBLES[error.code]), error.said)]
    except DeniedError as error:
        return [*steps, (False, str(words.DENIALS[error.code]), "")]
    if login and entry is None:
        return [*steps, (False, str(words.DENIALS["unknown"]), "")]
    return [*steps, *(_about(row, entry) if entry else [])]


def _about(row: Directory, entry: Entry) -> list[Step]:
    names = dict(role_choices(None))
    roles = roles_of({group.lower(): role for group, role in row.roles.items()}, entry.groups)
    whole = [group for group in entry.groups if "=" in group] or entry.groups
    told: list[Step] = [
        (True, _("Name and email"), ", ".join(filter(None, (entry.name, entry.email)))),
        (True, _("Groups"), "; ".join(sorted(whole)) or "—"),
    ]
    if row.roles:
        told.append((bool(roles), _("Roles here"), ", ".join(str(names.get(role, role)) for role in roles) or "—"))
    return [*told, (False, str(words.DENIALS["closed"]), "")] if entry.closed else told
