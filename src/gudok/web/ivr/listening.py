"""Sounds that come with Asterisk, to be listened to before callers hear them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import FileResponse, Http404
from django.urls import reverse
from django.views.decorators.http import require_GET

from gudok.install.asterisk import load_runtime
from gudok.install.place import tools
from gudok.install.step import SetupError
from gudok.web.accounts.doors import open_to
from gudok.web.ivr.shape import LANGUAGES
from gudok.web.ivr.standard import SOUNDS

if TYPE_CHECKING:
    from pathlib import Path

    from gudok.web.accounts.request import SignedInRequest


@cache
def folder() -> Path | None:
    """Where Asterisk has its sounds, by language; None where none of ours is on this machine."""
    try:
        return load_runtime(tools(), settings.GUDOK.asterisk.binary).data / "sounds"
    except SetupError:
        return None


def file_of(language: str, code: str) -> Path | None:
    """The file of a sound that callers can be said. Both names are looked up, never joined as they come."""
    root = folder()
    if root is None or language not in LANGUAGES or code not in SOUNDS:
        return None
    file = root / language / f"{code}.wav"
    return file if file.is_file() else None


def addresses(code: str) -> dict[str, str]:
    """Where a sound is heard, by language; empty where it is not to be had."""
    return {one: reverse("flow_sound", args=[one, code]) for one in LANGUAGES if file_of(one, code)}


@open_to("setup.change")
@require_GET
def sound(request: SignedInRequest, language: str, code: str) -> FileResponse:
    """One sound that comes with Asterisk."""
    file = file_of(language, code)
    if file is None:
        raise Http404
    return FileResponse(file.open("rb"), content_type="audio/wav")
