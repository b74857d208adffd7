"""Prompts and music by their sound: sent in, heard, and where each is used. Their rows are setup.py's."""

from __future__ import annotations

from typing import Annotated, Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile
from pydantic import Field

from gudok.web.api import fields
from gudok.web.api.door import open_to
from gudok.web.api.etags import check_match, tagged
from gudok.web.api.forms import changed_by
from gudok.web.api.problems import Problem
from gudok.web.api.resources.setup import ROWS
from gudok.web.api.shapes import Body
from gudok.web.prompts.files import path
from gudok.web.prompts.forms import PromptForm
from gudok.web.prompts.usage import uses_of
from gudok.web.setup import actions
from gudok.web.setup.flows import Flow
from gudok.web.setup.sounds import Prompt

router = Router(tags=["Prompts and music"])
OPEN = open_to("setup", "setup.change")
PROMPTS = ROWS["prompts"]
Sound = Annotated[UploadedFile, File(description="WAV, MP3, OGG or FLAC, ten minutes at the most.")]


class NewSound(Body):
    name: Annotated[str, Field(min_length=1, max_length=60)]


class Use(Body):
    kind: Annotated[str, Field(description="What uses it, as addresses name it; empty: the centre itself.")]
    id: str
    name: str
    field: Annotated[str, Field(description="Change it with PATCH to use another prompt there.", examples=["greeting"])]


@router.post("/sounds", response={201: PROMPTS.shown}, url_name="api_sounds", **OPEN)
def add_sound(request: HttpRequest, response: HttpResponse, body: Form[NewSound], file: Sound) -> Any:
    """Add a prompt or music from a sound file of any usual kind; it is made ready for telephones."""
    return _keep(request, response, None, {"name": body.name}, file)


@router.post("/prompts/{id}/sound", response=PROMPTS.shown, url_name="api_prompt_sound", **OPEN)
def replace_sound(request: HttpRequest, response: HttpResponse, id: str, file: Sound) -> Any:  # noqa: A002
    """Another sound for this prompt: it is heard from the next playing on, everywhere it is used."""
    row: Any = PROMPTS.one(id)
    check_match(request, PROMPTS.picture(row))
    return _keep(request, response, row, {}, file)


@router.get("/prompts/{id}/sound", response={200: bytes}, url_name="api_prompt_sound", **OPEN)
def get_sound(request: HttpRequest, id: str) -> FileResponse:  # noqa: A002
    """The sound as callers hear it: WAV, 8 kHz."""
    row: Any = PROMPTS.one(id)
    found = path(settings.DATA, row.file)
    if not found.exists():
        raise Problem(404, "gone")
    return FileResponse(found.open("rb"), content_type="audio/wav")


@router.get("/prompts/{id}/uses", response=list[Use], url_name="api_prompt_uses", **OPEN)
def list_uses(request: HttpRequest, id: str) -> list[dict[str, str]]:  # noqa: A002
    """Where it is heard: queues, hours, the centre; while there is any it cannot be deleted."""
    row: Any = PROMPTS.one(id)
    kinds: dict[Any, str] = {rows.kind.model: name for name, rows in ROWS.items()} | {Flow: "flows"}
    return [
        {"kind": kinds.get(type(user), ""), "id": fields.public_id(user), "name": str(user), "field": field}
        for user, field in uses_of(row)
    ]


def _keep(request: HttpRequest, response: HttpResponse, row: Prompt | None, sent: dict[str, Any], file: Any) -> Any:
    data = fields.data_of(PromptForm(instance=row), sent)
    values = changed_by(PromptForm(data, {"upload": file}, instance=row))
    saved = actions.save_row(request.user, Prompt, row.pk if row else None, values)  # type: ignore[arg-type]
    seen = PROMPTS.picture(saved)
    tagged(request, response, seen)
    return Status(200 if row else 201, seen)
