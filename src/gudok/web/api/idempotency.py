"""A POST with an `Idempotency-Key` happens once: a repeat gets the first one's answer, also after a restart."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils import timezone

from gudok.web.api.models import KeptAnswer
from gudok.web.api.problems import Problem

if TYPE_CHECKING:
    from django.http import HttpRequest

HEADER = "Idempotency-Key"
LONGEST = 255
KEPT = timedelta(days=2)
NO_METHOD = 405
GIVEN_UP = timedelta(seconds=30)
"""A request that has no answer after this long died with its process: it may be made again."""


def claim(request: HttpRequest, owner: str) -> KeptAnswer | HttpResponse:
    """The row to put the answer into, or the answer given before; raises Problem when it is neither."""
    key = request.headers[HEADER]
    if not key.isprintable() or len(key) > LONGEST:
        raise Problem(400, "bad_request", f"{HEADER} is up to {LONGEST} printable characters.")
    asked = _digest(request)
    KeptAnswer.objects.filter(at__lt=timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(owner=owner, key=key, asked=asked)
    except IntegrityError:
        return _earlier(KeptAnswer.objects.get(owner=owner, key=key), asked)


def _digest(request: HttpRequest) -> str:
    """What was asked; a file is read in pieces, and stands ready for who reads it after us."""
    made = hashlib.sha256(request.get_full_path().encode() + b"\n")
    if request.content_type != "multipart/form-data":
        made.update(request.body)
        return made.hexdigest()
    for name, values in sorted(request.POST.lists()):
        made.update("\0".join([name, *values, ""]).encode())
    for name, file in sorted(request.FILES.items()):
        if isinstance(file, list):  # never from a form; the types know no better
            continue
        made.update(f"{name}\0{file.size}\0".encode())
        for piece in file.chunks():
            made.update(piece)
        file.seek(0)
    return made.hexdigest()


def _earlier(row: KeptAnswer, asked: str) -> KeptAnswer | HttpResponse:
    if row.asked != asked:
        raise Problem(422, "key_reused")
    if row.status:
        return _again(row)
    old = row.at < timezone.now() - GIVEN_UP
    if not old or not KeptAnswer.objects.filter(pk=row.pk, at=row.at).update(at=timezone.now()):
        raise Problem(409, "in_progress", headers={"Retry-After": "1"})
    return row


def _again(row: KeptAnswer) -> HttpResponse:
    response = HttpResponse(bytes(row.body), status=row.status, content_type=row.content_type or None)
    response.headers["Idempotency-Replayed"] = "true"
    if row.etag:
        response.headers["ETag"] = row.etag
    return response


def keep(row: KeptAnswer, response: HttpResponse) -> None:
    """Keep an answer; one that says «try later» or «not like this» is no answer, the key is free again."""
    if response.status_code >= 500 or response.status_code == NO_METHOD:
        row.delete()
        return
    row.status, row.body = response.status_code, response.content
    row.content_type, row.etag = response.headers.get("Content-Type", ""), response.headers.get("ETag", "")
    row.save(update_fields=["status", "body", "content_type", "etag"])
