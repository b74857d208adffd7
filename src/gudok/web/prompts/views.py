"""What the page of a prompt shows beside its form, and the sound itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import soundfile
from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from gudok.web.accounts.doors import open_to
from gudok.web.prompts import speak
from gudok.web.prompts.convert import BadSoundError, outline
from gudok.web.prompts.files import path
from gudok.web.prompts.usage import users_of
from gudok.web.setup.sounds import Prompt

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

HALF = 40
"""Half the height of the drawn wave, in its own units."""


def tools(request: SignedInRequest, prompt: Prompt) -> dict[str, Any]:
    """The picture of the sound as an SVG path, its length, and where it is used."""
    return {"wave": wave(prompt), "seconds": prompt.ms / 1000, "users": users_of(prompt)}


def wave(prompt: Prompt) -> str:
    file = path(settings.DATA, prompt.file)
    if not file.exists():
        return ""
    points = outline(soundfile.read(file, dtype="float64")[0])
    return "".join(
        f"M{x} {HALF - top * HALF // 100}V{HALF + max(1, top * HALF // 100)}" for x, top in enumerate(points)
    )


@open_to("setup.change")
@require_GET
def sound(request: SignedInRequest, pk: int) -> FileResponse:
    """The sound as callers hear it."""
    file = path(settings.DATA, get_object_or_404(Prompt, pk=pk).file)
    if not file.exists():
        raise Http404
    return FileResponse(file.open("rb"), content_type="audio/wav")


@open_to("setup.change")
@require_GET
def preview(request: SignedInRequest) -> HttpResponse:
    """A player of the text as it would be spoken, or why it cannot be."""
    text, fault = request.GET.get("text", "").strip()[: speak.LONGEST], ""
    try:
        if text:
            speak.preview(text)
    except BadSoundError as error:
        fault = str(error)
    return render(request, "prompts/preview.html", {"text": text, "fault": fault})


@open_to("setup.change")
@require_GET
def spoken(request: SignedInRequest) -> HttpResponse:
    """The sound of a text, as callers would hear it."""
    text = request.GET.get("text", "").strip()[: speak.LONGEST]
    if not text:
        raise Http404
    try:
        return HttpResponse(speak.preview(text), content_type="audio/wav")
    except BadSoundError as error:
        raise Http404 from error
